"""What signing and returning have in common: the locked sheet, the facts, the signature row."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from wagtail_govreview.ledger.canonical import canonical_json
from wagtail_govreview.ledger.digests import algorithm_of, digest_of_text
from wagtail_govreview.ledger.people import display_name, key
from wagtail_govreview.refusal import Refusal, Refused
from wagtail_govreview.review.facts import signing_facts
from wagtail_govreview.review.rules import SigningFacts
from wagtail_govreview.review.sheets import ReviewSheet, Signature
from wagtail_govreview.review.tier_task import TierTask, TierTaskState
from wagtail_govreview.units.signers import signer_for


def locked_sheet(task_state: TierTaskState) -> ReviewSheet:
    """The sheet of ``task_state`` under a row lock, if the state still waits.

    Two people who decide at once come one after the other; the second finds the step finished.
    """
    sheet = ReviewSheet.objects.select_for_update().get(pk=task_state.sheet_id)
    task_state.refresh_from_db(fields=["status"])
    if task_state.status != TaskState.STATUS_IN_PROGRESS:
        raise Refused([Refusal("review.not_waiting", _("Somebody has decided this step already."))])
    return sheet


def facts_for(sheet: ReviewSheet, task: TierTask, user: Any) -> SigningFacts:
    in_group = task.groups.filter(pk__in=user.groups.all()).exists()
    return signing_facts(sheet, task.tier, user, in_group=in_group)


def signature_row(
    sheet: ReviewSheet, facts: SigningFacts, user: Any, decision: str, **fields: Any
) -> Signature:
    """One decision with the names of today, and its digest. Not saved."""
    signer = signer_for(sheet.unit, user, facts.tier.code)
    signature = Signature(
        sheet=sheet,
        tier=facts.tier.code,
        tier_wording=facts.tier.wording,
        post=signer.post if signer else "",
        decision=decision,
        user=user,
        user_key=key(user),
        name=display_name(user),
        title=signer.title if signer else "",
        fingerprint=sheet.fingerprint,
        signed_at=timezone.now(),
        **fields,
    )
    signature.digest = signature_digest(signature)
    return signature


def signature_digest(signature: Signature) -> str:
    """Digest of all that a signature states; the ledger keeps it."""
    return digest_of_text(signature_text(signature), algorithm_of(signature.digest) or None)


def signature_text(signature: Signature) -> str:
    """The exact text under the signature's digest."""
    stated = {
        "sheet": signature.sheet.digest,
        "tier": signature.tier,
        "tier_wording": signature.tier_wording,
        "post": signature.post,
        "decision": signature.decision,
        "user": signature.user_key,
        "name": signature.name,
        "title": signature.title,
        "checklist": signature.checklist,
        "opinion": signature.opinion,
        "escalation": signature.escalation,
        "fingerprint": signature.fingerprint,
        "signed_at": signature.signed_at,
    }
    return canonical_json(stated)
