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
_HAN = "〇○零一二三四五六七八九十"
_NUMBER = f"[0-9]{{1,2}}|[{_HAN}]{{1,3}}"
# What stands before and after the sign 月, which is what is looked for.
_BEFORE = re.compile(
    rf"(?:(?P<year>[0-9]{{4}}|[〇○零一二三四五六七八九]{{4}}) ?年 ?)?(?P<month>{_NUMBER}) ?$"
)
_AFTER = re.compile(
    rf" ?(?P<day>{_NUMBER}) ?(?:日? ?[-~至到] ?(?P<until>{_NUMBER}) ?)?日"
    r"(?: ?\(? ?(?:星期|周|礼拜) ?(?P<weekday>[一二三四五六日天])(?![0-9一二三四五六七八九十]))?"
)
_LUNAR = re.compile("[农阴]历")
_IN_DIGITS = re.compile(
    r"(?<![0-9A-Za-z./:_-])((?:19|20)[0-9]{2})([-/])(0?[1-9]|1[0-2])\2(29|3[01])(?![0-9A-Za-z/_-])"
)
_WEEKDAYS = "一二三四五六日"
_LOOK_BACK = 14


@register(DATE)
def dates(view: View, context: Context) -> Iterator[Hit]:
    """Written out (2026年2月30日, 二〇二六年二月三十日, 6月31日) and in digits (2026-02-30); no lunar dates."""
    text = view.text
    at = text.find("月")
    while at != -1:
        yield from _written_out(text, at)
        at = text.find("月", at + 1)
    for match in _IN_DIGITS.finditer(text):
        if not _exists(int(match[1]), int(match[3]), int(match[4])):
            yield Hit(type=DATE, start=match.start(), end=match.end())


def _written_out(text: str, at: int) -> Iterator[Hit]:
    before = _BEFORE.search(text, max(at - _LOOK_BACK, 0), at)
    if before is None or _LUNAR.search(text, max(before.start() - 4, 0), before.end()):
        return
    if before.start() and text[before.start()].isdigit() and text[before.start() - 1].isdigit():
        return  # the end of some longer number
    year, month = _int(before["year"]), _int(before["month"]) or 0
    after = _AFTER.match(text, at + 1)
    if after is None:
        if year is not None and not 1 <= month <= 12:
            yield Hit(type=DATE, start=before.start(), end=at + 1)
        return
    days = [day for day in (_int(after["day"]), _int(after["until"])) if day is not None]
    if not all(_exists(year, month, day) for day in days):
        yield Hit(type=DATE, start=before.start(), end=after.end())
    elif year and after["weekday"]:
        fits = date(year, month, days[-1]).weekday()
        if _WEEKDAYS[fits] != after["weekday"].replace("天", "日"):
            note = format_lazy(_("This day is a {weekday}."), weekday=WEEKDAYS[fits])
            yield Hit(type=DATE, start=before.start(), end=after.end(), note=note)


def _int(text: str | None) -> int | None:
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
