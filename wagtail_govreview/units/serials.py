"""Numbers without a gap: one series for each unit and year, also when many people publish at once."""

from __future__ import annotations

from datetime import datetime

from django.db import connections, router
from django.db.models import F
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from wagtail_govreview.units.models import SerialCounter, Unit


def next_serial(unit: Unit, series: str, year: int) -> int:
    """Take the next number of ``series`` for ``unit`` in ``year``, beginning with 1.

    Must be called inside the transaction that writes the numbered thing: the counter's row stays locked
    until that transaction ends, and a rollback gives the number back. Raises
    ``TransactionManagementError`` outside a transaction, where a crash would leave a gap.
    """
    alias = router.db_for_write(SerialCounter)
    if not connections[alias].in_atomic_block:
        raise TransactionManagementError("A serial number is taken inside a transaction only.")
    counters = SerialCounter.objects.using(alias).filter(unit=unit, series=series, year=year)
    # The update itself takes the row's lock (SQLite: the file's), before anything is read.
    while not counters.update(last=F("last") + 1):
        SerialCounter.objects.using(alias).get_or_create(unit=unit, series=series, year=year)
    return counters.values_list("last", flat=True).get()


def numbering_year(moment: datetime | None = None) -> int:
    """The year in whose series something of ``moment`` (default: now) is numbered, by the site's time zone."""
    return timezone.localtime(moment).year
