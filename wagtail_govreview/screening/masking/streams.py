"""Stream content with its texts and chosen objects written anew, by the definitions of its blocks.

It walks as :mod:`wagtail_govreview.content.stream_text` does, with the same places, and leaves alone what it does not
know: ids, blocks that the stream no longer has, settings of tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from wagtail import blocks
from wagtail.blocks.list_block import ListBlock
from wagtail.blocks.stream_block import BaseStreamBlock
from wagtail.blocks.struct_block import BaseStructBlock

from wagtail_govreview.content.values import readable_value
from wagtail_govreview.screening.masking.leaves import Leaf, Visitor

TEXTS = (blocks.CharBlock, blocks.TextBlock)
MARKUP = (blocks.RichTextBlock, blocks.RawHTMLBlock)


def rewritten(block: Any, raw: Any, place: str, label: str, visitor: Visitor) -> Any:
    """The raw value of ``block`` with what ``visitor`` gives for its parts. ``raw`` itself is not changed."""
    if isinstance(block, BaseStreamBlock):
        return _stream(block, raw, place, label, visitor)
    if isinstance(block, ListBlock):
        return _list(block, raw, place, label, visitor)
    if isinstance(block, BaseStructBlock):
        return _struct(block, raw, place, label, visitor)
    if isinstance(raw, Mapping) and "columns" in raw and hasattr(block, "child_blocks"):
        return _typed_table(block, raw, place, label, visitor)
    if isinstance(raw, Mapping) and isinstance(raw.get("data"), list):
        return _table(raw, place, label, visitor)
    return _leaf(block, raw, place, label, visitor)


def _stream(block: Any, raw: Any, place: str, label: str, visitor: Visitor) -> Any:
    items, position = [], 0
    for item in raw or ():
        child = block.child_blocks.get(item["type"])
        if child is not None:
            here = f"{place}.{position}.{item['type']}"
            value = rewritten(child, item["value"], here, _below(label, child), visitor)
            item, position = {**item, "value": value}, position + 1
        items.append(item)
    return items


def _list(block: Any, raw: Any, place: str, label: str, visitor: Visitor) -> Any:
    items = []
    for position, item in enumerate(raw or ()):
        wrapped = isinstance(item, Mapping) and item.get("type") == "item" and "id" in item
        value = item["value"] if wrapped and "value" in item else item
        value = rewritten(block.child_block, value, f"{place}.{position}", label, visitor)
        items.append({**item, "value": value} if wrapped and "value" in item else value)
    return items


def _struct(block: Any, raw: Any, place: str, label: str, visitor: Visitor) -> Any:
    if not isinstance(raw, Mapping):  # some structs also load other forms, such as a bare key
        raw = block.get_prep_value(block.to_python(raw if raw is not None else {}))
    values = dict(raw)
    for name, child in block.child_blocks.items():
        if name in values:
            here = f"{place}.{name}"
            values[name] = rewritten(child, values[name], here, _below(label, child), visitor)
    return values


def _typed_table(block: Any, raw: Any, place: str, label: str, visitor: Visitor) -> Any:
    rows, columns, position = [], raw["columns"], 0
    for number, row in enumerate(raw["rows"]):
        values = list(row["values"])
        for index, column in enumerate(columns[: len(values)]):
            child = block.child_blocks[column["type"]]
            cell = _Cell(visitor, place, number)
            named = f"{label} · {column['heading']}" if column["heading"] else label
            values[index] = rewritten(child, values[index], f"{place}.{position}", named, cell)
            position += 1
        rows.append({**row, "values": values})
    caption = _text(raw.get("caption"), f"{place}.caption", label, visitor)
    return {**raw, "rows": rows, "caption": caption}


class _Cell:
    """A visitor that is told of texts that they stand in a row of a table."""

    def __init__(self, visitor: Visitor, table: str, row: int) -> None:
        self._visitor, self._table, self._row = visitor, table, row

    def text(self, leaf: Leaf) -> str:
        cell = Leaf(
            leaf.place, leaf.label, leaf.text, leaf.markup, leaf.fixed, self._table, self._row
        )
        return self._visitor.text(cell)

    def chosen(self, model: Any, key: Any) -> Any:
        return self._visitor.chosen(model, key)


def _table(raw: Any, place: str, label: str, visitor: Visitor) -> Any:
    caption = _text(raw.get("table_caption"), f"{place}.caption", label, visitor)
    rows = []
    for number, row in enumerate(raw["data"]):
        cell = _Cell(visitor, place, number)
        rows.append(
            [
                _text(each, f"{place}.{number}.{index}", label, cell)
                for index, each in enumerate(row)
            ]
        )
    values = {**raw, "data": rows}
    return {**values, "table_caption": caption} if "table_caption" in raw else values


def _text(value: Any, place: str, label: str, visitor: Visitor) -> Any:
    if not value or isinstance(value, bool):
        return value
    read = str(value)
    written = visitor.text(Leaf(place, label, read))
    return value if written == read else written


def _leaf(block: Any, raw: Any, place: str, label: str, visitor: Visitor) -> Any:
    if raw is None or raw == "":
        return raw
    if isinstance(block, blocks.ChooserBlock):
        return visitor.chosen(block.model_class, raw)
    if isinstance(block, (blocks.ChoiceBlock, blocks.MultipleChoiceBlock)):
        return raw
    text = raw if isinstance(raw, str) else readable_value(raw)
    markup = isinstance(block, MARKUP)
    fixed = not (markup or isinstance(block, TEXTS)) or not isinstance(raw, str)
    written = visitor.text(Leaf(place, label, text, markup=markup, fixed=fixed))
    return raw if fixed else written


def _below(label: str, child: Any) -> str:
    name = capfirst(str(child.label))
    return f"{label} · {name}" if name else label
