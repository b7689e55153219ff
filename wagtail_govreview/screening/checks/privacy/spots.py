"""A part of a run that might be one number, and what the checks ask about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wagtail_govreview.screening.checks.privacy import surroundings
from wagtail_govreview.screening.checks.privacy.runs import Run
from wagtail_govreview.screening.checks.privacy.surroundings import Surroundings
from wagtail_govreview.screening.findings import FindingType

NOTHING: FindingType | None = None  # known, and nothing to be found: the code of an organ
COUNTRY = ("86", "086", "0086")


@dataclass(frozen=True, slots=True)
class Found:
    """``type``: what it is; ``None``: it is known, and nobody's. ``last``: the last group that belongs to it."""

    type: FindingType | None
    start: int
    end: int
    last: int


class Spot:
    """The groups ``first`` to ``last`` of a run, with ``length`` digits together."""

    def __init__(self, run: Run, first: int, last: int, length: int, around: Surroundings) -> None:
        self.run, self.first, self.last, self.length = run, first, last, length
        self.around = around
        self.is_one_group = first == last
        self.start, self.end = run.groups[first].start, run.groups[last].end
        if self.is_one_group:
            self.digits = run.groups[first].digits
            self.lengths: tuple[int, ...] = (length,)
        else:
            self.digits = run.joined(first, last)
            self.lengths = run.lengths(first, last)

    @property
    def is_even(self) -> bool:
        """One group, or the same sign between all groups."""
        return self.is_one_group or self.run.is_even(self.first, self.last)

    @property
    def has_country(self) -> bool:
        """Does the code of the country stand before it as a group of its own?"""
        return self.first > 0 and self.run.groups[self.first - 1].digits in COUNTRY

    @property
    def stands_alone(self) -> bool:
        """Is it no part of something longer: a decimal, an order number, a file's name, an amount?"""
        before = "" if self.has_country else self.run.sign_before(self.first)
        after = self.run.sign_after(self.last)
        if before[-1:] in (".", "-") or after[:1] in (".", "-"):
            return False
        if not self.is_one_group and " " in (before, after):  # a row of figures
            return False
        text = self.around.text
        outer = text[self.start - 1 : self.start] + text[self.end : self.end + 1]
        if _CLINGS.search(outer):
            return False
        return not self.is_amount and not self.around.is_in_link(self.start)

    def says(self, words: re.Pattern[str]) -> bool:
        """Does one of the words stand before it, or over its column?"""
        return words.search(self.around.before(self.start)) is not None

    @property
    def is_serial(self) -> bool:
        """Is it said to be a number of something that is no person, and not a telephone at the same time?"""
        near = self.around.close_before(self.start)
        return bool(surroundings.SERIAL.search(near) and not surroundings.PHONE.search(near))

    @property
    def is_amount(self) -> bool:
        return self.around.is_amount(self.end)

    def found(self, found: FindingType | None, skip: int = 0) -> Found:
        """``skip``: so many digits at the beginning do not belong to it (the code of the country)."""
        return Found(found, self.start + skip, self.end, self.last)


_CLINGS = re.compile(r"[A-Za-z_\\=&#%]")
