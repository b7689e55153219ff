"""Runs of characters that may hold others."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Spans:
    """Spans of a text, as start and end, that can be asked whether one of them holds another span."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def hold(self, start: int, end: int) -> bool:
        """Does one of them begin at ``start`` or before, and end at ``end`` or after?"""
        before = bisect_right(self._starts, start)
        return before > 0 and self._reach[before - 1] >= end

    def touch(self, start: int, end: int) -> bool:
        """Has one of them a character in common with it?"""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start
