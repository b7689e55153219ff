"""Marks of internal material (内部资料, 内部文件 注意保存, 工作秘密).

No rule lists them: the words are local values (``GOVREVIEW_INTERNAL_MARKS``, ``GOVREVIEW_INTERNAL_PHRASES``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from wagtail_govreview.conf import settings
from wagtail_govreview.screening.checks.secrecy.lines import after, any_of, before, is_quoted
from wagtail_govreview.screening.checks.secrecy.terms import PLAIN_TERM
from wagtail_govreview.screening.checks.secrecy.types import INTERNAL
from wagtail_govreview.screening.findings import Hit
from wagtail_govreview.screening.folding import View, fold
from wagtail_govreview.screening.registry import Context, register

_AROUND = " ([【〔〈<)]】〕〉>"
_STARS = "★☆✩✭✮✯⋆⭐*"


@register(INTERNAL)
def internal_marks(view: View, context: Context) -> Iterator[Hit]:
    """Marks that stand alone in a line, a cell or brackets, or before a star; phrases anywhere."""
    text = view.text
    for match in _pattern(
        tuple(settings.internal_marks), tuple(settings.internal_phrases)
    ).finditer(text):
        start = match.end() - len(match[0].lstrip(_AROUND))
        end = match.start() + len(match[0].rstrip(_AROUND))
        if not is_quoted(before(text, start), after(text, end)):
            yield Hit(type=INTERNAL, start=start, end=end)


@lru_cache(maxsize=8)
def _pattern(marks: tuple[str, ...], phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Built once for each value of the settings."""
    alternatives = []
    if marks:
        word = f"(?:{any_of([fold(each).text for each in marks])})"
        run = rf"{word}(?:[ ,、;!·.]{{0,6}}{word}){{0,4}}"
        alternatives += [
            # A line or cell of its own, with the time for which it holds, or an issue's number.
            rf"(?<![^\n\t|]) {{0,12}}{run}(?: {{0,3}}(?:{PLAIN_TERM}|第 ?[0-9]{{1,5}} ?[期号份]))?[!。.]? {{0,12}}(?![^\n\t|])",
            rf"(?<![^\n\t|]) {{0,12}}{run} {{3,}}",  # at the left of a heading's first line
            rf"[(\[【〔〈<] {{0,3}}{run} {{0,3}}[)\]】〕〉>]",
            rf"{word} {{0,3}}[{re.escape(_STARS)}] {{0,3}}{PLAIN_TERM}",
            rf"{word} {{0,3}}[★☆]",
        ]
    if phrases:
        alternatives.append(any_of([fold(each).text for each in phrases]))
    return re.compile("|".join(alternatives) or r"(?!)")
