"""Send back: a tier returns the sheet to its undertaker, with a reason."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from wagtail_govreview.ledger.services import append
from wagtail_govreview.refusal import refuse_if
from wagtail_govreview.review import rules, signals
from wagtail_govreview.review.services.deciding import (
    capacity_for,
    locked_sheet,
    represented,
    signature_row,
)
from wagtail_govreview.review.sheets import ReviewSheet, SheetState, Signature
from wagtail_govreview.review.tier_task import TierTaskState


@transaction.atomic
def send_back(task_state: TierTaskState, user: Any, *, reason: str, sign_as: str = "") -> Signature:
    """Return the sheet that waits at ``task_state``; the page can be edited again.

    Raises :class:`~wagtail_govreview.refusal.Refused` without a reason, or for somebody who may not decide.
    ``sign_as``: as for :func:`~wagtail_govreview.review.services.sign`.
    """
    sheet = locked_sheet(task_state)
    capacity = capacity_for(sheet, task_state.task.specific, user, sign_as)
    refuse_if(rules.for_returning(capacity.facts, reason=reason))
    signature = signature_row(
        sheet, capacity, user, Signature.Decision.RETURNED, opinion=reason.strip()
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
            **represented(signature),
        },
    )
    signals.sheet_returned.send(sender=ReviewSheet, sheet=sheet, signature=signature, user=user)
    task_state.reject(user=user, comment=signature.opinion)
    if sheet.is_removal:
        # Nothing has to be corrected in the page: it is free again, and the request may be made anew.
        task_state.workflow_state.cancel(user=user)
    return signature
