"""Places of many small parts, worked out when somebody asks: a sheet of a million cells costs a few bytes a cell."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from wagtail_govreview.screening.places import Hidden, Kind, Place
from wagtail_govreview.screening.stretches import kept_places


@cache
def column_name(number: int) -> str:
    """The letters of a column, counted from 1: ``4`` is ``D``."""
    name = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@kept_places("table")
@dataclass(frozen=True)
class TablePlaces:
    """The places of the cells of one block of a table.

    ``sheet``: the name of the sheet, the number of a table, or empty where there is but one. ``rows``: the number of
    each row of the block, counted from 1; ``firsts``: the part with which each begins; ``size``: how many parts there
    are. ``columns``: the column of each part, from 1; ``None``: each row begins with column 1 and has no gap.
    ``hidden_columns``: first and last column of each hidden group. ``hidden``: why the table as a whole is hidden.
    """

    kind: Kind
    sheet: str
    rows: Sequence[int]
    firsts: Sequence[int]
    size: int
    columns: Sequence[int] | None = None
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    hidden: Hidden | None = None

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, index: int, /) -> Place:
        if index < 0:
            index += self.size
        if not 0 <= index < self.size:
            raise IndexError(index)
        row, column = self.cell(index)
        letters = column_name(column)
        before = f"{self.sheet}!" if self.sheet else ""
        return Place(
            self.kind,
            f"{before}{letters}{row}",
            group=f"{before}{letters}",
            hidden=self._hidden(row, column),
        )

    def cell(self, index: int) -> tuple[int, int]:
        """Row and column of a part, each counted from 1."""
        number = bisect_right(self.firsts, index) - 1
        if self.columns is not None:
            return self.rows[number], self.columns[index]
        return self.rows[number], index - self.firsts[number] + 1

    def _hidden(self, row: int, column: int) -> Hidden | None:
        if self.hidden:
            return self.hidden
        if row in self.hidden_rows:
            return Hidden.ROW
        if any(first <= column <= last for first, last in self.hidden_columns):
            return Hidden.COLUMN
        return None

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "sheet": self.sheet,
            "rows": list(self.rows),
            "firsts": list(self.firsts),
            "size": self.size,
            "columns": None if self.columns is None else list(self.columns),
            "hidden_rows": sorted(self.hidden_rows),
            "hidden_columns": [list(each) for each in self.hidden_columns],
            "hidden": self.hidden.value if self.hidden else None,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> TablePlaces:
        return cls(
            kind=Kind(data["kind"]),
            sheet=data["sheet"],
            rows=array("L", data["rows"]),
            firsts=array("L", data["firsts"]),
            size=data["size"],
            columns=None if data["columns"] is None else array("L", data["columns"]),
            hidden_rows=frozenset(data["hidden_rows"]),
            hidden_columns=tuple((first, last) for first, last in data["hidden_columns"]),
            hidden=Hidden(data["hidden"]) if data["hidden"] else None,
        )


@kept_places("lines")
@dataclass(frozen=True)
class LinePlaces:
    """The places of consecutive lines of a text file; ``first`` is counted from 1."""

    first: int
    size: int

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, index: int, /) -> Place:
        if index < 0:
            index += self.size
        if not 0 <= index < self.size:
            raise IndexError(index)
        return Place(Kind.LINE, str(self.first + index), group="lines")

    def to_json(self) -> list[int]:
        return [self.first, self.size]

    @classmethod
    def from_json(cls, data: list[int]) -> LinePlaces:
        first, size = data
        return cls(first, size)
