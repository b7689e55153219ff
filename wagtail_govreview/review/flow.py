"""Where a page is on its way through the tiers: what the strip at the top of the editor's tab shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail_govreview.review.clock import Clock, clock_for
from wagtail_govreview.review.frozen import FrozenTier
from wagtail_govreview.review.names import who_signed
from wagtail_govreview.review.sheets import ReviewSheet, Signature
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.rulebook.terms import StrOrPromise

PREPARING = "preparing"
DONE = "done"
WAITING = "waiting"
RETURNED = "returned"
TO_COME = "to_come"
SKIPPED = "skipped"

STATE_LABELS = {
    PREPARING: _("preparing it"),
    DONE: _("signed"),
    WAITING: _("waiting"),
    RETURNED: _("returned"),
    TO_COME: _("to come"),
    SKIPPED: _("not needed"),
}


@dataclass(frozen=True)
class Step:
    """One stop: the undertaker or a tier. ``people`` are those who signed, with their times."""

    label: StrOrPromise
    state: str
    code: str = ""
    people: tuple[tuple[str, datetime], ...] = ()
    escalated_only: bool = False

    @property
    def state_label(self) -> StrOrPromise:
        return STATE_LABELS[self.state]


@dataclass(frozen=True)
class Flow:
    """The way of the newest sheet of a page; without a sheet, the way that lies before it."""

    steps: Sequence[Step]
    sheet: ReviewSheet | None = None
    last_return: Signature | None = None
    clock: Clock | None = field(default=None)

    @property
    def is_returned(self) -> bool:
        return self.sheet is not None and self.sheet.state == ReviewSheet.State.RETURNED


def flow_of(page: Any) -> Flow:
    """The flow of ``page``, saved or new. Three queries at most, none for a page without a key."""
    sheet = _newest_sheet(page)
    if sheet is None:
        return Flow(steps=_steps_ahead())
    signatures = list(sheet.signatures.all())
    return Flow(
        steps=steps_of(sheet, signatures),
        sheet=sheet,
        last_return=_last_return(sheet),
        clock=clock_for(sheet.due_at) if sheet.state == ReviewSheet.State.IN_REVIEW else None,
    )


def steps_of(sheet: ReviewSheet, signatures: Sequence[Signature]) -> list[Step]:
    """The undertaker's step and one for each tier that is frozen in ``sheet``. No query."""
    first = Step(_("Undertaker"), DONE, people=((sheet.undertaker, sheet.submitted_at),))
    return [first, *(_tier_step(sheet, tier, signatures) for tier in sheet_tiers(sheet))]


def sheet_tiers(sheet: ReviewSheet) -> list[FrozenTier]:
    """The tiers as they were frozen into ``sheet``."""
    return [FrozenTier.from_json(tier) for tier in sheet.tiers]


def _tier_step(sheet: ReviewSheet, tier: FrozenTier, signatures: Sequence[Signature]) -> Step:
    own = [item for item in signatures if item.tier == tier.code]
    signed = [item for item in own if item.decision == Signature.Decision.SIGNED]
    return Step(
        label=tier.label,
        code=tier.code,
        state=_tier_state(sheet, tier, own, signed),
        people=tuple((who_signed(item), item.signed_at) for item in signed),
        escalated_only=tier.escalated_only,
    )


def _tier_state(
    sheet: ReviewSheet,
    tier: FrozenTier,
    own: Sequence[Signature],
    signed: Sequence[Signature],
) -> str:
    if tier.is_complete([item.post for item in signed]):
        return DONE
    if tier.escalated_only and not sheet.escalated:
        return SKIPPED
    if sheet.state == ReviewSheet.State.IN_REVIEW and sheet.tier == tier.code:
        return WAITING
    if sheet.state == ReviewSheet.State.RETURNED and len(own) > len(signed):
        return RETURNED
    return TO_COME


def _steps_ahead() -> list[Step]:
    tiers = [
        Step(
            tier.label,
            SKIPPED if tier.escalated_only else TO_COME,
            code=tier.code,
            escalated_only=tier.escalated_only,
        )
        for tier in get_profile().tiers
    ]
    return [Step(_("Undertaker"), PREPARING), *tiers]


def _newest_sheet(page: Any) -> ReviewSheet | None:
    if page is None or not page.pk:
        return None
    return ReviewSheet.objects.filter(page_id=page.pk).select_related("unit").first()


def _last_return(sheet: ReviewSheet) -> Signature | None:
    """The newest return in any round of this sheet's number."""
    return (
        Signature.objects.filter(
            sheet__number=sheet.number,
            sheet__unit_id=sheet.unit_id,
            decision=Signature.Decision.RETURNED,
        )
        .order_by("-signed_at", "-pk")
        .first()
    )
