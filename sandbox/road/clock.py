"""The demonstration's clock: the command takes a minute, the office took days, and the figures shall show it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from unittest.mock import patch

from django.utils import timezone

MORNING = time(9, 12)
STEPS = (timedelta(minutes=18), timedelta(minutes=47), timedelta(minutes=96))
SATURDAY = 5


class Clock:
    """What ``timezone.now`` says while an item is walked: an hour or so passes with each step."""

    def __init__(self, begin: datetime) -> None:
        self.now = begin
        self.steps = 0

    def __call__(self) -> datetime:
        return self.now

    def tick(self) -> None:
        self.now += STEPS[self.steps % len(STEPS)]
        self.steps += 1


@contextmanager
def office_clock(begin: datetime) -> Iterator[Clock]:
    """Until the end of the block it is ``begin``, and later with each ``tick``."""
    clock = Clock(begin)
    with patch("django.utils.timezone.now", clock):
        yield clock


def mornings(count: int) -> list[datetime]:
    """The mornings of the last ``count`` working days before today, the oldest first."""
    day = timezone.localdate()
    days: list[date] = []
    while len(days) < count:
        day -= timedelta(days=1)
        if day.weekday() < SATURDAY:
            days.append(day)
    return [timezone.make_aware(datetime.combine(day, MORNING)) for day in reversed(days)]
