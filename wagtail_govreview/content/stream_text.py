"""Stream content as passages of text, read by the definitions of its blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.choices import flatten_choices
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.blocks.list_block import ListBlock
from wagtail.blocks.stream_block import BaseStreamBlock
from wagtail.blocks.struct_block import BaseStructBlock

from wagtail_govreview.content.blocks import children
from wagtail_govreview.content.paragraphs import html_paragraphs
from wagtail_govreview.content.titles import Titles
from wagtail_govreview.content.values import readable_value

Found = tuple[str, str, str]  # place, label, text

MOMENTS = (blocks.DateBlock, blocks.TimeBlock, blocks.DateTimeBlock)


def block_texts(
    block: blocks.Block, raw: Any, place: str, label: str, titles: Titles, detail: bool
) -> Iterator[Found]:
    """The texts of a block with their places and labels, in the order of reading."""
    parts = children(block, raw)
    if parts is None:
        for line in _leaf_lines(block, raw, titles, detail):
            yield place, label, line
        return
    for position, (name, child, value) in enumerate(parts):
        child_place, child_label = part_of(block, position, name, child)
        yield from block_texts(
            child,
            value,
            f"{place}.{child_place}",
            f"{label} · {child_label}" if child_label else label,
            titles,
            detail,
        )


def part_of(block: blocks.Block, position: int, name: str, child: blocks.Block) -> tuple[str, str]:
    """The place of a part within its block, and what it is called there."""
    if isinstance(block, BaseStreamBlock):
        return f"{position}.{name}", capfirst(str(child.label))
    if isinstance(block, BaseStructBlock):
        return name, capfirst(str(child.label))
    if isinstance(block, ListBlock):
        return str(position), ""
    return str(position), name  # a cell of a typed table: the heading of its column


def _leaf_lines(block: blocks.Block, raw: Any, titles: Titles, detail: bool) -> list[str]:
    if raw is None or raw == "":
        return []
    if isinstance(block, blocks.RichTextBlock):
        return html_paragraphs(str(raw), titles if detail else None)
    if isinstance(block, blocks.RawHTMLBlock):
        return str(raw).splitlines() if detail else html_paragraphs(str(raw))
    if isinstance(block, blocks.ChooserBlock):
        return [titles.of(block.model_class, raw)]
    if isinstance(block, (blocks.ChoiceBlock, blocks.MultipleChoiceBlock)):
        return [_choices(block, raw)]
    if isinstance(raw, Mapping) and isinstance(raw.get("data"), list):
        return _table(raw)
    if isinstance(block, MOMENTS) and isinstance(raw, str):
        return [_moment(block, raw)]
    return readable_value(raw).splitlines()


def _choices(block: Any, raw: Any) -> str:
    choices: Any = flatten_choices(block.field.choices)
    words = {str(code): str(text) for code, text in choices}
    codes = raw if isinstance(raw, list) else [raw]
    return ", ".join(words.get(str(code), str(code)) for code in codes)


def _table(raw: Mapping[str, Any]) -> list[str]:
    rows = [" | ".join(str(cell or "") for cell in row) for row in raw["data"]]
    return [str(raw.get("table_caption") or ""), *rows]


def _moment(block: blocks.Block, raw: str) -> str:
    try:
        value = block.to_python(raw)
    except ValueError:  # stored before the block was one of moments
        return raw
    return readable_value(value) if value is not None else raw
