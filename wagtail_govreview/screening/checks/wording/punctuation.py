"""Punctuation in Chinese text: doubled or mixed signs, half-width signs between Chinese, marks without their pair.

Read in the signs as they were written, because folding makes full and half width the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail_govreview.screening.checks.wording.types import PUNCTUATION
from wagtail_govreview.screening.findings import Hit
from wagtail_govreview.screening.folding import View
from wagtail_govreview.screening.places import Kind
from wagtail_govreview.screening.registry import Context, register

MOST = 100  # in one stretch: whoever writes all signs in half width does not need to be told a thousand times
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
# These begin with a class of characters, because the engine finds those fast.
_DOUBLED = re.compile(
    f"[，。、；：,;:？！](?:(?<=[，、；：])(?<![{_HAN}”》）].)[，、；：]+|(?<=。)。+"
    f"|(?<=[{_HAN}”》）].)(?:(?<=[，。、；：])[，。、；：,;:]+|(?<=[,;:])[，。、；：]+|(?<=[？！])[？！]+[，。、；：]))"
)
_HALF = re.compile(f"[,;:?!](?<=[{_HAN}].)(?=[{_HAN}])")
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_PAIRS = dict(zip("”’》】〕」』）", "“‘《【〔「『（", strict=True))
_SIDES = {**{sign: sign for sign in "“‘《【〔「『（”’》】〕」』）"}, "(": "（", ")": "）"}
_MARKS = re.compile("[“”‘’《》【】〔〕「」『』（）()]")
_NUMBERING = re.compile(r"(?:^|[\s。；;，,、：:])[0-9A-Za-z一二三四五六七八九十①-⑳]{1,3}$")
_OPENS_AGAIN = re.compile(r"\s{0,8}“")
_RUNNING_TEXT = (Kind.FIELD, Kind.PART)  # elsewhere a line may end where the page does


@register(PUNCTUATION)
def punctuation(view: View, context: Context) -> Iterator[Hit]:
    """In running text; at most :data:`MOST` of each kind in one stretch."""
    if view.stretch.is_table or view.stretch.place_at(0).kind not in _RUNNING_TEXT:
        return
    text = view.unfolded
    for match in islice(_DOUBLED.finditer(text), MOST):
        yield _hit(match.start(), match.end(), "", _("Signs that do not stand together"))
    for match in islice(_HALF.finditer(text), MOST):
        note = _("A half-width sign between Chinese characters")
        yield _hit(match.start(), match.end(), _WIDE[match[0]], note)
    for at in islice(_unpaired(text), MOST):
        yield _hit(at, at + 1, "", _("Its other half is missing in this paragraph"))


def _hit(start: int, end: int, suggestion: str, note: Any) -> Hit:
    return Hit(type=PUNCTUATION, start=start, end=end, suggestion=suggestion, note=note)


def _unpaired(text: str) -> Iterator[int]:
    """Offsets of marks without their other half in the same line."""
    ends = [match.start() for match in re.finditer("\n", text)]
    line, marks = 0, _Open(text)
    for match in _MARKS.finditer(text):
        here = bisect_left(ends, match.start(), line)
        if here != line:
            yield from marks.left()
            line, marks = here, _Open(text)
        if _SIDES[match[0]] in _PAIRS:
            yield from marks.close(match.start())
        else:
            marks.open(match.start())
    yield from marks.left()


class _Open:
    """The marks of a line that wait for their other half."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._marks: list[tuple[int, str]] = []
        self._waiting: Counter[str] = Counter()

    def open(self, at: int) -> None:
        sign = _SIDES[self._text[at]]
        self._marks.append((at, sign))
        self._waiting[sign] += 1

    def close(self, at: int) -> Iterator[int]:
        """Whatever was opened after the other half has none itself."""
        sign = _SIDES[self._text[at]]
        if not self._waiting[_PAIRS[sign]]:
            if not _is_numbering(self._text, at, sign):
                yield at
            return
        while True:
            opened, other = self._marks.pop()
            self._waiting[other] -= 1
            if other == _PAIRS[sign]:
                return
            yield opened

    def left(self) -> Iterator[int]:
        """A quotation over several paragraphs opens again in each of them, and closes in the last only."""
        for at, sign in self._marks:
            end = self._text.find("\n", at) if sign == "“" else -1
            if end == -1 or not _OPENS_AGAIN.match(self._text, end):
                yield at


def _is_numbering(text: str, at: int, sign: str) -> bool:
    """``1)``, ``一）``; an apostrophe."""
    if sign == "’":
        return text[at - 1 : at].isascii()
    return sign == "）" and _NUMBERING.search(text, max(at - 4, 0), at) is not None
