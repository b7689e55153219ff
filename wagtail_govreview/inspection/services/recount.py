"""Recount: count everything again that was never counted, or by other rules than those in force."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from wagtail_govreview.inspection.facts import COUNTED_KINDS
from wagtail_govreview.inspection.services.count import basis, count
from wagtail_govreview.ledger.services import hold
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.units.models import Unit

PIECE = 500


def counted_entries() -> QuerySet[RegisterEntry]:
    """Publications and updates: the entries that an inspection counts."""
    entries: QuerySet[RegisterEntry] = RegisterEntry.objects.filter(kind__in=COUNTED_KINDS)
    return entries


def is_outdated() -> Q:
    """Was never counted, or by other rules."""
    return Q(inspection_fact__isnull=True) | ~Q(inspection_fact__basis=basis())


def recount(unit: Unit, *, everything: bool = False) -> Iterator[int]:
    """Count the entries of ``unit`` that are outdated, or all of them, in pieces; yields the size of each.

    Each piece is a transaction of its own that holds the unit's ledger, so that it may run while people publish.
    """
    entries = counted_entries().filter(unit=unit).defer("snapshot")
    if not everything:
        entries = entries.filter(is_outdated())
    last: Any = 0
    while True:
        with transaction.atomic():
            hold(unit.code)
            piece = list(entries.filter(pk__gt=last).order_by("pk")[:PIECE])
            if not piece:
                return
            counted = count(piece)
        last = piece[-1].pk
        yield counted
