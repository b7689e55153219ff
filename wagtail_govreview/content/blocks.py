"""Stream content, read by the definitions of its blocks.

The raw form is what Wagtail stores: ``[{"type": …, "value": …, "id": …}]``. It is read as it is, because
turning it into Python objects costs a query for each kind of chooser. What Wagtail would fill in or leave
out when it loads the stream is filled in and left out here as well, so that loading and saving a stream
changes nothing: unknown blocks, unknown and missing fields of a struct, both forms of a list's items.
Blocks' ids are book-keeping; a struct's own field called ``id`` is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.blocks.list_block import ListBlock
from wagtail.blocks.stream_block import BaseStreamBlock
from wagtail.blocks.struct_block import BaseStructBlock
from wagtail.rich_text import RichText

from wagtail_govreview.content.texts import plain_rich_text, plain_text, to_the_minute
from wagtail_govreview.ledger.canonical import plain

# Leaves whose stored text has more than one form for the same value.
PARSED = (blocks.DateBlock, blocks.TimeBlock, blocks.DateTimeBlock, blocks.DecimalBlock)

Reference = tuple[type[models.Model], str]


def children(block: blocks.Block, raw: Any) -> list[tuple[str, blocks.Block, Any]] | None:
    """The parts of a composite value: ``(name, block, raw value)`` in order; ``None`` for a leaf.

    The name is the child block's name in streams and structs, ``item`` in lists, the column's heading in
    typed tables.
    """
    if isinstance(block, BaseStreamBlock):
        return [
            (item["type"], block.child_blocks[item["type"]], item["value"])
            for item in raw or ()
            if item["type"] in block.child_blocks
        ]
    if isinstance(block, ListBlock):
        return [("item", block.child_block, _list_item(item)) for item in raw or ()]
    if isinstance(block, BaseStructBlock):
        raw = _struct(block, raw)
        return [
            (name, child, raw[name] if name in raw else child.get_prep_value(child.get_default()))
            for name, child in block.child_blocks.items()
        ]
    if _is_typed_table(block, raw):
        return list(_cells(block, raw))
    return None


def plain_block(block: blocks.Block, raw: Any) -> Any:
    """The canonical value of a block: composites by their definition, leaves as plain values.

    An empty leaf is the empty text, whether it was never filled in (``None``) or emptied in a form.
    """
    parts = children(block, raw)
    if parts is None:
        return _leaf(block, raw)
    if isinstance(block, BaseStructBlock):
        values = ((name, plain_block(child, value)) for name, child, value in parts)
        return {name: value for name, value in values if not is_blank(value)}
    if isinstance(block, BaseStreamBlock):
        return [{"type": name, "value": plain_block(child, value)} for name, child, value in parts]
    items = [plain_block(child, value) for _name, child, value in parts]
    if not _is_typed_table(block, raw):
        return items
    return {"columns": plain(raw["columns"]), "caption": raw.get("caption") or "", "cells": items}


def is_blank(value: Any) -> bool:
    """Does the canonical value say nothing? Such fields are left out of the canonical content.

    So a field that the host adds to its model later changes no fingerprint until somebody fills it in.
    """
    return value is None or value is False or (isinstance(value, (str, list, dict)) and not value)


def block_references(block: blocks.Block, raw: Any) -> Iterator[Reference]:
    """The objects that a block refers to, through choosers, rich text and whatever else tells Wagtail."""
    parts = children(block, raw)
    if parts is not None:
        for _name, child, value in parts:
            yield from block_references(child, value)
    elif raw is None or raw == "":
        return
    elif isinstance(block, blocks.ChooserBlock):
        yield block.model_class, str(raw)
    elif type(block).extract_references is not blocks.Block.extract_references:
        for reference in block.extract_references(block.to_python(raw)):
            yield reference[0], str(reference[1])


def _leaf(block: blocks.Block, raw: Any) -> Any:
    if isinstance(raw, RichText):
        raw = raw.source
    if isinstance(block, PARSED):
        raw = _parsed(block, raw) if isinstance(raw, str) else to_the_minute(raw)
    elif isinstance(raw, Mapping):  # such as a table: its block fills in what older data has not
        raw = block.get_prep_value(block.to_python(deepcopy(dict(raw))))
    if raw is None:
        return ""
    if isinstance(raw, str):
        return plain_rich_text(raw) if isinstance(block, blocks.RichTextBlock) else plain_text(raw)
    value = plain(raw)
    if isinstance(value, dict):
        return {name: each for name, each in value.items() if not is_blank(each)}
    return value


def _parsed(block: blocks.Block, raw: str) -> Any:
    try:
        value = block.to_python(raw)
    except (
        ValueError,
        ArithmeticError,
    ):  # not a value of this kind: the text itself is the content
        return raw
    return raw if value is None else to_the_minute(value)


def _list_item(item: Any) -> Any:
    is_wrapped = isinstance(item, Mapping) and item.get("type") == "item" and "value" in item
    return item["value"] if is_wrapped and "id" in item else item


def _struct(block: BaseStructBlock, raw: Any) -> Mapping[str, Any]:
    """The raw struct. Some structs also load other forms: Wagtail's ``ImageBlock`` a bare key."""
    if not isinstance(raw, Mapping):
        raw = block.get_prep_value(block.to_python(raw if raw is not None else {}))
    return raw


def _is_typed_table(block: blocks.Block, raw: Any) -> bool:
    """A ``TypedTableBlock``; told by its shape, because it lives in an app that need not be installed."""
    return hasattr(block, "child_blocks") and isinstance(raw, Mapping) and "columns" in raw


def _cells(table: Any, raw: Mapping[str, Any]) -> Iterator[tuple[str, blocks.Block, Any]]:
    for row in raw["rows"]:
        for column, value in zip(raw["columns"], row["values"], strict=False):
            yield column["heading"], table.child_blocks[column["type"]], value
