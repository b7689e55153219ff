"""A page as plain, harmless HTML: what the register shows years later, without the site's style or scripts."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import expand_db_html

from wagtail_govreview.content.attachments import ReferencedFile, files_of
from wagtail_govreview.content.bookkeeping import SIGNED_PAGE_FIELDS
from wagtail_govreview.content.cleaning import clean
from wagtail_govreview.content.reading import (
    Reading,
    content_fields,
    m2m_names,
    read,
    relation_names,
)
from wagtail_govreview.content.specifics import as_specific
from wagtail_govreview.content.text import Passage, passages_of
from wagtail_govreview.content.titles import Titles

__all__ = ["clean", "snapshot", "snapshot_of"]

OWN_APP = "wagtail_govreview"

VISIBLE = re.compile(r"(?:^|>)\s*[^<\s]")  # text outside of tags, in HTML that was cleaned
Passages = Callable[[str], "list[Passage]"]  # of one field or child relation

logger = logging.getLogger(__name__)


def snapshot(page: Any) -> SafeString:
    """The page's public content: title, each field under its name, child objects, and the list of files.

    Rich text and stream blocks are rendered as the site renders them, and then cleaned. This package's own
    child objects are left out: they have their own place in the register.
    """
    specific = as_specific(page)
    reading = read(specific)
    return snapshot_of(specific, reading, files_of(specific, reading))


def snapshot_of(
    page: Any, reading: Reading, files: list[ReferencedFile], titles: Titles | None = None
) -> SafeString:
    """The snapshot of a specific page that was read already; ``titles`` as in ``passages_of``."""
    titles = titles or Titles(reading.references)

    def passages(name: str) -> list[Passage]:
        return passages_of(page, reading, titles=titles, only=name)

    parts = [
        format_html("<h1>{}</h1>", page.title),
        *_fields(page, passages),
        *_children(page, passages),
        *_files(files),
    ]
    return mark_safe("\n".join(parts))  # noqa: S308 - every part is escaped or cleaned


def _fields(page: Any, passages: Passages) -> Iterator[SafeString]:
    for field in content_fields(type(page)):
        if field.name not in SIGNED_PAGE_FIELDS:
            yield from _section(field.verbose_name, _field(page, field, passages))
    for name in m2m_names(type(page)):
        yield from _section(page._meta.get_field(name).verbose_name, _plain(passages(name)))


def _field(page: Any, field: Any, passages: Passages) -> SafeString:
    if isinstance(field, RichTextField):
        rendered = clean(expand_db_html(field.value_from_object(page) or ""))
    elif isinstance(field, StreamField):
        rendered = _stream(page, field, passages)
    else:
        return _plain(passages(field.name))
    if VISIBLE.search(rendered) or passages(field.name):
        return rendered
    return mark_safe("")  # tags around nothing; a picture alone has its passage


def _stream(page: Any, field: Any, passages: Passages) -> SafeString:
    """The stream through its blocks' templates; its text, if the site's templates cannot be rendered here.

    They may count on a request, and a snapshot must not be what stops a publication.
    """
    try:
        rendered = [str(child.render()) for child in field.value_from_object(page)]
    except Exception:  # noqa: BLE001 - whatever a template of the host's raises
        logger.exception(
            "The stream %s of page %s has no snapshot but its text.", field.name, page.pk
        )
        return _plain(passages(field.name))
    return clean("\n".join(rendered))


def _children(page: Any, passages: Passages) -> Iterator[SafeString]:
    for name in relation_names(type(page), True):
        children = list(getattr(page, name).all())
        if not children or children[0]._meta.app_label == OWN_APP:
            continue
        items = [
            ", ".join(passage.text for passage in group)
            for _place, group in groupby(passages(name), key=lambda each: each.place.split(".")[1])
        ]
        listed = format_html_join("", "<li>{}</li>", ((item,) for item in items))
        yield from _section(
            children[0]._meta.verbose_name_plural, format_html("<ul>{}</ul>", listed)
        )


def _files(files: list[ReferencedFile]) -> Iterator[SafeString]:
    if files:
        rows = ((file.title or file.filename, file.filename, file.digest) for file in files)
        listed = format_html_join("", "<li>{} ({}) <small>{}</small></li>", rows)
        yield from _section(_("Files"), format_html("<ul>{}</ul>", listed))


def _section(heading: Any, body: SafeString) -> Iterator[SafeString]:
    if body:
        yield format_html("<section><h2>{}</h2>{}</section>", capfirst(str(heading)), body)


def _plain(passages: list[Passage]) -> SafeString:
    return format_html_join("", "<p>{}</p>", ((passage.text,) for passage in passages))
