"""The periods that an inspection looks at: calendar quarters and years (rule, chapter 六: every quarter). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both included."""

    first: date
    last: date

    @property
    def parameters(self) -> dict[str, str]:
        """The days as they stand in an address: fixed, so that it means the same tomorrow."""
        return {"day_from": self.first.isoformat(), "day_to": self.last.isoformat()}

    @property
    def name(self) -> str:
        """“2026, quarter 4”, or the days where it is no calendar quarter or year."""
        if self == year_of(self.first):
            return _("the year %(year)s") % {"year": self.first.year}
        if self == quarter_of(self.first):
            number = (self.first.month + 2) // 3
            return _("%(year)s, quarter %(number)s") % {"year": self.first.year, "number": number}
        return self.days

    @property
    def days(self) -> str:
        return _("%(first)s to %(last)s") % {
            "first": date_format(self.first, "DATE_FORMAT"),
            "last": date_format(self.last, "DATE_FORMAT"),
        }


def quarter_of(day: date) -> Period:
    """The calendar quarter in which ``day`` lies."""
    first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    beyond = (first + timedelta(days=100)).replace(day=1)
    return Period(first, beyond - timedelta(days=1))


def quarter_before(day: date) -> Period:
    """The calendar quarter before that of ``day``."""
    return quarter_of(quarter_of(day).first - timedelta(days=1))


def year_of(day: date) -> Period:
    return Period(day.replace(month=1, day=1), day.replace(month=12, day=31))


def quick_choices(today: date) -> Iterator[tuple[str, Period]]:
    """The periods that people ask for, with their labels."""
    yield _("This quarter"), quarter_of(today)
    yield _("Last quarter"), quarter_before(today)
    yield _("This year"), year_of(today)
