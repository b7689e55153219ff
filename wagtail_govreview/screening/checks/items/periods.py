"""The period of a public notice (公示期) in a text: when it ends.

Pure: values in, values out. Working days are counted without holidays, which no table here knows, so a period that is given
in days ends generously late.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from wagtail_govreview.screening.checks.secrecy.lines import after

HOLIDAYS = 10  # days by which holidays may lengthen a period of working days

_PERIOD = re.compile(r"公 ?示 ?(?:期 ?限|时 ?间|日 ?期|期 ?间|期)")
_OVER = re.compile(
    r"^.{0,30}?(?:期?已满|届满|期满|内未|内没有|期间未|无异议|未收到|已结束|结束后|满后|后)"
)
_DATE = re.compile(
    r"(?:(?P<year>20[0-9]{2}) ?[年./-] ?)?(?P<month>[0-9]{1,2}) ?[月./-] ?(?P<day>[0-9]{1,2})(?![0-9]) ?[日号]?"
    r"(?: ?[-至到~] ?(?P<until>[0-9]{1,2}) ?[日号])?"  # 3月2日至6日
)
_DAYS = re.compile(
    r"[起,的 (]{0,4}(?:为期|共计?|连续|持续)? ?([0-9]{1,2}) ?个?(工作日|自然日|日|天)"
)


def ends(text: str) -> Iterator[tuple[int, int, date]]:
    """``(start, end, last day)`` of every period of public notice whose end can be told."""
    for match in _PERIOD.finditer(text):
        rest = after(text, match.end())
        if _OVER.match(rest):
            continue
        found = list(_dates(rest))
        if not found:
            continue
        length, last = found[-1]
        days = _DAYS.match(rest, length)
        if len(found) == 1 and days:
            last = _after_days(last, int(days[1]), working=days[2] == "工作日")
            length = days.end()
        yield match.start(), match.end() + length, last


def _dates(rest: str) -> Iterator[tuple[int, date]]:
    """The dates of a line up to its first full stop: where each ends, and which it is.

    A date without a year is of the one before, or of the next where it would lie before it.
    """
    last: date | None = None
    for match in _DATE.finditer(re.split("[。;]", rest)[0]):
        year = int(match["year"] or (last.year if last else 0))
        try:
            found = date(year, int(match["month"]), int(match["day"]))
            if last and not match["year"] and found < last:
                found = date(year + 1, found.month, found.day)
            until = found.replace(day=int(match["until"])) if match["until"] else found
        except ValueError:  # no such day: another check says so
            continue
        last = until
        yield match.end(), until


def _after_days(first: date, days: int, *, working: bool) -> date:
    if not working:
        return first + timedelta(days=days)
    weeks, rest = divmod(days, 5)
    return first + timedelta(days=weeks * 7 + rest + 2 + HOLIDAYS)
