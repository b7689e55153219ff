"""Text with places: what every reader of pages and files makes, and every check reads.

A stretch is a run of text that is read as one: a field of the page, the rows of a sheet, a page of a PDF. Its parts
(paragraphs, cells) are parted by line breaks and tabs, which no finding crosses, and know their places. Reading many
small parts as one keeps the checks fast: they look at a few long texts instead of a million short ones.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from wagtail_govreview.screening.places import Place

PART_END = "\n"  # between paragraphs, and between the rows of a table
CELL_END = "\t"  # between the cells of a row


class Places(Protocol):
    """The places of a stretch, by the number of the part. A list will do; a table may work them out when asked."""

    def __getitem__(self, index: int, /) -> Place: ...

    def __len__(self) -> int: ...


@dataclass(frozen=True)
class Stretch:
    """A run of text and the places of its parts.

    ``starts``: the offset in ``text`` at which each part begins, ascending, beginning with 0. ``places``: as many.
    ``is_table``: the parts are cells: rows end with a line break, cells within a row with a tab.
    """

    text: str
    starts: Sequence[int]
    places: Places
    is_table: bool = field(default=False)

    def part_at(self, offset: int) -> int:
        """The number of the part in which ``offset`` lies."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def place_at(self, offset: int) -> Place:
        """The place of the part in which ``offset`` lies."""
        return self.places[self.part_at(offset)]

    def part(self, number: int) -> str:
        """The text of one part, without what parts it from the next."""
        end = self.starts[number + 1] - 1 if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : end]


def stretch_of(parts: Iterable[tuple[Place, str]]) -> Stretch:
    """One stretch of paragraphs. Line breaks within a paragraph stay; tabs and they part words in any case."""
    texts: list[str] = []
    starts: list[int] = []
    places: list[Place] = []
    offset = 0
    for place, text in parts:
        starts.append(offset)
        places.append(place)
        texts.append(text)
        offset += len(text) + len(PART_END)
    return Stretch(PART_END.join(texts), starts or [0], places or [])
