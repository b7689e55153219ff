"""Points in time as the site's clocks show them, on sites with time zones (``USE_TZ``) and without."""

from __future__ import annotations

from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone


def local_moment(moment: datetime | None = None) -> datetime:
    """``moment``, or now, in the site's time zone. One that has no time zone is taken as it is."""
    moment = moment or timezone.now()
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment  # noqa: TID251


def local_day(moment: datetime | None = None) -> date:
    """The day of ``moment`` on the site, or today."""
    return local_moment(moment).date()


def midnight(day: date) -> datetime:
    """The moment at which ``day`` begins on the site, as the database compares it."""
    begins = datetime.combine(day, time.min)
    return timezone.make_aware(begins) if settings.USE_TZ else begins
