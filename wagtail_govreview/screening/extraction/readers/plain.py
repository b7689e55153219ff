"""Text files: plain text and Markdown, tables with delimiters.

They hold no other files; their readers take the reader of those all the same, so that all readers are called alike.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import IO

from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.drafts import Draft, Read
from wagtail_govreview.screening.extraction.extracts import Extract
from wagtail_govreview.screening.extraction.readers.decoding import decoded
from wagtail_govreview.screening.extraction.table_blocks import (
    CHARACTERS,
    TableBlocks,
    in_one_line,
)
from wagtail_govreview.screening.extraction.tables import LinePlaces
from wagtail_govreview.screening.places import Kind
from wagtail_govreview.screening.stretches import PART_END, Stretch

DELIMITERS = ",\t;|，"
SAMPLE = 20  # lines from which the delimiter is guessed
MOST_COLUMNS = 16_384
LINES = 5000  # of one stretch

_LINE_END = re.compile(r"\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def read_txt(stream: IO[bytes], budget: Budget, read: Read | None = None) -> Extract:
    """Read plain text, line by line. Raises :class:`Unreadable`."""
    draft = Draft("txt", budget)
    with draft.kept():
        for stretch in _lines(_text(stream, draft)):
            draft.add(stretch)
    return draft.extract()


def read_csv(stream: IO[bytes], budget: Budget, read: Read | None = None) -> Extract:
    """Read a table with delimiters; where no delimiter can be told, line by line. Raises :class:`Unreadable`."""
    draft = Draft("csv", budget)
    with draft.kept():
        text = _text(stream, draft)
        delimiter = delimiter_of(text)
        try:
            stretches = list(_cells(text, delimiter, budget) if delimiter else _lines(text))
        except csv.Error:
            stretches = list(_lines(text))
        for stretch in stretches:
            draft.add(stretch)
    return draft.extract()


def _text(stream: IO[bytes], draft: Draft) -> str:
    text, certain = decoded(draft.budget.read(stream))
    if not certain:
        draft.notice("attachment.broken")
    return text


def _lines(text: str) -> Iterator[Stretch]:
    lines = _LINE_END.split(text)
    first = 0
    while first < len(lines):
        last, length = first, 0
        while last < len(lines) and last - first < LINES and length < CHARACTERS:
            length += len(lines[last]) + 1
            last += 1
        starts, offset = [], 0
        for line in lines[first:last]:
            starts.append(offset)
            offset += len(line) + 1
        block = PART_END.join(lines[first:last])
        if block.strip():
            yield Stretch(block, starts, LinePlaces(first + 1, last - first))
        first = last


def delimiter_of(text: str) -> str:
    """The sign that parts the cells: the one that stands most evenly in the first lines. Empty: none does."""
    lines = [line for line in text[:50_000].splitlines()[:SAMPLE] if line.strip()]
    best, best_score = "", 0.0
    for delimiter in DELIMITERS:
        counts = [line.count(delimiter) for line in lines]
        filled = [count for count in counts if count]
        if not filled:
            continue
        usual = max(set(filled), key=filled.count)
        score = counts.count(usual) / len(counts) * min(usual, 10) ** 0.5
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _cells(text: str, delimiter: str, budget: Budget) -> Iterator[Stretch]:
    blocks = TableBlocks(Kind.CELL)
    rows = csv.reader(
        (line.replace("\0", "") for line in io.StringIO(text, newline="")), delimiter=delimiter
    )
    for number, row in enumerate(rows, start=1):
        cells = [
            (column, in_one_line(cell).strip())
            for column, cell in enumerate(row[:MOST_COLUMNS], start=1)
        ]
        cells += [(MOST_COLUMNS, in_one_line(delimiter.join(row[MOST_COLUMNS:])))] * (
            len(row) > MOST_COLUMNS
        )
        filled = [(column, cell) for column, cell in cells if cell]
        if filled:
            yield from blocks.row(number, filled)
        if not number % 1000:
            budget.check_time()
    yield from blocks.end()
