"""The old Excel format, through xlrd; what xlrd leaves out (text boxes, headers) from the records themselves."""

from __future__ import annotations

import io
import os
import struct
from collections.abc import Iterator
from typing import IO, Any

from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.drafts import Draft, Read
from wagtail_govreview.screening.extraction.extracts import Extract, Unreadable
from wagtail_govreview.screening.extraction.optional import optional
from wagtail_govreview.screening.extraction.readers.compound import (
    compound,
    read_surroundings,
    stream_of,
)
from wagtail_govreview.screening.extraction.table_blocks import TableBlocks, in_one_line
from wagtail_govreview.screening.places import Hidden, Kind, Place

xlrd = optional("xlrd")

HEADER, FOOTER, TEXT_BOX, CONTINUED = 0x14, 0x15, 0x01B6, 0x3C
EXACT = 2**63  # whole numbers up to here are written out
PARTS = {
    HEADER: Place(Kind.PART, "header"),
    FOOTER: Place(Kind.PART, "footer"),
    TEXT_BOX: Place(Kind.PART, "textbox"),
}


def read_xls(stream: IO[bytes], budget: Budget, read: Read | None = None) -> Extract:
    """Read a workbook of Excel 5 to 2003. Raises :class:`Unreadable`, with what was read until then."""
    if xlrd is None:
        raise Unreadable("attachment.no_reader", "xls")
    draft = Draft("xls", budget)
    with draft.kept():
        data = budget.read(stream)
        with compound(io.BytesIO(data), draft) as file:
            said = _sheets(_book(data), draft)
            name = "Workbook" if file.exists("Workbook") else "Book"
            for place, text in _texts(stream_of(file, name)):
                if text not in said:
                    draft.say(place, text)
            read_surroundings(file, draft, read, {name})
    return draft.extract()


def _book(data: bytes) -> Any:
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        try:
            return xlrd.open_workbook(file_contents=data, logfile=nowhere, formatting_info=True)
        except MemoryError:
            raise
        except Exception as why:  # xlrd knows many ways to fail over a damaged file
            encrypted = "encrypted" in str(why).lower()
            code = "attachment.encrypted" if encrypted else "attachment.broken"
            raise Unreadable(code) from why


def _sheets(book: Any, draft: Draft) -> set[str]:
    """Say all cells and notes; gives the notes, which are among the text boxes as well."""
    said: set[str] = set()
    hidden = [sheet.name for sheet in book.sheets() if sheet.visibility]
    if hidden:
        draft.notice("attachment.hidden_sheets", ", ".join(hidden))
    for sheet in book.sheets():
        _cells(book, sheet, draft)
        for (row, column), note in sorted(sheet.cell_note_map.items()):
            name = f"{sheet.name}!{xlrd.colname(column)}{row + 1}"
            place = Place(Kind.CELL, name, hidden=Hidden.COMMENT)
            said.add(note.text)
            draft.say(place, note.text)
            draft.say(place, note.author or "")
            draft.notice("attachment.comments")
    return said


def _cells(book: Any, sheet: Any, draft: Draft) -> None:
    columns = sorted(number for number, told in sheet.colinfo_map.items() if told.hidden)
    columns = [number for number in columns if number < sheet.ncols]
    if columns:
        draft.notice("attachment.hidden_columns", sheet.name)
    blocks = TableBlocks(
        Kind.CELL,
        sheet.name,
        hidden=Hidden.SHEET if sheet.visibility else None,
        hidden_columns=tuple((number + 1, number + 1) for number in columns),
    )
    any_hidden = False
    for row in range(sheet.nrows):
        draft.budget.check_time()
        told = sheet.rowinfo_map.get(row)
        hidden = bool(told and told.hidden)
        any_hidden = any_hidden or hidden
        cells = [
            (column + 1, text)
            for column in range(sheet.row_len(row))
            if (text := _value(book, sheet.cell_type(row, column), sheet.cell_value(row, column)))
        ]
        for stretch in blocks.row(row + 1, cells, hidden=hidden):
            draft.add(stretch)
    for stretch in blocks.end():
        draft.add(stretch)
    if any_hidden:
        draft.notice("attachment.hidden_rows", sheet.name)


def _value(book: Any, kind: int, value: Any) -> str:
    if kind == xlrd.XL_CELL_TEXT:
        return in_one_line(value)
    if kind == xlrd.XL_CELL_DATE:
        try:
            return str(xlrd.xldate_as_datetime(value, book.datemode)).removesuffix(" 00:00:00")
        except (ValueError, OverflowError):
            return repr(value)
    if kind == xlrd.XL_CELL_NUMBER:
        return str(int(value)) if abs(value) < EXACT and value == int(value) else repr(value)
    return ""


def _texts(data: bytes) -> Iterator[tuple[Place, str]]:
    """Headers, footers and text boxes."""
    offset, boxed = 0, False
    while offset + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, offset)
        body = data[offset + 4 : offset + 4 + length]
        offset += 4 + length
        if kind in (HEADER, FOOTER) and len(body) > 3:
            yield PARTS[kind], _decoded(body[2:])
        elif kind == CONTINUED and boxed and len(body) > 1:
            yield PARTS[TEXT_BOX], _decoded(body)
        boxed = kind == TEXT_BOX


def _decoded(body: bytes) -> str:
    """A string whose first byte tells its code."""
    if body[0] & 1:
        return body[1:].decode("utf-16-le", "replace")
    return body[1:].decode("latin-1")
