"""Which heads there are now, and when each chain's head was last given outside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from wagtail_govreview.conf import settings
from wagtail_govreview.ledger.anchors.written import Head, short_form
from wagtail_govreview.ledger.models import Chain, LedgerLine

ANCHORED = "ledger.anchored"


@dataclass(frozen=True)
class Standing:
    """One chain, its head, and the moment at which it was last given outside (``None``: never)."""

    chain: Chain
    head: Head
    last: datetime | None

    @property
    def short(self) -> str:
        """The beginning of the head's digest, in groups."""
        return short_form(self.head.digest)

    @property
    def is_overdue(self) -> bool:
        """Longer ago than ``GOVREVIEW_ANCHOR_DAYS``; never, where the setting has no opinion."""
        days = settings.anchor_days
        return days is not None and self.is_older_than(timedelta(days=days))

    def is_older_than(self, age: timedelta) -> bool:
        return self.last is None or timezone.now() - self.last > age


def standings(chains: QuerySet[Chain]) -> list[Standing]:
    """Those of ``chains`` that have lines, by name. Two queries."""
    found = list(chains.filter(length__gt=0).order_by("name"))
    last = last_given(found)
    return [
        Standing(chain, Head(chain.name, chain.length, chain.head), last.get(chain.pk))
        for chain in found
    ]


def last_given(chains: Iterable[Chain]) -> dict[Any, datetime]:
    """By the chain's key, the moment of its newest line that says so. One query."""
    lines = LedgerLine.objects.filter(act=ANCHORED, chain__in=[chain.pk for chain in chains])
    return dict(lines.order_by().values_list("chain").annotate(Max("at")))
