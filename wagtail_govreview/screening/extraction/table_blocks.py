"""Rows of cells as stretches: blocks of some thousand rows, each cell a part that knows its place."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wagtail_govreview.screening.extraction.tables import TablePlaces
from wagtail_govreview.screening.places import Hidden, Kind
from wagtail_govreview.screening.stretches import CELL_END, PART_END, Stretch

ROWS = 2000  # of one stretch
CHARACTERS = 1_000_000  # after which a stretch ends even if it has fewer rows
ALIGNED = 256  # columns up to which empty cells are kept, so that the cells of a column stand below each other

_BREAKS = re.compile(r"[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


def in_one_line(text: str) -> str:
    """A cell's text without what would end the cell or the row."""
    return _BREAKS.sub(" ", text)


@dataclass
class TableBlocks:
    """Takes the rows of one table in order and makes stretches of them. See :class:`TablePlaces` for the fields."""

    kind: Kind
    sheet: str = ""
    hidden: Hidden | None = None
    hidden_columns: tuple[tuple[int, int], ...] = ()
    _texts: list[str] = field(default_factory=list)  # of whole rows
    _starts: array[int] = field(default_factory=lambda: array("L"))
    _rows: array[int] = field(default_factory=lambda: array("L"))
    _firsts: array[int] = field(default_factory=lambda: array("L"))
    _columns: array[int] = field(default_factory=lambda: array("L"))
    _hidden_rows: set[int] = field(default_factory=set)
    _offset: int = 0
    _gap: bool = False

    def row(
        self, number: int, cells: Sequence[tuple[int, str]], *, hidden: bool = False
    ) -> Iterator[Stretch]:
        """Add a row. ``cells``: column (from 1, ascending) and text, without line breaks and tabs, of those that are not
        empty. Yields a stretch when a block is full."""
        self._rows.append(number)
        self._firsts.append(len(self._starts))
        if hidden:
            self._hidden_rows.add(number)
        texts: list[str] = []
        expected = 1
        for column, text in cells:
            while expected < column <= ALIGNED:
                self._cell(expected, "", texts)
                expected += 1
            self._gap = self._gap or column != expected
            self._cell(column, text, texts)
            expected = column + 1
        if not texts:
            self._cell(1, "", texts)
        self._texts.append(CELL_END.join(texts))
        if len(self._rows) >= ROWS or self._offset >= CHARACTERS:
            yield from self.end()

    def _cell(self, column: int, text: str, texts: list[str]) -> None:
        self._starts.append(self._offset)
        self._columns.append(column)
        texts.append(text)
        self._offset += len(text) + 1

    def end(self) -> Iterator[Stretch]:
        """The rows that are left, as a stretch."""
        if not self._rows:
            return
        places = TablePlaces(
            kind=self.kind,
            sheet=self.sheet,
            rows=self._rows,
            firsts=self._firsts,
            size=len(self._starts),
            columns=self._columns if self._gap else None,
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=self.hidden_columns,
            hidden=self.hidden,
        )
        yield Stretch(PART_END.join(self._texts), self._starts, places, is_table=True)
        self._texts, self._hidden_rows, self._offset, self._gap = [], set(), 0, False
        self._starts, self._rows = array("L"), array("L")
        self._firsts, self._columns = array("L"), array("L")
