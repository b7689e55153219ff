"""A page as text with places: for people who compare, and for programs that look for something."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import COMMENTS_RELATION_NAME
from wagtail.rich_text import RichText

from wagtail_govreview.pages import base_page_model

# Of the base page, what a reader or a search engine sees; all else there is Wagtail's book-keeping.
BASE_FIELDS = (
    "title",
    "slug",
    "seo_title",
    "search_description",
    "show_in_menus",
    "go_live_at",
    "expire_at",
)
PARAGRAPHS = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "figcaption"]


@dataclass(frozen=True)
class Passage:
    """One paragraph of a page.

    ``place`` is the path to its field (``body.3.paragraph``), ``label`` the field's name for people,
    ``text`` its plain text.
    """

    place: str
    label: str
    text: str


def passages(page: Any, *, with_answers: bool = False) -> list[Passage]:
    """The page's own content, paragraph by paragraph, in the order of its fields. Empty ones are left out.

    ``with_answers`` adds what the editor answered for the review: child objects that say themselves how they
    read, by a method ``readable() -> Iterable[(label, text)]``.
    """
    found = [*_page_passages(page), *(_answers(page) if with_answers else ())]
    return [passage for passage in found if passage.text.strip()]


def _answers(page: Any) -> Iterator[Passage]:
    for relation in get_all_child_relations(type(page)):
        if hasattr(relation.related_model, "readable"):
            name = relation.get_accessor_name()
            for child in getattr(page, name).all():
                for label, text in child.readable():
                    yield Passage(f"{name}.{label}", str(label), str(text))


def _page_passages(page: Any) -> Iterator[Passage]:
    for field in content_fields(type(page)):
        yield from _field_passages(page, field, field.name, capfirst(str(field.verbose_name)))
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        if name != COMMENTS_RELATION_NAME and not hasattr(relation.related_model, "readable"):
            yield from _child_passages(page, relation, name)


def content_fields(model: type[models.Model]) -> list[Any]:
    """The fields of a page type that hold content, in the order of definition."""
    base = base_page_model()
    return [
        field
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if (
            field.name in BASE_FIELDS
            if issubclass(base, field.model)
            else not (field.primary_key or field.one_to_one)
        )
    ]


def _child_passages(page: Any, relation: Any, name: str) -> Iterator[Passage]:
    for position, child in enumerate(getattr(page, name).all()):
        place = f"{name}.{position}"
        child_name = capfirst(str(child._meta.verbose_name))
        for field in child._meta.concrete_fields:
            if field.primary_key or field is relation.field or field.name == "sort_order":
                continue
            label = f"{child_name} · {capfirst(str(field.verbose_name))}"
            yield from _field_passages(child, field, f"{place}.{field.name}", label)


def _field_passages(owner: Any, field: Any, place: str, label: str) -> Iterator[Passage]:
    if isinstance(field, StreamField):
        value = getattr(owner, field.name)
        yield from _block_passages(value.stream_block, value, place, label)
    elif isinstance(field, RichTextField):
        yield from _lines(html_paragraphs(getattr(owner, field.name) or ""), place, label)
    elif field.many_to_many:
        names = ", ".join(str(item) for item in getattr(owner, field.name).all())
        yield Passage(place, label, names)
    else:
        yield from _lines(_plain_value(owner, field).splitlines(), place, label)


def _plain_value(owner: Any, field: Any) -> str:
    if getattr(field, "flatchoices", None):
        return str(getattr(owner, f"get_{field.name}_display")())
    value = getattr(owner, field.name)
    return readable_value(value)


def readable_value(value: Any) -> str:
    """A plain field's value in words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if hasattr(value, "hour") and hasattr(value, "date"):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return date_format(local, "DATETIME_FORMAT")
    if hasattr(value, "isoformat") and hasattr(value, "year"):
        return date_format(value, "DATE_FORMAT")
    return str(value)


def _block_passages(block: Any, value: Any, place: str, label: str) -> Iterator[Passage]:
    for kind, read in _BLOCK_READERS:
        if isinstance(block, kind):
            yield from read(block, value, place, label)
            return
    yield from _lines(_plain_block(value), place, label)


def _stream(block: Any, value: Any, place: str, label: str) -> Iterator[Passage]:
    for position, child in enumerate(value or ()):
        name = capfirst(str(child.block.label))
        yield from _block_passages(
            child.block, child.value, f"{place}.{position}.{child.block_type}", f"{label} · {name}"
        )


def _struct(block: Any, value: Any, place: str, label: str) -> Iterator[Passage]:
    for name, child in block.child_blocks.items():
        yield from _block_passages(
            child, value.get(name), f"{place}.{name}", f"{label} · {capfirst(str(child.label))}"
        )


def _list(block: Any, value: Any, place: str, label: str) -> Iterator[Passage]:
    for position, item in enumerate(value or ()):
        yield from _block_passages(block.child_block, item, f"{place}.{position}", label)


def _rich_text(block: Any, value: Any, place: str, label: str) -> Iterator[Passage]:
    source = value.source if isinstance(value, RichText) else str(value or "")
    yield from _lines(html_paragraphs(source), place, label)


_BLOCK_READERS: tuple[tuple[type, Callable[..., Iterator[Passage]]], ...] = (
    (blocks.BaseStreamBlock, _stream),
    (blocks.BaseStructBlock, _struct),
    (blocks.ListBlock, _list),
    (blocks.RichTextBlock, _rich_text),
)


def _plain_block(value: Any) -> list[str]:
    """A table row by row; anything else as the text it stands for."""
    if isinstance(value, dict) and isinstance(value.get("data"), list):
        return [" | ".join(str(cell or "") for cell in row) for row in value["data"]]
    return readable_value(value).splitlines()


def _lines(lines: list[str], place: str, label: str) -> Iterator[Passage]:
    for line in lines:
        yield Passage(place, label, line)


def html_paragraphs(html: str) -> list[str]:
    """The text of each paragraph, heading, list item and table cell of ``html``, in order.

    Inline tags join their text; a nested paragraph is given once.
    """
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup(["script", "style"]):
        tag.decompose()
    for line_break in soup("br"):
        line_break.replace_with("\n")
    for tag in soup(PARAGRAPHS):
        tag.insert_before("\n")
        tag.insert_after("\n")
    return [line.strip() for line in soup.get_text().splitlines() if line.strip()]
