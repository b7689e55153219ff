"""Marks of internal material (内部资料, 内部文件 注意保存, 工作秘密).

No rule lists them: the words are local values (``GOVREVIEW_INTERNAL_MARKS``, ``GOVREVIEW_INTERNAL_PHRASES``). The words are
looked for first, in one fast pass, and what stands around them only where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from wagtail_govreview.conf import settings
from wagtail_govreview.screening.checks.secrecy.lines import (
    after,
    any_of,
    before,
    begins_line,
    is_quoted,
)
from wagtail_govreview.screening.checks.secrecy.terms import PLAIN_TERM
from wagtail_govreview.screening.checks.secrecy.types import INTERNAL
from wagtail_govreview.screening.findings import Hit
from wagtail_govreview.screening.folding import View, fold
from wagtail_govreview.screening.registry import Context, register

NOTHING = "(?!)"  # a pattern that nothing matches
# What may follow in a line that is nothing but a mark: how long it holds, or the number of an issue.
_LINE_END = re.compile(rf"(?: {{0,3}}(?:{PLAIN_TERM}|第 ?[0-9]{{1,5}} ?[期号份]))?[!。.]? *")
_SET_APART = re.compile(r" {3,}")  # at the left of a heading's first line
_OPEN = re.compile(r"[(\[【〔〈<] {0,3}$")
_CLOSED = re.compile(r" {0,3}[)\]】〕〉>]")
_STARRED = re.compile(rf" {{0,3}}(?:[★☆]|[✩✭✮✯⋆⭐*] {{0,3}}{PLAIN_TERM})(?:{PLAIN_TERM})?")


@dataclass(frozen=True)
class _Words:
    """``any``: every word. ``phrase``: those that count wherever they stand. ``more``: further marks right behind one."""

    any: re.Pattern[str]
    phrase: re.Pattern[str]
    more: re.Pattern[str]


@register(INTERNAL)
def internal_marks(view: View, context: Context) -> Iterator[Hit]:
    """Marks that stand alone in a line, a cell or brackets, or before a star; phrases anywhere."""
    text, done = view.text, 0
    words = _words(tuple(settings.internal_marks), tuple(settings.internal_phrases))
    for match in words.any.finditer(text):
        start = match.start()
        if start < done:
            continue
        end = match.end() if words.phrase.fullmatch(match[0]) else _end(text, match, words)
        if end and not is_quoted(before(text, start), after(text, end)):
            yield Hit(type=INTERNAL, start=start, end=end)
            done = end


def _end(text: str, match: re.Match[str], words: _Words) -> int:
    """Where a mark ends, with others behind it; 0 where the word is an ordinary one."""
    more = words.more.match(text, match.end())
    end = more.end() if more else match.end()
    front, rest = before(text, match.start()), after(text, end)
    starred = _STARRED.match(rest)
    if starred:
        return end + starred.end()
    if _OPEN.search(front) and _CLOSED.match(rest):
        return end
    if not front.strip(" ") and begins_line(text, match.start()) is not None:
        line_end = _LINE_END.fullmatch(rest)
        if line_end:
            return end + len(rest.rstrip(" "))
        if _SET_APART.match(rest):
            return end
    return 0


@lru_cache(maxsize=8)
def _words(marks: tuple[str, ...], phrases: tuple[str, ...]) -> _Words:
    """Built once for each value of the settings."""
    one = any_of([fold(each).text for each in marks]) or NOTHING
    phrase = any_of([fold(each).text for each in phrases]) or NOTHING
    both = any_of([fold(each).text for each in (*marks, *phrases)]) or NOTHING
    return _Words(
        any=re.compile(both),
        phrase=re.compile(phrase),
        more=re.compile(rf"(?:[ ,、;!·.]{{0,6}}(?:{one})){{0,4}}"),
    )
