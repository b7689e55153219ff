"""The cells of a workbook with other texts in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from wagtail_govreview.screening.extraction.extracts import Unreadable
from wagtail_govreview.screening.extraction.readers.parts import resolve
from wagtail_govreview.screening.extraction.readers.sheet_cells import column_number
from wagtail_govreview.screening.extraction.readers.sheet_values import unescaped
from wagtail_govreview.screening.extraction.table_blocks import in_one_line
from wagtail_govreview.screening.masking.files.archive import Zip
from wagtail_govreview.screening.masking.files.parts import mask_part
from wagtail_govreview.screening.masking.files.readings import Masker
from wagtail_govreview.screening.masking.files.xml import (
    Patches,
    Segment,
    Walker,
    in_utf8,
    tag_name,
)

NUMBERS = re.compile(r"[0-9]{5}|@")  # what could be found in a formula


def sheets_of(package: Zip) -> dict[str, str]:
    """The sheets' names and the members in which they are."""
    main = package.named("xl/workbook.xml")
    relations = package.named("xl/_rels/workbook.xml.rels")
    if not main or not relations:
        raise Unreadable("attachment.broken")
    book, targets = _Book(), _Book()
    Walker(in_utf8(package[main]), book).walk()
    Walker(in_utf8(package[relations]), targets).walk()
    found = {}
    for name, identity in book.sheets:
        member = package.named(resolve("xl/workbook.xml", targets.targets.get(identity, "")))
        if member:
            found[name] = member
    return found


class _Book:
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.targets: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str], at: int) -> None:
        if tag == "sheet":
            keys = [value for name, value in attributes.items() if name.endswith(":id")]
            self.sheets.append((attributes.get("name", ""), keys[0] if keys else ""))
        elif tag == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def end(self, tag: str, at: int, after: int) -> None: ...

    def text(self, segment: Segment) -> None: ...


def mask_cells(
    package: Zip,
    sheets: Mapping[str, str],
    cells: Mapping[str, Mapping[str, str]],
    masker: Masker,
) -> bool:
    """Put the texts into the cells, and mask what stands beside the rows. Did any formula give way?"""
    dropped = False
    strings: dict[int, str] = {}
    for name, member in sheets.items():
        data = in_utf8(package[member])
        sheet = _Sheet(data, cells.get(name, {}), masker)
        Walker(data, sheet).walk()
        sheet.finish()
        strings.update(sheet.strings)
        dropped |= sheet.dropped
        package[member] = mask_part(sheet.patches.applied(), masker)
    member = package.named("xl/sharedStrings.xml")
    if strings and member:
        data = in_utf8(package[member])
        shared = _Strings(data, strings)
        Walker(data, shared).walk()
        package[member] = shared.patches.applied()
    return dropped


class _Sheet:
    """Replaces the cells of one sheet. ``strings``: which shared strings have to be others, by their numbers."""

    def __init__(self, data: bytes, cells: Mapping[str, str], masker: Masker) -> None:
        self.patches, self.strings, self.dropped = Patches(data), dict[int, str](), False
        self._data, self._cells, self._masker = data, cells, masker
        self._row = self._column = 0
        self._cell: dict[str, str] = {}
        self._at = self._formula_at = 0
        self._formula: dict[str, str] | None = None
        self._formula_end = 0
        self._texts: dict[str, list[str]] = {}
        self._taking = ""
        self._shared: dict[str, list[tuple[int, int]]] = {}
        self._given_up: set[str] = set()

    def start(self, tag: str, attributes: dict[str, str], at: int) -> None:
        if tag == "c":
            self._cell, self._at, self._formula = attributes, at, None
            self._texts = {}
            column = column_number(attributes.get("r", ""))
            self._column = column if column > self._column else self._column + 1
        elif tag == "f":
            self._formula, self._formula_at = attributes, at
            self._taking = tag
        elif tag == "v":
            self._taking = tag
        elif tag == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdecimal() else self._row + 1
            self._column = 0

    def text(self, segment: Segment) -> None:
        if self._taking:
            self._texts.setdefault(self._taking, []).append(segment.text)

    def end(self, tag: str, at: int, after: int) -> None:
        if tag == "f":
            self._formula_end = after
        if tag in ("f", "v"):
            self._taking = ""
        elif tag == "c":
            self._end_cell(after)

    def _end_cell(self, after: int) -> None:
        new = self._cells.get(f"{letters_of(self._column)}{self._row}")
        stored = "".join(self._texts.get("v", ()))
        if new is not None and self._cell.get("t") == "s" and stored.isdecimal():
            self.strings[int(stored)] = new
        elif new is not None:
            self.patches.put(self._at, after, self._written(new))
            self._give_up(kept=False)
        elif self._formula is not None:
            formula = "".join(self._texts.get("f", ()))
            if NUMBERS.search(formula) and self._masker.changes(formula):
                self._give_up(kept=True)
        self._note_shared()

    def _written(self, text: str) -> bytes:
        name = tag_name(self._data, self._at)
        prefix = (name.rpartition(b":")[0] + b":") if b":" in name else b""
        kept = "".join(
            f' {key}="{escape(self._cell[key], {chr(34): "&quot;"})}"'
            for key in ("r", "s")
            if key in self._cell
        ).encode()
        return (
            b'<%(name)s%(kept)s t="inlineStr"><%(p)sis><%(p)st xml:space="preserve">%(text)s'
            b"</%(p)st></%(p)sis></%(name)s>"
        ) % {b"name": name, b"kept": kept, b"p": prefix, b"text": escape(text).encode()}

    def _give_up(self, *, kept: bool) -> None:
        """The formula gives way to its value; so do all that are written as one with it."""
        if self._formula is None:
            return
        self.dropped = True
        if kept:
            self.patches.put(self._formula_at, self._formula_end, b"")
        if self._formula.get("t") == "shared":
            self._given_up.add(self._formula.get("si", ""))

    def _note_shared(self) -> None:
        if self._formula is not None and self._formula.get("t") == "shared":
            place = self._formula_at, self._formula_end
            self._shared.setdefault(self._formula.get("si", ""), []).append(place)

    def finish(self) -> None:
        for group in self._given_up:
            for start, end in self._shared.get(group, ()):
                self.patches.put(start, end, b"")


class _Strings:
    """Replaces shared strings that do not read as they shall."""

    def __init__(self, data: bytes, wanted: Mapping[int, str]) -> None:
        self.patches = Patches(data)
        self._data, self._wanted = data, wanted
        self._number, self._at = -1, 0
        self._texts: list[str] = []
        self._taking = self._phonetic = False

    def start(self, tag: str, attributes: dict[str, str], at: int) -> None:
        if tag == "si":
            self._number, self._at, self._texts = self._number + 1, at, []
        elif tag == "rPh":
            self._phonetic = True
        self._taking = tag == "t" and not self._phonetic

    def text(self, segment: Segment) -> None:
        if self._taking:
            self._texts.append(segment.text)

    def end(self, tag: str, at: int, after: int) -> None:
        self._taking = False
        if tag == "rPh":
            self._phonetic = False
        if tag != "si" or self._number not in self._wanted:
            return
        wanted = self._wanted[self._number]
        if in_one_line(unescaped("".join(self._texts))) == wanted:
            return
        name = tag_name(self._data, self._at)
        prefix = (name.rpartition(b":")[0] + b":") if b":" in name else b""
        self.patches.put(
            self._at,
            after,
            b'<%(n)s><%(p)st xml:space="preserve">%(text)s</%(p)st></%(n)s>'
            % {b"n": name, b"p": prefix, b"text": escape(wanted).encode()},
        )


def letters_of(column: int) -> str:
    """``D`` for 4."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
