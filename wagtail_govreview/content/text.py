"""A page as text with places: for people who compare, and for programs that look for something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from wagtail.fields import RichTextField, StreamField

from wagtail_govreview.content.bookkeeping import SIGNED_PAGE_FIELDS
from wagtail_govreview.content.paragraphs import html_paragraphs
from wagtail_govreview.content.reading import (
    Reading,
    children_of,
    content_fields,
    m2m_names,
    read,
    relation_names,
)
from wagtail_govreview.content.specifics import as_specific
from wagtail_govreview.content.stream_text import block_texts
from wagtail_govreview.content.titles import Titles
from wagtail_govreview.content.values import readable_value

__all__ = ["Passage", "html_paragraphs", "passages", "readable_value"]

AFTER_THE_CONTENT = SIGNED_PAGE_FIELDS - {"title"}


@dataclass(frozen=True)
class Passage:
    """One paragraph of a page.

    ``place`` is the path to it (``body.3.paragraph``), ``label`` the field's name for people, with those of
    the blocks around it (``正文 · 段落``), ``text`` its plain text.
    """

    place: str
    label: str
    text: str

    @property
    def field(self) -> str:
        """The page's own field or child relation in which it lies."""
        return self.place.partition(".")[0]


def passages(page: Any, *, detail: bool = False) -> list[Passage]:
    """The page's content, paragraph by paragraph: title, its own fields, child objects, the rest.

    Empty paragraphs are left out. With ``detail``, also what only shows in the code: where links lead, which
    picture it is. At most one query for each kind of object that the page refers to.
    """
    specific = as_specific(page)
    return passages_of(specific, read(specific), detail=detail)


def passages_of(
    page: Any,
    reading: Reading,
    *,
    detail: bool = False,
    titles: Titles | None = None,
    only: str = "",
) -> list[Passage]:
    """The passages of a specific page that was read already.

    ``titles``: of what many pages refer to, when they are read together. ``only``: of the field or child
    relation with this name.
    """
    writer = _Writer(titles or Titles(reading.references), detail, only)
    return [passage for passage in writer.page(page) if passage.text.strip()]


class _Writer:
    def __init__(self, titles: Titles, detail: bool, only: str) -> None:
        self.titles = titles
        self.detail = detail
        self.only = only

    def wants(self, name: str) -> bool:
        return not self.only or name == self.only

    def page(self, page: Any) -> Iterator[Passage]:
        fields = [field for field in content_fields(type(page)) if self.wants(field.name)]
        last = [field for field in fields if field.name in AFTER_THE_CONTENT]
        first = [field for field in fields if field not in last]
        for field in sorted(first, key=lambda field: field.name != "title"):
            yield from self.field(page, field, field.name, _label(field))
        for name in filter(self.wants, m2m_names(type(page))):
            names = sorted(str(related) for related in getattr(page, name).all())
            yield Passage(name, _label(page._meta.get_field(name)), ", ".join(names))
        for name in filter(self.wants, relation_names(type(page), True)):
            for position, (child, _reading) in enumerate(children_of(page, name)):
                yield from self.child(child, f"{name}.{position}")
        for field in last:
            yield from self.field(page, field, field.name, _label(field))

    def child(self, child: Any, place: str) -> Iterator[Passage]:
        """A child object; one that has a method ``readable``, giving labels and texts, speaks for itself."""
        name = capfirst(str(child._meta.verbose_name))
        if hasattr(child, "readable"):
            for label, text in child.readable():
                for line in str(text).splitlines():
                    yield Passage(f"{place}.{label}", str(label), line)
            return
        for field in content_fields(type(child)):
            label = f"{name} · {_label(field)}"
            yield from self.field(child, field, f"{place}.{field.name}", label)

    def field(self, owner: Any, field: Any, place: str, label: str) -> Iterator[Passage]:
        if isinstance(field, StreamField):
            raw = field.get_prep_value(field.value_from_object(owner))
            if not isinstance(raw, str):
                found = block_texts(field.stream_block, raw, place, label, self.titles, self.detail)
                yield from (Passage(*each) for each in found)
                return
        for line in self.lines(owner, field):
            yield Passage(place, label, line)

    def lines(self, owner: Any, field: Any) -> list[str]:
        value = field.value_from_object(owner)
        if isinstance(field, RichTextField):
            return html_paragraphs(str(value or ""), self.titles if self.detail else None)
        if field.choices:
            return [str(getattr(owner, f"get_{field.name}_display")() or "")]
        if field.remote_field:
            return [self.titles.of(field.related_model, value)]
        if isinstance(field, models.FileField):
            return [str(value or "")]
        return readable_value(value).splitlines()


def _label(field: Any) -> str:
    return capfirst(str(field.verbose_name))
