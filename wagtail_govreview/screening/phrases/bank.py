"""The bank of phrases: what stands often in this site's own published text, by its sound.

A run of four characters that sounds like a frequent phrase, differs from it in one character, and never stood in the
published text, is likely a slip of the input method: 扎实推近 for 扎实推进. Measured with laws as the bank and
sentences of official documents, about one such hint in ten is wrong and one slip in three is found: a hint, no more.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from functools import cached_property

from wagtail_govreview.screening.matching.likeness import sounds
from wagtail_govreview.screening.matching.matcher import Matcher
from wagtail_govreview.screening.phrases.counting import LENGTH, windows

MOST_SEEN = 500_000
Slip = tuple[int, int, str]  # start, end, the phrase that was meant
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两")
# Which of these is right hangs on the sentence.
_GRAMMAR = tuple(map(frozenset, ("的地得", "他她它", "做作")))


class Bank:
    """``phrases``: the frequent ones. ``seen``: runs that sound like one of them and are in the published text, too."""

    def __init__(self, phrases: Iterable[str], seen: Iterable[str] = ()) -> None:
        self.phrases = sorted(phrases)
        self.seen = set(seen)
        self._known = set(self.phrases)
        self._by_sound: dict[str, list[str]] = {}
        table = sounds()
        for phrase in self.phrases if table else ():
            self._by_sound.setdefault(phrase.translate(table), []).append(phrase)
        self._meant = list(self._by_sound.values())

    def learn(self, text: str) -> None:
        """Note what stands in a published text and sounds like a frequent phrase."""
        table = sounds()
        for window in windows(text):
            if window not in self._known and window.translate(table) in self._by_sound:
                if len(self.seen) < MOST_SEEN:
                    self.seen.add(window)

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(list(self._by_sound))

    def slips(self, text: str, sounding: str) -> Iterator[Slip]:
        """Runs that were likely meant to be a frequent phrase, each character once. ``sounding``: how ``text`` sounds.

        Nothing without ``pypinyin``.
        """
        known, seen, told = self._known, self.seen, -1
        for start, end, number in sorted(
            found
            for found in self._matcher.find(sounding)
            if (window := text[found[0] : found[1]]) not in known and window not in seen
        ):
            for phrase in self._meant[number]:
                at = _one_off(text[start:end], phrase)
                if at is not None and start + at > told:
                    told = start + at
                    yield start, end, phrase
                    break

    def to_bytes(self) -> bytes:
        """Packed: all phrases, a line break, all that was seen."""
        text = "".join(self.phrases) + "\n" + "".join(sorted(self.seen))
        return zlib.compress(text.encode(), 9)

    @classmethod
    def from_bytes(cls, data: bytes) -> Bank:
        phrases, _end, seen = zlib.decompress(data).decode().partition("\n")
        return cls(_cut(phrases), _cut(seen))


def _cut(text: str) -> Iterator[str]:
    return (text[start : start + LENGTH] for start in range(0, len(text), LENGTH))


def _one_off(written: str, phrase: str) -> int | None:
    """The place of the only character in which they differ, if it is one that is mistaken for the other."""
    places = [at for at in range(LENGTH) if written[at] != phrase[at]]
    if len(places) != 1:
        return None
    pair = {written[places[0]], phrase[places[0]]}
    if pair & _NUMERALS or any(pair <= group for group in _GRAMMAR):
        return None
    return places[0]
