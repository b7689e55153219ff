"""Finding many terms in a text at once: every occurrence of every term, overlapping ones too.

With the extra ``match`` the Aho-Corasick automaton of ``ahocorasick_rs`` does it; without it, buckets by the first
two characters. Both give the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

try:
    import ahocorasick_rs as fast
except ImportError:
    fast = None  # type: ignore[assignment,unused-ignore]

_HALVES = re.compile("[\ud800-\udfff]")
Found = tuple[int, int, int]  # start, end, number of the term


def folded_case(text: str) -> str:
    """``text`` in lower case, character by character: offsets stay."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(sign if len(low := sign.lower()) != 1 else low for sign in text)


class Matcher:
    """Finds ``terms`` in texts as they are: fold both before. Up to hundreds of thousands of terms.

    Raises ``ValueError`` if a term is empty. A term that is given twice is found twice.
    """

    def __init__(self, terms: Sequence[str]) -> None:
        self.terms = list(terms)
        if not all(self.terms):
            raise ValueError("A term is empty.")
        self._engine: Any = _fast(self.terms) or Buckets(self.terms)

    def find(self, text: str) -> list[Found]:
        """Start, end and number of the term of every occurrence, in no order that one could rely on."""
        found: list[Found] = self._engine.find(text)
        return found


class Automaton:
    """Aho-Corasick, with offsets in characters."""

    def __init__(self, terms: Sequence[str]) -> None:
        self._automaton = fast.AhoCorasick(terms)

    def find(self, text: str) -> list[Found]:
        try:
            found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:  # halves of characters, which are in no term that it could hold
            text = _HALVES.sub("\ufffd", text)
            found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return [(start, end, number) for number, start, end in found]


class Buckets:
    """Terms by their first two characters, then by their length: a few look-ups for each character of a text."""

    def __init__(self, terms: Sequence[str]) -> None:
        self._numbers: dict[str, list[int]] = {}
        for number, term in enumerate(terms):
            self._numbers.setdefault(term, []).append(number)
        lengths: dict[str, set[int]] = {}
        for term in self._numbers:
            if len(term) > 1:
                lengths.setdefault(term[:2], set()).add(len(term))
        self._lengths = {pair: sorted(found) for pair, found in lengths.items()}
        self._single = {term: found for term, found in self._numbers.items() if len(term) == 1}

    def find(self, text: str) -> list[Found]:
        return list(self._find(text))

    def _find(self, text: str) -> Iterator[Found]:
        numbers, lengths_of, size = self._numbers, self._lengths.get, len(text)
        for start, pair in enumerate(map(str.__add__, text, text[1:])):
            for length in lengths_of(pair, ()):
                end = start + length
                for number in numbers.get(text[start:end], ()) if end <= size else ():
                    yield start, end, number
        if self._single:
            for start, sign in enumerate(text):
                for number in self._single.get(sign, ()):
                    yield start, start + 1, number


def _fast(terms: Sequence[str]) -> Automaton | None:
    if not terms or fast is None or _HALVES.search("".join(terms)):
        return None
    return Automaton(terms)
