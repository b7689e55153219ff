"""Rows out of files and pasted lines. What cannot be read is told with the number of its row, and harms no other."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from wagtail_govreview.queries import YEARS
from wagtail_govreview.screening.dictionaries.models import LONGEST_TERM, LONGEST_WORDS
from wagtail_govreview.screening.dictionaries.rows import FIELDS, Row, compared
from wagtail_govreview.screening.dictionaries.rules import MOST_TERMS
from wagtail_govreview.spreadsheets import harmless

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_ROWS = 2 * MOST_TERMS  # empty rows and mistakes included
MOST_ERRORS = 200
PIECE = 1024 * 1024

# What people call the columns, in files that they made themselves.
HEADINGS: dict[str, tuple[str, ...]] = {
    "term": ("term", "词条", "词语", "错误表述", "名称"),
    "suggestion": ("write instead", "suggestion", "建议", "改为", "正确表述", "建议改为"),
    "note": ("note", "说明", "备注", "理由"),
    "valid_from": ("valid from", "valid_from", "生效日期", "起始日期", "自"),
    "valid_until": ("valid until", "valid_until", "失效日期", "截止日期", "至"),
}
_BY_HEADING = {each: name for name, words in HEADINGS.items() for each in words}
_DELIMITERS = "\t,;"


class NotATable(Exception):
    """The file cannot be read at all; the message says why, for people."""


@dataclass
class Table:
    """``rows``: those that can be taken over, each term once. ``errors``: ``(row number, sentence)``, the first of
    them; ``left_out``: how many rows are not taken over in all."""

    rows: list[Row] = field(default_factory=list)
    errors: list[tuple[int, str]] = field(default_factory=list)
    left_out: int = 0

    def refuse(self, number: int, sentence: str) -> None:
        self.left_out += 1
        if len(self.errors) < MOST_ERRORS:
            self.errors.append((number, sentence))


def table_of_file(data: bytes, name: str) -> Table:
    """The rows of a CSV or XLSX file. Raises :class:`NotATable`."""
    if len(data) > MOST_BYTES:
        raise NotATable(_("The file is larger than %(size)d MB.") % {"size": MOST_BYTES >> 20})
    if data[:2] == b"PK":
        return _read(_workbook(data))
    if name.lower().endswith((".xls", ".et", ".doc", ".pdf")):
        raise NotATable(_("Only CSV and XLSX files can be read. Save it in one of these formats."))
    return table_of_text(_decoded(data))


def table_of_text(text: str) -> Table:
    """The rows of CSV text, or of lines pasted from a spreadsheet: a row a line."""
    text = text.replace("\x00", "")
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=lambda sign: (first.count(sign), -_DELIMITERS.index(sign)))
    try:
        return _read(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise NotATable(_("This is no CSV text: %(error)s") % {"error": error}) from error


def _decoded(data: bytes) -> str:
    """UTF-8 or, as Excel saves CSV in Chinese Windows, GB 18030."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotATable(_("The text is neither UTF-8 nor GB 18030. Save the file as CSV (UTF-8)."))


def _workbook(data: bytes) -> Iterator[Sequence[Any]]:
    """The rows of the first sheet. Headers that lie about sizes are found by counting what is unpacked."""
    broken = NotATable(_("The workbook is broken or protected and cannot be read."))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_size(archive)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        yield from sheet.iter_rows(max_col=len(FIELDS), max_row=MOST_ROWS + 1, values_only=True)
    except NotATable:
        raise
    except (InvalidFileException, zipfile.BadZipFile, *_BROKEN) as error:
        raise broken from error


# What openpyxl and the parsers below it raise when a file is not what it says.
_BROKEN = (
    KeyError,
    IndexError,
    ValueError,  # defusedxml's refusals are of this kind
    TypeError,
    AttributeError,
    OSError,
    EOFError,
    RuntimeError,  # an encrypted archive
    NotImplementedError,
    SyntaxError,  # xml.etree's ParseError
    OverflowError,
    zipfile.LargeZipFile,
)


def _check_size(archive: zipfile.ZipFile) -> None:
    left = MOST_UNPACKED
    for info in archive.infolist():
        with archive.open(info) as stream:
            while piece := stream.read(PIECE):
                left -= len(piece)
                if left < 0:
                    raise NotATable(_("The workbook is too large when it is unpacked."))


def _read(lines: Iterable[Sequence[Any]]) -> Table:
    table = Table()
    seen: dict[str, int] = {}
    columns: Sequence[str] | None = None
    for number, cells in enumerate(lines, start=1):
        if number > MOST_ROWS:
            table.refuse(number, _("The rows from here on were not read: there are too many."))
            break
        if not any(_text(cell) for cell in cells):
            continue
        if columns is None:
            columns, is_heading = _columns(cells)
            if is_heading:
                continue
        values = dict(zip(columns, cells, strict=False))
        try:
            row = _row(values)
        except ValueError as problem:
            table.refuse(number, str(problem))
            continue
        key = compared(row.term)
        if key in seen:
            sentence = _("“%(term)s” stands in row %(row)d already; this row is left out.")
            table.refuse(number, sentence % {"term": row.term, "row": seen[key]})
            continue
        seen[key] = number
        table.rows.append(row)
    return table


def _columns(cells: Sequence[Any]) -> tuple[Sequence[str], bool]:
    """The fields in the order of the columns, and whether the row is a heading that names them."""
    translated = {str(label).lower(): name for name, label in labels().items()}
    known = {**translated, **_BY_HEADING}
    names = [known.get(_text(cell).lower(), "") for cell in cells]
    return (names, True) if "term" in names else (FIELDS, False)


def labels() -> dict[str, str]:
    """The headings of exported files, in the reader's language."""
    return {
        "term": _("term"),
        "suggestion": _("write instead"),
        "note": _("note"),
        "valid_from": _("valid from"),
        "valid_until": _("valid until"),
    }


def _row(values: dict[str, Any]) -> Row:
    term = _text(values.get("term"))
    if not compared(term):
        raise ValueError(_("There is no term."))
    if len(term) > LONGEST_TERM:
        raise ValueError(_("The term is longer than %(most)d characters.") % {"most": LONGEST_TERM})
    texts = {name: _text(values.get(name)) for name in ("suggestion", "note")}
    for text in texts.values():
        if len(text) > LONGEST_WORDS:
            raise ValueError(
                _("A cell is longer than %(most)d characters.") % {"most": LONGEST_WORDS}
            )
    start, end = _day(values.get("valid_from")), _day(values.get("valid_until"))
    if start and end and start > end:
        raise ValueError(_("The last day lies before the first."))
    return Row(term, **texts, valid_from=start, valid_until=end)


def _text(value: Any) -> str:
    """A cell as text: what an export put before a formula's sign is taken away again."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = " ".join(str(value).replace("\x00", "").split())
    text = text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair is no text
    if text.startswith("'") and harmless(text[1:]) == text:
        return text[1:]
    return text


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return _in_time(value.date())
    if isinstance(value, date):
        return _in_time(value)
    text = _text(value)
    if not text:
        return None
    for sign in "年月/.":
        text = text.replace(sign, "-")
    parts = text.removesuffix("日").split("-")
    plain = "-".join(part.strip().zfill(2) for part in parts)
    try:
        day = parse_date(plain)
    except ValueError:
        day = None
    if day is None:
        raise ValueError(_("“%(text)s” is no day. Write it as 2026-03-02.") % {"text": text[:40]})
    return _in_time(day)


def _in_time(day: date) -> date:
    if day.year not in YEARS:
        raise ValueError(
            _("Choose a day between the years %(first)d and %(last)d.")
            % {"first": YEARS[0], "last": YEARS[-1]}
        )
    return day
