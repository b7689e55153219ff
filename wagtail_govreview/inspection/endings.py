"""What stopped being public, counted by the reasons that were given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review.sheets import OPEN_STATES, ReviewSheet

Kind = RegisterEntry.Kind
# Went offline at once; the tiers are still to sign it.
UNSIGNED = Q(sheet__state__in=OPEN_STATES) & ~Q(sheet__purpose=ReviewSheet.Purpose.PUBLICATION)


@dataclass(frozen=True)
class Ended:
    """``withdrawn`` and ``deleted`` for one reason; ``unsigned`` of these went offline first and are not signed yet."""

    withdrawn: int = 0
    deleted: int = 0
    unsigned: int = 0


def ended_by_reason(scope: QuerySet[RegisterEntry]) -> dict[str, Ended]:
    """By the code of the reason, ``""`` where none was given. One query."""
    rows: Any = (
        scope.filter(kind__in=RegisterEntry.ENDS)
        .order_by()
        .values("reason_code")
        .annotate(
            n_withdrawn=Count("pk", filter=Q(kind=Kind.WITHDRAWAL)),
            n_deleted=Count("pk", filter=Q(kind=Kind.DELETION)),
            n_unsigned=Count("pk", filter=UNSIGNED),
        )
    )
    return {
        row["reason_code"]: Ended(row["n_withdrawn"], row["n_deleted"], row["n_unsigned"])
        for row in rows
    }
