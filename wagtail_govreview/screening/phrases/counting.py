"""Counting the phrases of a large text in bounded memory."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

LENGTH = 4
MOST = 1_000_000  # different phrases that are counted at a time: some 150 MB
_RUN = re.compile(f"[\u4e00-\u9fff]{{{LENGTH},}}")


def windows(text: str) -> Iterator[str]:
    """Every run of :data:`LENGTH` Chinese characters in ``text``, overlapping."""
    for match in _RUN.finditer(text):
        run = match[0]
        for start in range(len(run) - LENGTH + 1):
            yield run[start : start + LENGTH]


class Count:
    """Counts phrases. When there are too many different ones, the rarest are forgotten: what is frequent stays."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._counts: Counter[str] = Counter()

    def add(self, text: str) -> None:
        self._counts.update(windows(text))
        least = 2
        while len(self._counts) > self._most:
            self._counts = Counter({each: n for each, n in self._counts.items() if n >= least})
            least *= 2

    def frequent(self, frequency: int) -> list[str]:
        """The phrases that stand in the texts so often, or more often, in order."""
        return sorted(phrase for phrase, count in self._counts.items() if count >= frequency)
