"""How long each tier waited for its signatures. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from wagtail_govreview.review.frozen import FrozenTier


@dataclass(frozen=True)
class Act:
    """Something that happened to a sheet: ``what`` is ``signed``, ``returned`` or ``resubmitted``."""

    at: datetime
    what: str
    tier: str = ""
    post: str = ""


@dataclass(frozen=True)
class Wait:
    """One stretch of time in which a sheet lay at one tier."""

    tier: FrozenTier
    begun_at: datetime
    ended_at: datetime

    @property
    def over(self) -> timedelta:
        """How much longer than the deadline that the sheet froze."""
        limit = timedelta(hours=self.tier.deadline_hours)
        return max(timedelta(), self.ended_at - self.begun_at - limit)

    @property
    def overdue(self) -> bool:
        return self.over > timedelta()

    @property
    def hours_over(self) -> int:
        """Begun hours."""
        return int(-(-self.over.total_seconds() // 3600))


def tier_waits(
    tiers: Sequence[FrozenTier], submitted_at: datetime, acts: Iterable[Act]
) -> Iterator[Wait]:
    """The stretches, in order; the one that nobody has ended is left out.

    A return ends a stretch, and what the undertaker takes to correct it counts for nobody. When the item is
    submitted again, the tier whose turn it is begins anew with its whole deadline, as the reviewer's clock does.
    """
    posts: dict[str, list[str]] = {tier.code: [] for tier in tiers}
    tier, begun_at = _first_incomplete(tiers, posts), submitted_at
    lies_at_tier = True
    for act in sorted(acts, key=lambda act: act.at):
        if act.what == "signed":
            posts.setdefault(act.tier, []).append(act.post)
        following = _first_incomplete(tiers, posts)
        if act.what == "resubmitted":
            tier, begun_at, lies_at_tier = following, act.at, True
        elif lies_at_tier and tier is not None and (act.what == "returned" or following != tier):
            yield Wait(tier, begun_at, act.at)
            tier, begun_at, lies_at_tier = following, act.at, act.what != "returned"


def _first_incomplete(
    tiers: Sequence[FrozenTier], posts: dict[str, list[str]]
) -> FrozenTier | None:
    return next((tier for tier in tiers if not tier.is_complete(posts[tier.code])), None)
