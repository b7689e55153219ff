"""Sign: one person agrees, in one tier, to exactly this content."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, replace
from typing import Any

from django.db import transaction

from wagtail_govreview.ledger.services import append
from wagtail_govreview.refusal import refuse_if
from wagtail_govreview.review import rules, signals
from wagtail_govreview.review.facts import (
    content_is_unchanged,
    next_tier_of,
    posts_signed,
    reading_once,
    signatures_of,
)
from wagtail_govreview.review.services.deciding import (
    capacity_for,
    locked_sheet,
    represented,
    signature_row,
)
from wagtail_govreview.review.sheets import ReviewSheet, SheetState, Signature
from wagtail_govreview.review.tier_task import TierTaskState
from wagtail_govreview.review.viewing import Viewing


@transaction.atomic
@reading_once()
def sign(
    task_state: TierTaskState,
    user: Any,
    *,
    checklist: Collection[str],
    opinion: str = "",
    escalation: Collection[str] = (),
    sign_as: str = "",
) -> Signature:
    """Sign the sheet that waits at ``task_state`` (rule, chapter 三(一)).

    ``checklist`` are the codes of the items confirmed, ``escalation`` those of the reasons to send the item
    to the principal. ``sign_as`` says in whose name, as a code of :mod:`~wagtail_govreview.review.capacities`; it may
    be empty where only one is possible. When the tier is complete the sheet moves on; after the last tier it is published.
    Raises :class:`~wagtail_govreview.refusal.Refused` with every reason.
    """
    sheet = locked_sheet(task_state)
    task = task_state.task.specific
    capacity = capacity_for(sheet, task, user, sign_as)
    viewing = Viewing(sheet, user)
    facts = replace(
        capacity.facts,
        content_unchanged=content_is_unchanged(sheet),
        unread=viewing.unread_labels,
    )
    refuse_if(rules.for_signing(facts, checklist=checklist, escalation=escalation))
    signature = signature_row(
        sheet,
        capacity,
        user,
        Signature.Decision.SIGNED,
        checklist=[asdict(item) for item in facts.tier.checklist if item.code in checklist],
        opinion=opinion.strip(),
        escalation=sorted(escalation),
        reading=viewing.reading,
    )
    signature.save()
    _record(sheet, facts, signature, user)
    signals.sheet_signed.send(sender=ReviewSheet, sheet=sheet, signature=signature, user=user)
    _move_on(sheet, task_state, facts, user, escalate=bool(escalation))
    return signature


def _record(sheet: ReviewSheet, facts: rules.SigningFacts, signature: Signature, user: Any) -> None:
    data: dict[str, Any] = {
        "number": sheet.number,
        "round": sheet.round,
        "tier": signature.tier,
        "fingerprint": signature.fingerprint,
        "signature_digest": signature.digest,
        **represented(signature),
    }
    if facts.uses_undertaker_exception:
        data["exception"] = "undertaker_signed_first"
    if signature.escalation:
        data["escalation"] = signature.escalation
    append(
        sheet.unit.code,
        "review.signed",
        actor=user,
        subject=signature,
        summary=f"{signature.tier_wording} {sheet}",
        data=data,
    )


def _move_on(
    sheet: ReviewSheet,
    task_state: TierTaskState,
    facts: rules.SigningFacts,
    user: Any,
    *,
    escalate: bool,
) -> None:
    if escalate:
        sheet.escalated = True
        sheet.save(update_fields=["escalated"])
    signatures = signatures_of(sheet)
    if not facts.tier.is_complete(posts_signed(signatures, facts.tier.code)):
        return
    if next_tier_of(sheet, signatures) is None:
        _complete(sheet, user)
    task_state.sheet = sheet
    task_state.approve(user=user)
    if sheet.is_removal and sheet.state == SheetState.SIGNED:
        signals.removal_signed.send(sender=ReviewSheet, sheet=sheet, user=user)


def _complete(sheet: ReviewSheet, user: Any) -> None:
    sheet.state = SheetState.SIGNED
    sheet.tier, sheet.waiting_since, sheet.due_at = "", None, None
    sheet.save()
    append(
        sheet.unit.code,
        "review.completed",
        actor=user,
        subject=sheet,
        summary=str(sheet),
        data={"number": sheet.number, "fingerprint": sheet.fingerprint},
    )
    signals.sheet_completed.send(sender=ReviewSheet, sheet=sheet, user=user)
