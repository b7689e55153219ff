"""Text as checks read it: one form of each digit, letter and sign, nothing invisible in between.

Numbers are written in full width, in circled or mathematical digits, with zero-width characters between them, by
accident and on purpose. Folding replaces one character by one and drops invisible ones, so that an offset in the
folded text always leads back to the text as it was written. (Unicode's own normal forms change lengths.)
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache, cached_property

from wagtail_govreview.screening.matching.likeness import sounds
from wagtail_govreview.screening.matching.matcher import folded_case
from wagtail_govreview.screening.stretches import Stretch

# Soft hyphen, Mongolian vowel separator, zero-width and directional characters, joiners, variation selectors, BOM, tags.
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\U000e0000-\U000e0fff"
)
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_FOLDABLE = re.compile(r"[^\x00-\x7f\u3001-\u33ff\u4e00-\u9fff]")
# Hyphens and spaces of all kinds; the rest follows from Unicode's compatibility forms.
_SIGNS = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u2043", "-"),
    **dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f",
        " ",
    ),
    "\u3000": " ",
}


@dataclass(frozen=True)
class Folded:
    """The folded ``text``, and the way back to the text as it was written."""

    text: str
    _dropped: tuple[int, ...] = field(
        default=()
    )  # offsets in the folded text before which a character was dropped

    def origin(self, offset: int) -> int:
        """The offset in the written text of the character at ``offset`` in the folded text."""
        return offset + bisect_right(self._dropped, offset)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the written text of ``text[start:end]``; what was dropped inside belongs to it."""
        if start >= end:
            return self.origin(start), self.origin(start)
        return self.origin(start), self.origin(end - 1) + 1


def fold(text: str) -> Folded:
    """Fold ``text``. Linear in its length."""
    dropped: tuple[int, ...] = ()
    found = [match.start() for match in _INVISIBLE.finditer(text)]
    if found:
        dropped = tuple(position - number for number, position in enumerate(found))
        text = _INVISIBLE.sub("", text)
    if _FOLDABLE.search(text) or "\u3000" in text:
        text = text.translate(_table())
    return Folded(text, dropped)


@cache
def _table() -> dict[int, str]:
    """Every character that has a form of one plain character: built once, some thousands of entries."""
    table = {}
    for code in range(0x80, sys.maxunicode + 1):
        plain = _plain(chr(code))
        if plain:
            table[code] = plain
    return table


def _plain(sign: str) -> str:
    if sign in _SIGNS:
        return _SIGNS[sign]
    if sign.isdecimal():  # digits of every script
        return str(unicodedata.digit(sign))
    form = unicodedata.normalize("NFKC", sign)
    return form if len(form) == 1 and form.isascii() and form.isprintable() else ""


@dataclass(frozen=True)
class View:
    """A stretch as checks read it: ``text`` is folded; offsets into it lead back through :meth:`written`."""

    stretch: Stretch
    folded: Folded

    @property
    def text(self) -> str:
        return self.folded.text

    @cached_property
    def lowered(self) -> str:
        """The text in lower case, with the same offsets."""
        return folded_case(self.text)

    @cached_property
    def sounding(self) -> str:
        """How the text sounds, character by character (:func:`~.matching.likeness.sounds`)."""
        return self.lowered.translate(sounds())

    @property
    def unfolded(self) -> str:
        """The text in its own widths and signs, without what is invisible: with the offsets of ``text``."""
        written = self.stretch.text
        return written if len(written) == len(self.text) else _INVISIBLE.sub("", written)

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the stretch's own text of ``text[start:end]``."""
        return self.folded.span(start, end)


def view_of(stretch: Stretch) -> View:
    """Fold a stretch, once for all checks."""
    return View(stretch, fold(stretch.text))
