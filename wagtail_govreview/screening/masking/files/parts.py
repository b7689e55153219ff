"""The text of one XML part of an office document, gathered for masking: paragraphs, tables, and what attributes say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wagtail_govreview.screening.extraction.readers import office, sheet_cells, word_text
from wagtail_govreview.screening.masking.files.readings import Masker, Reading
from wagtail_govreview.screening.masking.files.xml import (
    Patches,
    Segment,
    Walker,
    attribute_segments,
)
from wagtail_govreview.screening.stretches import CELL_END, PART_END

STORIES = {"document", "hdr", "ftr", "footnotes", "endnotes", "comments", "glossaryDocument"}
TEXTS = word_text.TEXT | word_text.CODE
PARAGRAPHS = office.PARAGRAPH
SPOKEN_BY_TAG = {
    **word_text.SPOKEN,
    **sheet_cells.SPOKEN,
    "tableColumn": ("name",),
    "s": ("v",),
    "n": ("v",),
}
# A value that a pivot table remembers: masked, it is no number any more.
_NUMBERS = re.compile(rb"""<((?:\w+:)?)n(\s+v="[^"<>]*\*[^"<>]*"\s*/>)""")
VISIBLE, HIDDEN, DELETED = "", "hidden", "deleted"
READINGS = ((VISIBLE,), (VISIBLE, HIDDEN), (VISIBLE, DELETED), (HIDDEN,), (DELETED,))


@dataclass
class _Paragraph:
    """Its pieces, each with why readers do not see it."""

    pieces: list[tuple[str, Segment | str]] = field(default_factory=list)

    def readings(self) -> list[list[Segment | str]]:
        states = {state for state, piece in self.pieces if isinstance(piece, Segment)}
        ways = READINGS if states - {VISIBLE} else READINGS[:1]
        return [[piece for state, piece in self.pieces if state in way] for way in ways]


def mask_part(data: bytes, masker: Masker) -> bytes:
    """A part with everything masked in it that is to be. Raises :class:`Unreadable` if it is no XML."""
    patches = Patches(data)
    gatherer = _Gatherer(data)
    Walker(data, gatherer).walk()
    masker.mask(gatherer.finished(), patches)
    return _NUMBERS.sub(rb"<\1s\2", patches.applied()) if patches else data


class _Gatherer:
    """Gathers the readings of a part."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._running, self._readings = Reading(), list[Reading]()
        self._paragraphs: list[_Paragraph] = []
        self._loose = _Paragraph()  # text outside of paragraphs: an element of its own each time
        self._tables: list[Reading] = []
        self._deleted = 0
        self._hidden = self._in_run = self._wanted = False
        self._story: bool | None = None
        self._in_rows = False  # of a sheet: its cells are masked one by one

    def start(self, tag: str, attributes: dict[str, str], at: int) -> None:
        if self._story is None:
            self._story = tag in STORIES
        self._wanted = tag in TEXTS
        self._in_rows |= tag == "sheetData"
        if self._in_rows:
            return
        if tag in PARAGRAPHS:
            self._paragraphs.append(_Paragraph())
        elif tag == "r":
            self._in_run, self._hidden = True, False
        elif tag == "vanish" and self._in_run:
            self._hidden = word_text.is_on(attributes)
        elif tag in ("del", "moveFrom"):
            self._deleted += 1
        elif tag in word_text.SIGNS and self._in_run:
            self._add(word_text.SIGNS[tag])
        elif tag == "tbl":
            self._tables.append(Reading(is_table=True))
        if attributes:
            self._attributes(tag, attributes, at)

    def _attributes(self, tag: str, attributes: dict[str, str], at: int) -> None:
        spoken = office.SPOKEN | set(SPOKEN_BY_TAG.get(tag, ()))
        if tag == "Relationship":
            spoken = {"Target"} if attributes.get("TargetMode", "").lower() == "external" else set()
        if not any(name.rpartition(":")[2] in spoken for name in attributes):
            return
        for segment in attribute_segments(self._data, at, spoken.__contains__, attributes):
            self._running.add(PART_END)
            self._running.add(segment)
            self._running.add(PART_END)

    def text(self, segment: Segment) -> None:
        if self._in_rows:
            return
        if not self._story or self._wanted:
            if self._wanted or not segment.text.isspace():
                self._add(segment)

    def _add(self, piece: Segment | str) -> None:
        state = DELETED if self._deleted else HIDDEN if self._hidden else VISIBLE
        paragraph = self._paragraphs[-1] if self._paragraphs else self._loose
        paragraph.pieces.append((state, piece))

    def end(self, tag: str, at: int, after: int) -> None:
        self._wanted = False
        if self._in_rows:
            self._in_rows = tag != "sheetData"
        elif tag in PARAGRAPHS and self._paragraphs:
            self._finish(self._paragraphs.pop())
        elif tag == "r":
            self._in_run = self._hidden = False
        elif tag in ("del", "moveFrom"):
            self._deleted -= 1
        elif tag in ("tc", "tr") and self._tables:
            self._tables[-1].add(CELL_END if tag == "tc" else PART_END)
        elif tag == "tbl" and self._tables:
            self._readings.append(self._tables.pop())
        elif not self._paragraphs:
            self._finish_loose()

    def _finish(self, paragraph: _Paragraph) -> None:
        for reading in paragraph.readings():
            for piece in reading:
                self._running.add(piece)
            self._running.add(PART_END)
        if self._tables:
            for piece in paragraph.readings()[0]:
                self._tables[-1].add(piece if isinstance(piece, Segment) else " ")
            self._tables[-1].add(" ")

    def _finish_loose(self) -> None:
        if self._loose.pieces:
            self._finish(self._loose)
            self._loose = _Paragraph()

    def finished(self) -> list[Reading]:
        self._finish_loose()
        while self._paragraphs:
            self._finish(self._paragraphs.pop())
        return [self._running, *self._readings, *self._tables]
