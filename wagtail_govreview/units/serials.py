"""Numbers without a gap: one series for each unit and year, also when many people publish at once."""

from __future__ import annotations

from datetime import datetime

from django.db import connections, router
from django.db.models import F
from django.db.transaction import TransactionManagementError

from wagtail_govreview.moments import local_moment
from wagtail_govreview.units.models import SerialCounter, Unit


def next_serial(unit: Unit, series: str, year: int) -> int:
    """Take the next number of ``series`` for ``unit`` in ``year``, beginning with 1.

    Must be called inside the transaction that writes the numbered thing: the counter's row stays locked
    until that transaction ends, and a rollback gives the number back. Raises
    ``TransactionManagementError`` outside a transaction, where a crash would leave a gap.
    """
    return next_serials(unit, series, year, 1)[0]


def next_serials(unit: Unit, series: str, year: int, count: int) -> range:
    """Take the next ``count`` numbers at once, as :func:`next_serial` takes one."""
    alias = router.db_for_write(SerialCounter)
    if not connections[alias].in_atomic_block:
        raise TransactionManagementError("A serial number is taken inside a transaction only.")
    counters = SerialCounter.objects.using(alias).filter(unit=unit, series=series, year=year)
    # The update itself takes the row's lock (SQLite: the file's), before anything is read.
    if not counters.update(last=F("last") + count):
        _begin(SerialCounter(unit=unit, series=series, year=year), alias)
        counters.update(last=F("last") + count)
    last = counters.values_list("last", flat=True).get()
    return range(last - count + 1, last + 1)


def _begin(counter: SerialCounter, alias: str) -> None:
    """Make the counter's row, or lock the one that somebody else is making at this moment.

    An insert that ignores conflicts would leave MariaDB's writers with shared locks on each other's way: a
    deadlock. An upsert that changes nothing takes the exclusive lock at once.
    """
    targeted = connections[alias].features.supports_update_conflicts_with_target
    SerialCounter.objects.using(alias).bulk_create(
        [counter],
        update_conflicts=True,
        unique_fields=("unit", "series", "year") if targeted else None,
        update_fields=("year",),
    )


def numbering_year(moment: datetime | None = None) -> int:
    """The year in whose series something of ``moment`` (default: now) is numbered, by the site's time zone."""
    return local_moment(moment).year
