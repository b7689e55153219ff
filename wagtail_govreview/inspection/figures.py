"""The totals of an inspection: counted by the database, in three queries, however long the register is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from wagtail_govreview.inspection.endings import Ended, ended_by_reason
from wagtail_govreview.inspection.facts import COUNTED_KINDS
from wagtail_govreview.inspection.models import FactException
from wagtail_govreview.inspection.services.recount import is_outdated
from wagtail_govreview.publication.models import RegisterEntry

Kind = RegisterEntry.Kind


@dataclass(frozen=True)
class Tally:
    """How many of what, in one group of entries. The first eight are of publications and updates only."""

    passed: int = 0
    faulty: int = 0
    noticed: int = 0
    uncounted: int = 0
    label_complete: int = 0
    label_incomplete: int = 0
    timed: int = 0
    minutes: int = 0
    publications: int = 0
    updates: int = 0
    withdrawals: int = 0
    stock: int = 0
    deletions: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            **{
                item.name: getattr(self, item.name) + getattr(other, item.name)
                for item in fields(self)
            }
        )

    @property
    def published(self) -> int:
        return self.publications + self.updates

    @property
    def entries(self) -> int:
        return self.published + self.withdrawals + self.deletions + self.stock

    @property
    def reprints(self) -> int:
        return self.label_complete + self.label_incomplete

    @property
    def passed_share(self) -> float | None:
        """Of those that were counted, from 0 to 1."""
        return share(self.passed, self.passed + self.faulty)

    @property
    def label_share(self) -> float | None:
        return share(self.label_complete, self.reprints)

    @property
    def average_hours(self) -> float | None:
        return self.minutes / self.timed / 60 if self.timed else None


def share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


@dataclass(frozen=True)
class Figures:
    """The totals of one scope."""

    total: Tally
    by_class: dict[str, Tally]
    by_unit: dict[Any, Tally]
    by_exception: dict[str, int]
    by_reason: dict[str, Ended]


COUNTS = {
    "passed": Q(inspection_fact__faults=0),
    "faulty": Q(inspection_fact__faults__gt=0),
    "noticed": Q(inspection_fact__notices__gt=0),
    "label_complete": Q(inspection_fact__label_complete=True),
    "label_incomplete": Q(inspection_fact__label_complete=False),
    "timed": Q(inspection_fact__review_minutes__isnull=False),
}
KINDS: dict[str, str] = {
    Kind.PUBLICATION: "publications",
    Kind.UPDATE: "updates",
    Kind.WITHDRAWAL: "withdrawals",
    Kind.STOCK: "stock",
    Kind.DELETION: "deletions",
}


def figures_of(scope: QuerySet[RegisterEntry]) -> Figures:
    """Count ``scope``. The groups are few (units × classes × kinds); only they are added up in Python."""
    by_class: dict[str, Tally] = {}
    by_unit: dict[Any, Tally] = {}
    total = Tally()
    for unit, information_class, tally in _groups(scope):
        total += tally
        by_unit[unit] = by_unit.get(unit, Tally()) + tally
        if tally.published:
            by_class[information_class] = by_class.get(information_class, Tally()) + tally
    return Figures(total, by_class, by_unit, _exceptions(scope), ended_by_reason(scope))


def _groups(scope: QuerySet[RegisterEntry]) -> Iterable[tuple[Any, str, Tally]]:
    counts = {f"n_{name}": Count("pk", filter=condition) for name, condition in COUNTS.items()}
    rows: Any = (
        scope.order_by()
        .values("unit_id", "information_class", "kind")
        .annotate(
            n_entries=Count("pk"),
            n_uncounted=Count("pk", filter=is_outdated()),
            n_minutes=Sum("inspection_fact__review_minutes"),
            **counts,
        )
    )
    for row in rows:
        values = {KINDS[row["kind"]]: row["n_entries"]}
        if row["kind"] in COUNTED_KINDS:
            values["uncounted"] = row["n_uncounted"]
            values["minutes"] = row["n_minutes"] or 0
            values |= {name: row[f"n_{name}"] for name in COUNTS}
        yield row["unit_id"], row["information_class"], Tally(**values)


def _exceptions(scope: QuerySet[RegisterEntry]) -> dict[str, int]:
    found = FactException.objects.filter(fact__in=scope.order_by().values("pk"))
    return dict(found.order_by().values_list("code").annotate(Count("pk")))
