"""Send back: a tier returns the sheet to its undertaker, with a reason."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from wagtail_govreview.ledger.services import append
from wagtail_govreview.refusal import refuse_if
from wagtail_govreview.review import rules, signals
from wagtail_govreview.review.services.deciding import (
    facts_for,
    locked_sheet,
    signature_row,
)
from wagtail_govreview.review.sheets import ReviewSheet, SheetState, Signature
from wagtail_govreview.review.tier_task import TierTaskState


@transaction.atomic
def send_back(task_state: TierTaskState, user: Any, *, reason: str) -> Signature:
    """Return the sheet that waits at ``task_state``; the page can be edited again.

    Raises :class:`~wagtail_govreview.refusal.Refused` without a reason, or for somebody who may not decide.
    """
    sheet = locked_sheet(task_state)
    facts = facts_for(sheet, task_state.task.specific, user)
    refuse_if(rules.for_returning(facts, reason=reason))
    signature = signature_row(
        sheet, facts, user, Signature.Decision.RETURNED, opinion=reason.strip()
    )
    signature.save()
    sheet.state = SheetState.RETURNED
    sheet.return_reason = signature.opinion
    sheet.waiting_since, sheet.due_at = signature.signed_at, None
    sheet.save()
    append(
        sheet.unit.code,
        "review.returned",
        actor=user,
        subject=signature,
        summary=f"{signature.tier_wording} {sheet}",
        data={
            "number": sheet.number,
            "round": sheet.round,
            "tier": signature.tier,
            "reason": signature.opinion,
            "signature_digest": signature.digest,
        },
    )
    signals.sheet_returned.send(sender=ReviewSheet, sheet=sheet, signature=signature, user=user)
    task_state.reject(user=user, comment=signature.opinion)
    return signature
