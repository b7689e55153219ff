"""What a cell says: shared strings, numbers as they are stored, dates as dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from wagtail_govreview.screening.extraction.table_blocks import in_one_line

# Formats of numbers that are dates or times, among those that programs need not describe (ECMA-376, 18.8.30).
BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
FIRST_DAY = datetime(1899, 12, 30)
FIRST_DAY_1904 = datetime(1904, 1, 1)
LAST_DAY = 2_958_465  # the end of the year 9999
LONGEST = 40  # digits of a number that is written out

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


def unescaped(text: str) -> str:
    """Text with what was written as ``_x0031_``."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


class SharedStrings:
    """The texts that cells refer to by number; without the readings of Japanese words."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._wanted = False
        self._phonetic = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "t":
            self._wanted = not self._phonetic
        elif tag == "si":
            self._pieces = []
        elif tag == "rPh":
            self._phonetic = True

    def text(self, data: str) -> None:
        if self._wanted:
            self._pieces.append(data)

    def end(self, tag: str) -> None:
        if tag == "t":
            self._wanted = False
        elif tag == "si":
            self.texts.append(in_one_line(unescaped("".join(self._pieces))))
            self._pieces = []
        elif tag == "rPh":
            self._phonetic = False


class SheetStyles:
    """``dates``: for each style of cells, whether its numbers are dates."""

    def __init__(self) -> None:
        self.dates: list[bool] = []
        self._formats: dict[str, bool] = {}
        self._in_cells = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt":
            code = _LITERAL.sub("", attributes.get("formatCode", "")).lower()
            dates = "general" not in code and any(letter in code for letter in "ymdhs")
            self._formats[attributes.get("numFmtId", "")] = dates
        elif tag == "cellXfs":
            self._in_cells = True
        elif tag == "xf" and self._in_cells:
            number = attributes.get("numFmtId", "0")
            built_in = number.isdecimal() and int(number[:9]) in BUILT_IN_DATES
            self.dates.append(self._formats.get(number, built_in))

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._in_cells = False

    def text(self, data: str) -> None: ...


class Values:
    """Makes text of what is stored in a cell."""

    def __init__(
        self, strings: Sequence[str] = (), dates: Sequence[bool] = (), starts_1904: bool = False
    ) -> None:
        self._strings, self._dates = strings, dates
        self._first = FIRST_DAY_1904 if starts_1904 else FIRST_DAY
        self._dated = {str(number) for number, is_date in enumerate(dates) if is_date}

    def text(self, kind: str, stored: str, style: str) -> str:
        """``kind``, ``style``: the cell's attributes ``t`` and ``s``. In one line."""
        if kind == "s":
            number = int(stored) if stored.isdecimal() and len(stored) < 10 else -1
            return self._strings[number] if 0 <= number < len(self._strings) else ""
        if kind in ("n", ""):
            return self._number(stored, style)
        if kind == "b":
            return "TRUE" if stored.strip() == "1" else "FALSE"
        return in_one_line(unescaped(stored))

    def _number(self, stored: str, style: str) -> str:
        stored = in_one_line(stored).strip()
        if style in self._dated:
            return self._date(stored) or stored
        if "E" in stored or "e" in stored:
            return written_out(stored)
        return stored

    def _date(self, stored: str) -> str:
        try:
            days = float(stored)
            if not 0 <= days <= LAST_DAY:
                return ""
            moment = self._first + timedelta(days=days)
        except (ValueError, OverflowError):
            return ""
        moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
        if days < 1:
            return moment.time().isoformat()
        return moment.date().isoformat() if days == int(days) else moment.isoformat(sep=" ")


def written_out(number: str) -> str:
    """``1.10101199003078E+17`` as ``110101199003078000``: what Excel shows, and what some programs mean by
    ``1.3800138E10``. Anything else stays as it is."""
    try:
        value = Decimal(number)
    except InvalidOperation:
        return number
    if (
        not value.is_finite()
        or not 0 <= value.adjusted() < LONGEST
        or value != value.to_integral_value()
    ):
        return number
    return f"{value:.0f}"
