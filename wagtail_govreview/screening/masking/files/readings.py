"""Segments read as texts, in more than one way: as people see them, and with what they do not see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from wagtail_govreview.screening.masking.files.xml import Segment
from wagtail_govreview.screening.masking.passes import Wanted, masked_signs
from wagtail_govreview.screening.places import Kind, Place
from wagtail_govreview.screening.registry import Context
from wagtail_govreview.screening.stretches import CELL_END, PART_END, Stretch

NOWHERE = Place(Kind.FILE)


@dataclass
class Reading:
    """One way to read: segments and the signs between them. Cells and paragraphs end with their signs.

    ``as_is``: the signs stand in the segments themselves.
    """

    is_table: bool = False
    as_is: bool = False
    pieces: list[Segment | str] = field(default_factory=list)

    def add(self, piece: Segment | str) -> None:
        self.pieces.append(piece)

    def stretch(self) -> Stretch:
        text = "".join(self._text(piece) for piece in self.pieces)
        starts = [0, *(at + 1 for at, sign in enumerate(text) if sign in (PART_END, CELL_END))]
        return Stretch(text, starts, [NOWHERE] * len(starts), self.is_table)

    def _text(self, piece: Segment | str) -> str:
        if isinstance(piece, str):
            return piece
        if not self.is_table or self.as_is:
            return piece.text
        return piece.text.replace(PART_END, " ").replace(CELL_END, " ")


class Target(Protocol):
    """What takes the signs of the segments that change."""

    def write(self, segment: Segment, signs: Sequence[str]) -> None: ...


class Masker:
    """Masks in readings what is wanted. Where readings differ, the one that hides more counts."""

    def __init__(self, context: Context, wanted: Wanted) -> None:
        self._context, self._wanted = context, wanted

    def mask(self, readings: Sequence[Reading], target: Target) -> None:
        hidden: dict[int, tuple[Segment, list[str]]] = {}
        for reading in readings:
            stretch = reading.stretch()
            signs = masked_signs(stretch, self._context, wanted=self._wanted)
            if signs is not None:
                self._note(reading, stretch.text, signs, hidden)
        for segment, signs in hidden.values():
            target.write(segment, signs)

    def _note(
        self,
        reading: Reading,
        text: str,
        signs: Sequence[str],
        hidden: dict[int, tuple[Segment, list[str]]],
    ) -> None:
        offset = 0
        for piece in reading.pieces:
            end = offset + len(piece if isinstance(piece, str) else piece.text)
            if isinstance(piece, Segment) and "".join(signs[offset:end]) != text[offset:end]:
                _segment, known = hidden.setdefault(id(piece), (piece, list(piece.text)))
                for place, (before, after) in enumerate(
                    zip(text[offset:end], signs[offset:end], strict=True)
                ):
                    if before != after:
                        known[place] = after
            offset = end

    def changes(self, text: str) -> bool:
        """Is there anything in ``text`` that would be masked?"""
        reading = Reading(pieces=[text])
        return masked_signs(reading.stretch(), self._context, wanted=self._wanted) is not None
