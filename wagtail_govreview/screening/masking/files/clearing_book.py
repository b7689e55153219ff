"""A workbook without hidden sheets, and with nothing in hidden columns and rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.extracts import Unreadable
from wagtail_govreview.screening.extraction.readers.parts import resolve
from wagtail_govreview.screening.extraction.readers.sheet_cells import column_number
from wagtail_govreview.screening.masking.files.archive import Zip
from wagtail_govreview.screening.masking.files.office import forget_calculation
from wagtail_govreview.screening.masking.files.workbook import sheets_of
from wagtail_govreview.screening.masking.files.xml import (
    Patches,
    Segment,
    Walker,
    attribute_segments,
    in_utf8,
    tag_name,
)

OFF = ("", "0", "false")
_TARGET = re.compile(rb"""\bTarget\s*=\s*["']([^"'<>]*)["']""")
SHOWN = {"hidden": b"0", "zeroHeight": b"0", "width": b"9", "ht": b"15", "collapsed": b"0"}


def clear_book(package: Zip, budget: Budget) -> None:
    """Empty what is hidden. Raises :class:`Unreadable`."""
    sheets = sheets_of(package)
    gone = _drop_sheets(package, sheets)
    cleared = {}
    for name, member in sheets.items():
        if name not in gone:
            budget.check_time()
            cleared[member] = _Sheet(in_utf8(package[member]), _ids(package, member))
            Walker(cleared[member].data, cleared[member]).walk()
    frozen = bool(gone) or any(sheet.emptied for sheet in cleared.values())
    for member, sheet in cleared.items():
        package[member] = sheet.written(frozen=frozen)
    if frozen:
        forget_calculation(package)
        _forget_strings(package, set().union(*(sheet.strings for sheet in cleared.values())))


# -- sheets ---------------------------------------------------------------------------------------------------------


def _drop_sheets(package: Zip, sheets: dict[str, str]) -> set[str]:
    """Take hidden sheets out, with everything that only they use. Returns their names."""
    main = package.named("xl/workbook.xml")
    data = in_utf8(package[main])
    book = _Book(data)
    Walker(data, book).walk()
    package[main] = book.patches.applied()
    if book.gone:
        members = {sheets[name] for name in book.gone if name in sheets}
        dropped = members | _used_only_by(package, members)
        for name in dropped:
            package.drop(name)
            package.drop(_relations(name))
        package.forget(dropped)
    return book.gone


def _used_only_by(package: Zip, members: Collection[str]) -> set[str]:
    mine = set(members)
    for _step in range(4):  # a sheet, its drawing, its chart, the chart's colours
        mine |= {used for member in list(mine) for used in _targets(package, member)}
    others = {
        used
        for name in package
        if not name.lower().endswith(".rels") and name not in mine
        for used in _targets(package, name)
        if used not in members
    }
    return mine - set(members) - others


def _targets(package: Zip, member: str) -> Iterator[str]:
    relations = _relations(member)
    if relations in package:
        for target in _TARGET.findall(package[relations]):
            name = package.named(resolve(member, target.decode("utf-8", "replace")))
            if name:
                yield name


def _relations(member: str) -> str:
    folder, _slash, name = member.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _ids(package: Zip, member: str) -> set[str]:
    """The ids of the relations that a part has."""
    relations = _relations(member)
    if relations not in package:
        return set()
    found = re.findall(rb"""\bId\s*=\s*["']([^"'<>]*)["']""", package[relations])
    return {each.decode("utf-8", "replace") for each in found}


class _Book:
    """Takes hidden sheets out of the list, and names that lead to them. ``gone``: the names of those sheets."""

    def __init__(self, data: bytes) -> None:
        self.patches, self.gone = Patches(data), set[str]()
        self._data = data
        self._places: list[bool] = []  # of the sheets in order: does it stay?
        self._at: dict[str, int] = {}
        self._name: tuple[int, dict[str, str], list[str]] | None = None

    def start(self, tag: str, attributes: dict[str, str], at: int) -> None:
        self._at[tag] = at
        if tag == "sheet":
            self._places.append(attributes.get("state", "visible") == "visible")
            if not self._places[-1]:
                self.gone.add(attributes.get("name", ""))
        elif tag == "workbookView":
            for segment in attribute_segments(
                self._data, at, ("activeTab", "firstSheet").__contains__, attributes
            ):
                self.patches.put(segment.start, segment.end, b"0")
        elif tag == "definedName":
            self._name = at, attributes, []

    def text(self, segment: Segment) -> None:
        if self._name is not None:
            self._name[2].append(segment.text)

    def end(self, tag: str, at: int, after: int) -> None:
        if tag == "sheet" and not self._places[-1]:
            self.patches.put(self._at[tag], after, b"")
        elif tag == "definedName" and self._name is not None and self.gone:
            self._end_name(after)
        elif tag == "sheets" and self._places and not any(self._places):
            raise Unreadable("attachment.broken")

    def _end_name(self, after: int) -> None:
        at, attributes, texts = self._name or (0, {}, [])
        local = attributes.get("localSheetId", "")
        number = int(local) if local.isdecimal() and int(local) < len(self._places) else None
        leads = any(name in "".join(texts).replace("''", "'") for name in self.gone)
        if leads or (number is not None and not self._places[number]):
            self.patches.put(at, after, b"")
        elif number is not None:
            for segment in attribute_segments(
                self._data, at, ("localSheetId",).__contains__, attributes
            ):
                moved = str(sum(self._places[:number])).encode()
                self.patches.put(segment.start, segment.end, moved)


# -- cells ----------------------------------------------------------------------------------------------------------


class _Sheet:
    """Finds what is hidden in one sheet. ``emptied``: was there anything in it? ``strings``: those still in use."""

    def __init__(self, data: bytes, ids: Collection[str]) -> None:
        self.data, self.emptied, self.strings = data, False, set[int]()
        self._ids = ids
        self._patches = Patches(data)
        self._formulas: list[tuple[int, int]] = []
        self._columns: list[tuple[int, int]] = []
        self._row_hidden = False
        self._column = 0
        self._at: dict[str, int] = {}
        self._cell: dict[str, str] = {}
        self._value = ""
        self._drawing = self._in_value = False

    def start(self, tag: str, attributes: dict[str, str], at: int) -> None:
        self._at[tag] = at
        if tag == "c":
            column = column_number(attributes.get("r", ""))
            self._column = column if column > self._column else self._column + 1
            self._cell, self._value = attributes, ""
        elif tag == "row":
            self._column = 0
            self._row_hidden = self._show(attributes, at, "ht")
        elif tag == "col":
            if self._show(attributes, at, "width"):
                first, last = attributes.get("min", ""), attributes.get("max", "")
                if first.isdecimal() and last.isdecimal():
                    self._columns.append((int(first), int(last)))
        elif tag == "sheetFormatPr":
            self._show(attributes, at, "zeroHeight")
        elif tag == "legacyDrawing":
            keys = [value for name, value in attributes.items() if name.endswith(":id")]
            self._drawing = not any(key in self._ids for key in keys)
        self._in_value = tag == "v"

    def _show(self, attributes: dict[str, str], at: int, size: str) -> bool:
        """Let it be seen; was it hidden?"""
        hidden = attributes.get("hidden", "") not in OFF or attributes.get(size) == "0"
        if not hidden and attributes.get("zeroHeight", "") in OFF:
            return False
        wanted = {"hidden", "zeroHeight"} | ({size} if attributes.get(size) == "0" else set())
        for segment in attribute_segments(self.data, at, wanted.__contains__, attributes):
            name = next(each for each in wanted if self._is(segment, each))
            self._patches.put(segment.start, segment.end, SHOWN[name])
        return hidden

    def _is(self, segment: Segment, name: str) -> bool:
        written = (
            self.data[segment.start - 30 : segment.start - 1].rstrip().removesuffix(b"=").rstrip()
        )
        return written.endswith(name.encode())

    def text(self, segment: Segment) -> None:
        if self._in_value:
            self._value += segment.text

    def end(self, tag: str, at: int, after: int) -> None:
        self._in_value = False
        if tag == "f":
            self._formulas.append((self._at[tag], after))
        elif tag == "c":
            self._end_cell(after)
        elif tag == "legacyDrawing" and self._drawing:
            self._patches.put(self._at[tag], after, b"")

    def _end_cell(self, after: int) -> None:
        at = self._at["c"]
        if self._row_hidden or any(first <= self._column <= last for first, last in self._columns):
            name = tag_name(self.data, at)
            kept = b"".join(
                b' %s="%s"' % (key.encode(), self._cell[key].encode())
                for key in ("r", "s")
                if key in self._cell and self._cell[key].isalnum()
            )
            self._patches.put(at, after, b"<" + name + kept + b"/>")
            self.emptied = True
        elif self._cell.get("t") == "s" and self._value.isdecimal():
            self.strings.add(int(self._value))

    def written(self, *, frozen: bool) -> bytes:
        """The sheet; ``frozen``: formulas give way to their values."""
        for start, end in self._formulas if frozen else ():
            self._patches.put(start, end, b"")
        return self._patches.applied()


def _forget_strings(package: Zip, used: Collection[int]) -> None:
    """Empty shared strings that no cell uses any more."""
    member = package.named("xl/sharedStrings.xml")
    if member:
        data = in_utf8(package[member])
        strings = _Strings(data, used)
        Walker(data, strings).walk()
        package[member] = strings.patches.applied()


class _Strings:
    def __init__(self, data: bytes, used: Collection[int]) -> None:
        self.patches = Patches(data)
        self._data, self._used = data, used
        self._number, self._at = -1, 0

    def start(self, tag: str, attributes: dict[str, str], at: int) -> None:
        if tag == "si":
            self._number, self._at = self._number + 1, at

    def text(self, segment: Segment) -> None: ...

    def end(self, tag: str, at: int, after: int) -> None:
        if tag == "si" and self._number not in self._used:
            name = tag_name(self._data, self._at)
            prefix = (name.rpartition(b":")[0] + b":") if b":" in name else b""
            empty = b"<%s><%st/></%s>" % (name, prefix, name)
            self.patches.put(self._at, after, empty)
