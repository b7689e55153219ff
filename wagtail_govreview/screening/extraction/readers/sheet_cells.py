"""The rows of one sheet, read as a stream: a sheet of a million cells is never in memory as a whole but for its text."""

from __future__ import annotations

import re

from wagtail_govreview.screening.extraction.drafts import Draft
from wagtail_govreview.screening.extraction.readers.office import CODES
from wagtail_govreview.screening.extraction.readers.sheet_values import Values, unescaped
from wagtail_govreview.screening.extraction.table_blocks import ALIGNED, TableBlocks, in_one_line
from wagtail_govreview.screening.places import Hidden, Kind, Place

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # of a sheet, by the standard
MOST_HIDDEN = 1000  # groups of hidden columns
HEADERS = {
    "oddHeader": "header",
    "evenHeader": "header",
    "firstHeader": "header",
    "oddFooter": "footer",
    "evenFooter": "footer",
    "firstFooter": "footer",
}
CODED = {"formula1", "formula2"}  # of lists to choose from
SPOKEN = {
    "dataValidation": ("prompt", "promptTitle", "error", "errorTitle"),
    "hyperlink": ("display", "tooltip", "location"),
    "inputCells": ("val",),
    "scenario": ("name", "comment", "user"),
}
_HEADER_CODES = re.compile(r'&"[^"]*"|&K[0-9A-F]{6}|&[0-9]{1,3}|&[A-Za-z+\-]')
_OFF = {"", "0", "false"}


def column_number(reference: str) -> int:
    """The column of ``D2``, counted from 1; 0 if there is none."""
    number = 0
    for letter in reference[:4]:
        value = ord(letter) - 64
        if not 1 <= value <= 26:
            break
        number = number * 26 + value
    return number


class Rows:
    """Reads the part of one sheet."""

    def __init__(self, draft: Draft, name: str, values: Values, hidden: Hidden | None) -> None:
        self._draft, self._name, self._values, self._hidden = draft, name, values, hidden
        self._columns: dict[str, int] = {}  # by letters: the same few again and again
        self._hidden_columns: list[tuple[int, int]] = []
        self._out_of_sight: set[int] = set()
        self._blocks: TableBlocks | None = None
        self._cells: list[tuple[int, str]] = []
        self._row = self._column = 0
        self._row_hidden = False
        self._kind = self._style = ""
        self._value: list[str] = []
        self._formula: list[str] = []
        self._taking: list[str] | None = None
        self._phonetic = False
        self.has_hidden_rows = self.has_hidden_columns = False

    # --- events: the frequent ones first ------------------------------------------------------

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._start_cell(attributes)
        elif tag == "v":
            self._taking = self._value
        elif tag == "f":
            self._taking = self._formula
        elif tag == "t":
            self._taking = None if self._phonetic else self._value
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "col":
            self._hide_columns(attributes)
        elif tag in HEADERS or tag in CODED:
            self._taking = self._value = []
        elif tag in SPOKEN:
            for name in SPOKEN[tag]:
                self._draft.say(CODES, attributes.get(name, ""))

    def text(self, data: str) -> None:
        if self._taking is not None:
            self._taking.append(data)

    def end(self, tag: str) -> None:
        if tag == "v" or tag == "f" or tag == "t":
            self._taking = None
        elif tag == "c":
            self._end_cell()
        elif tag == "row":
            self._end_row()
        elif tag == "rPh":
            self._phonetic = False
        elif tag in HEADERS:
            text = _HEADER_CODES.sub(" ", "".join(self._value))
            self._draft.say(Place(Kind.PART, HEADERS[tag], hidden=self._hidden), text.strip())
            self._taking = None
        elif tag in CODED:
            text = "".join(self._value)
            if '"' in text:
                self._draft.say(CODES, text)
            self._taking = None

    def finish(self) -> None:
        """The last rows, also of a part that broke off."""
        if self._cells:
            self._end_row()
        if self._blocks:
            for stretch in self._blocks.end():
                self._draft.add(stretch)

    # --- rows and cells -----------------------------------------------------------------------

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        hidden = attributes.get("hidden", "") not in _OFF or attributes.get("width") == "0"
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if hidden and first.isdecimal() and last.isdecimal():
            if len(self._hidden_columns) < MOST_HIDDEN:
                span = min(int(first[:9]), MOST_COLUMNS), min(int(last[:9]), MOST_COLUMNS)
                self._hidden_columns.append(span)
                self._out_of_sight.update(range(span[0], span[1] + 1))

    def _start_row(self, attributes: dict[str, str]) -> None:
        if self._cells:  # a row that was never ended
            self._end_row()
        number = attributes.get("r", "")
        known = number.isdecimal() and len(number) < 8
        self._row = min(int(number), MOST_ROWS) if known else self._row + 1
        self._row_hidden = attributes.get("hidden", "") not in _OFF or attributes.get("ht") == "0"
        self._column = 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        letters = attributes.get("r", "").rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            column = min(column_number(letters), MOST_COLUMNS)
            if len(self._columns) < MOST_COLUMNS:
                self._columns[letters] = column
        self._column = column if column > self._column else self._column + 1
        self._kind, self._style = attributes.get("t", ""), attributes.get("s", "")
        self._value, self._formula = [], []

    def _end_cell(self) -> None:
        if self._value:
            text = self._values.text(self._kind, "".join(self._value), self._style)
        elif self._formula:
            text = "=" + in_one_line(unescaped("".join(self._formula)))
        else:
            return
        if text:
            self._cells.append((self._column, text))

    def _end_row(self) -> None:
        cells, self._cells = self._cells, []
        if not cells:
            return
        # The same shared string may stand in a million cells: what is made counts like what is read.
        self._draft.budget.take(sum(len(text) for _, text in cells) + min(cells[-1][0], ALIGNED))
        if self._blocks is None:
            hidden = tuple(self._hidden_columns)
            self._blocks = TableBlocks(Kind.CELL, self._name, self._hidden, hidden)
        self.has_hidden_rows |= self._row_hidden
        if self._hidden_columns and not self.has_hidden_columns:
            self.has_hidden_columns = any(column in self._out_of_sight for column, _ in cells)
        for stretch in self._blocks.row(self._row, cells, hidden=self._row_hidden):
            self._draft.add(stretch)
