"""Where a sheet must stand, by what the ledger and its signatures say. Pure: records in, a standing out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from wagtail_govreview.ledger.told import Told
from wagtail_govreview.review.facts import posts_signed, tiers_of
from wagtail_govreview.review.frozen import FrozenTier, tiers_to_sign
from wagtail_govreview.review.sheets import ReviewSheet, SheetState, Signature

MOVES = {
    "review.submitted": SheetState.IN_REVIEW,
    "review.resubmitted": SheetState.IN_REVIEW,
    "review.returned": SheetState.RETURNED,
    "review.completed": SheetState.SIGNED,
    "review.void": SheetState.VOID,
    "review.taken_back": SheetState.WITHDRAWN,
}
"""The acts that bring a sheet into another state. What follows on ``SIGNED`` the register knows."""

AFTER_SIGNING = (
    SheetState.SIGNED,
    SheetState.PUBLISHED,
    SheetState.SUPERSEDED,
    SheetState.REVOKED,
)
SLACK = timedelta(hours=1)


@dataclass(frozen=True)
class Standing:
    """``states``: those that the row may have. ``hours``: from ``waiting_since`` to the deadline, if there is one.
    ``exact`` is false where an earlier release started the clock some moments after the act.
    """

    states: Sequence[str]
    escalated: bool
    return_reason: str
    tier: str = ""
    waiting_since: datetime | None = None
    hours: int | None = None
    exact: bool = True

    def clock_fits(self, waiting_since: datetime | None, due_at: datetime | None) -> bool:
        """Do the two moments of a row belong to this standing?"""
        if waiting_since is None or self.waiting_since is None:
            return waiting_since is self.waiting_since and due_at is None
        slack = timedelta() if self.exact else SLACK
        in_time = timedelta() <= waiting_since - self.waiting_since <= slack
        due = None if self.hours is None else waiting_since + timedelta(hours=self.hours)
        return in_time and due_at == due


def standing_of(
    sheet: ReviewSheet, told: Iterable[Told], signatures: Sequence[Signature]
) -> Standing | None:
    """Where ``sheet`` must stand; ``None`` where the ledger does not know its submission.

    ``told``: the lines about the sheet and its signatures in their order; ``signatures``: all of the sheet, in
    theirs. Reads only what was frozen of ``sheet``.
    """
    told = list(told)
    submitted = next((line for line in told if line.act == "review.submitted"), None)
    moves = [line for line in told if line.act in MOVES]
    if submitted is None or not moves:
        return None
    state = MOVES[moves[-1].act]
    returns = [item for item in signatures if item.decision == Signature.Decision.RETURNED]
    signed = [item for item in signatures if item.decision == Signature.Decision.SIGNED]
    at_first = submitted.data.get("escalated", _escalated_on_paper(sheet))
    standing = Standing(
        states=[state],
        escalated=bool(at_first) or any(item.escalation for item in signed),
        return_reason=returns[-1].opinion if returns else "",
    )
    if state == SheetState.SIGNED:
        return replace(standing, states=[SheetState.DONE] if sheet.is_removal else AFTER_SIGNING)
    if state == SheetState.RETURNED and returns:
        last = returns[-1]
        return replace(standing, tier=last.tier, waiting_since=last.signed_at)
    tier = _tier_in_turn(sheet, signed, standing.escalated)
    if state != SheetState.IN_REVIEW or tier is None:
        return standing
    again = [line.at for line in moves if line.act == "review.resubmitted"]
    return replace(
        standing,
        tier=tier.code,
        waiting_since=max([turn_came_at(sheet, signed, tier.code), *again]),
        hours=tier.deadline_hours,
        exact="revision" in submitted.data,
    )


def turn_came_at(sheet: ReviewSheet, signed: Iterable[Signature], tier: str) -> datetime:
    """When it was the turn of ``tier``: with the last signature of those before it, or with the submission."""
    return max([sheet.submitted_at, *(item.signed_at for item in signed if item.tier != tier)])


def _escalated_on_paper(sheet: ReviewSheet) -> bool:
    """Was a reason ticked in the editor's half?"""
    return any(reason["ticked"] for reason in sheet.answers.get("escalation", ()))


def _tier_in_turn(
    sheet: ReviewSheet, signed: Sequence[Signature], escalated: bool
) -> FrozenTier | None:
    """As ``facts.next_tier_of``, but by what is proved of the escalation."""
    tiers = tiers_to_sign(tiers_of(sheet), escalated=escalated)
    return next(
        (tier for tier in tiers if not tier.is_complete(posts_signed(signed, tier.code))), None
    )
