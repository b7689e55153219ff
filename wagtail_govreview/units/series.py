"""Do the counters of the serial numbers fit the numbers that were given?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from wagtail_govreview.ledger.verification import Problem
from wagtail_govreview.units.models import SerialCounter, Unit

Series = tuple[Any, int]
"""The key of a unit, and a year."""


class SeriesCheck:
    """The counters of one series, compared with the numbers that a verifier finds.

    Made before the verifier begins and asked when it has ended, it knows the counters at both times, and what
    was numbered meanwhile is no problem. ``unit``: the code of one unit, ``""`` for all.
    """

    def __init__(self, series: str, unit: str = "") -> None:
        self.series = series
        self.unit = unit
        self._before = self._counters()

    def problems(
        self, given: Mapping[Series, int], destroyed: Callable[[str, int], int] | None = None
    ) -> Iterator[Problem]:
        """``given``: the number up to which each unit and year was found to be numbered.

        ``destroyed`` gives, for a unit's code and a year, the number up to which they were numbered if what was destroyed
        by approval is counted. It is asked only where something does not fit.
        """
        now = self._counters()
        places = {*given, *self._before, *now}
        wrong = {place for place in places if not self._fits(place, given.get(place, 0), now)}
        units = Unit.objects.in_bulk({unit for unit, _year in wrong})
        if destroyed is not None:
            wrong = {
                (unit, year)
                for unit, year in wrong
                if unit not in units
                or not self._fits(
                    (unit, year),
                    max(given.get((unit, year), 0), destroyed(units[unit].code, year)),
                    now,
                )
            }
        for unit, year in sorted(wrong, key=str):
            values = {
                "unit": units[unit].code if unit in units else unit,
                "series": self.series,
                "year": year,
                "counter": now.get((unit, year), 0),
                "given": given.get((unit, year), 0),
            }
            sentence = _(
                "%(unit)s, %(year)s: the counter of the series “%(series)s” stands at %(counter)s, "
                "but the last number that was given is %(given)s."
            )
            where = f"{values['unit']} {self.series} {year}"
            yield Problem("units.counter", where, sentence % values)

    def _fits(self, place: Series, given: int, now: Mapping[Series, int]) -> bool:
        return self._before.get(place, 0) <= given <= now.get(place, 0)

    def _counters(self) -> dict[Series, int]:
        counters = SerialCounter.objects.filter(series=self.series)
        if self.unit:
            counters = counters.filter(unit__code=self.unit)
        return {
            (unit, year): last
            for unit, year, last in counters.values_list("unit_id", "year", "last")
        }
