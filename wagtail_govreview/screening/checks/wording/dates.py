"""Dates that do not exist, and days of the week that do not fit their date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from django.utils.dates import WEEKDAYS
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.screening.checks.wording.types import DATE
from wagtail_govreview.screening.findings import Hit
from wagtail_govreview.screening.folding import View
from wagtail_govreview.screening.registry import Context, register
from wagtail_govreview.sources.document_numbers import han_to_int

_LONGEST = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DIGITS, _SIGNS = "[0-9]", "[〇○零一二三四五六七八九十]"
_WEEKDAY = (
    r"(?: ?\(? ?(?:星期|周|礼拜) ?(?P<weekday>[一二三四五六日天])(?![0-9一二三四五六七八九十]))?"
)


def _written_out(sign: str, most: int) -> re.Pattern[str]:
    """Month with the year before it, and the day behind it. ``most``: signs of a month or a day.

    It begins with a class of characters, because the engine finds those fast.
    """
    number = f"{sign}{{1,{most}}}"
    return re.compile(
        rf"(?P<head>{sign}(?<!{sign}{{2}})(?:{sign}{{3}} ?年 ?{number}|{sign}{{0,{most - 1}}})) ?月"
        rf"(?: ?(?P<day>{number}) ?(?:日? ?[-~至到] ?(?P<until>{number}) ?)?日{_WEEKDAY})?"
    )


_WRITTEN_OUT = (_written_out(_DIGITS, 2), _written_out(_SIGNS, 3))
_LUNAR = re.compile("[农阴]历")
_IN_DIGITS = re.compile(
    r"([12](?<![0-9A-Za-z./:_-][12])[09][0-9]{2})([-/])(0?[1-9]|1[0-2])\2(29|3[01])(?![0-9A-Za-z/_-])"
)
_WEEKDAYS = "一二三四五六日"


@register(DATE)
def dates(view: View, context: Context) -> Iterator[Hit]:
    """Written out (2026年2月30日, 二〇二六年二月三十日, 6月31日) and in digits (2026-02-30); no lunar dates."""
    text = view.text
    for pattern in _WRITTEN_OUT:
        for match in pattern.finditer(text):
            if not _LUNAR.search(text, max(match.start() - 4, 0), match.end("head")):
                yield from _judge(match)
    for match in _IN_DIGITS.finditer(text):
        if not _exists(int(match[1]), int(match[3]), int(match[4])):
            yield Hit(type=DATE, start=match.start(), end=match.end())


def _judge(found: re.Match[str]) -> Iterator[Hit]:
    *before, last = found["head"].split("年")
    year, month = _int("".join(before)), _int(last) or 0
    days = [day for day in (_int(found["day"]), _int(found["until"])) if day is not None]
    if not days:
        if year is not None and not 1 <= month <= 12:
            yield Hit(type=DATE, start=found.start(), end=found.end())
    elif not all(_exists(year, month, day) for day in days):
        yield Hit(type=DATE, start=found.start(), end=found.end())
    elif year and found["weekday"]:
        fits = date(year, month, days[-1]).weekday()
        if _WEEKDAYS[fits] != found["weekday"].replace("天", "日"):
            note = format_lazy(_("This day is a {weekday}."), weekday=WEEKDAYS[fits])
            yield Hit(type=DATE, start=found.start(), end=found.end(), note=note)


def _int(text: str | None) -> int | None:
    text = (text or "").strip()
    if not text:
        return None
    return int(text) if text.isascii() else han_to_int(text)


def _exists(year: int | None, month: int, day: int) -> bool:
    if not 1 <= month <= 12:
        return False
    if year is None:
        return 1 <= day <= _LONGEST[month]
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
