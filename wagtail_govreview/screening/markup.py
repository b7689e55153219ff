"""The markup of a page: every rich text, raw HTML and address of its own fields, its streams and its child objects.

The plain text of a page (``content.text``) does not tell where links lead or how they are shown. Places are the same as there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.html import format_html
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import RichText

from wagtail_govreview.content.blocks import children
from wagtail_govreview.content.reading import children_of, content_fields, relation_names
from wagtail_govreview.content.stream_text import part_of
from wagtail_govreview.screening.places import Kind, Place

SPEAKS_FOR_ITSELF = "readable"  # a child object with this method has rules of its own


@dataclass(frozen=True)
class Markup:
    """One piece of HTML as it is stored, and where: rich text with Wagtail's own ``linktype`` and ``embedtype``."""

    place: Place
    html: str


def markups(page: Any) -> Iterator[Markup]:
    """Every piece of markup of a specific page, in the order of its fields.

    No queries besides those for child objects that are not in memory yet.
    """
    yield from _of_fields(page, "", "")
    for name in relation_names(type(page), True):
        for position, (child, _reading) in enumerate(children_of(page, name)):
            if not hasattr(child, SPEAKS_FOR_ITSELF):
                label = capfirst(str(child._meta.verbose_name))
                yield from _of_fields(child, f"{name}.{position}.", f"{label} · ")


def _of_fields(owner: Any, path: str, label: str) -> Iterator[Markup]:
    for field in content_fields(type(owner)):
        value = field.value_from_object(owner)
        place, name = f"{path}{field.name}", label + capfirst(str(field.verbose_name))
        if isinstance(field, StreamField):
            raw = field.get_prep_value(value)
            if not isinstance(raw, str):
                yield from _of_block(field.stream_block, raw, place, name)
        elif isinstance(field, RichTextField):
            yield from _markup(place, name, str(value or ""))
        elif isinstance(field, models.URLField) and value:
            yield from _markup(place, name, _link(value))


def _of_block(block: blocks.Block, raw: Any, place: str, label: str) -> Iterator[Markup]:
    parts = children(block, raw)
    if parts is not None:
        for position, (name, child, value) in enumerate(parts):
            child_place, child_label = part_of(block, position, name, child)
            words = f"{label} · {child_label}" if child_label else label
            yield from _of_block(child, value, f"{place}.{child_place}", words)
    elif raw is None or raw == "":
        return
    elif isinstance(block, (blocks.RichTextBlock, blocks.RawHTMLBlock)):
        html = raw.source if isinstance(raw, RichText) else str(raw)
        yield from _markup(place, label, html)
    elif isinstance(block, blocks.URLBlock):
        yield from _markup(place, label, _link(raw))


def _markup(place: str, label: str, html: str) -> Iterator[Markup]:
    if "<" in html:
        yield Markup(Place(Kind.FIELD, place, label), html)


def _link(address: Any) -> str:
    return format_html('<a href="{0}">{0}</a>', str(address))
