"""What signing and returning have in common: the locked sheet, the facts, the signature row."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import TaskState

from wagtail_govreview.ledger.canonical import canonical_json
from wagtail_govreview.ledger.digests import algorithm_of, digest_of_text
from wagtail_govreview.ledger.people import display_name, key
from wagtail_govreview.ledger.services import hold
from wagtail_govreview.refusal import Refusal, Refused
from wagtail_govreview.review.capacities import Capacity, capacities_of, choose
from wagtail_govreview.review.sheets import ReviewSheet, Signature
from wagtail_govreview.review.tier_task import TierTask, TierTaskState
from wagtail_govreview.review.viewing import read_seconds
from wagtail_govreview.units.signers import signer_for


def locked_sheet(task_state: TierTaskState) -> ReviewSheet:
    """The sheet of ``task_state`` under a row lock, if the state still waits.

    Two people who decide at once come one after the other; the second finds the step finished.
    """
    sheets = ReviewSheet.objects.filter(pk=task_state.sheet_id)
    # The chain before the sheet, as in submitting and taking back: nobody waits in a circle.
    hold(sheets.values_list("unit__code", flat=True).get())
    sheet = sheets.select_for_update().get()
    task_state.refresh_from_db(fields=["status"])
    if task_state.status != TaskState.STATUS_IN_PROGRESS:
        raise Refused([Refusal("review.not_waiting", _("Somebody has decided this step already."))])
    return sheet


def capacity_for(sheet: ReviewSheet, task: TierTask, user: Any, sign_as: str = "") -> Capacity:
    """In whose name ``user`` decides here at this moment; the delegations are locked, so that none ends meanwhile.

    Raises :class:`~wagtail_govreview.refusal.Refused` where that has to be chosen first.
    """
    in_group = task.groups.filter(pk__in=user.groups.all()).exists()
    found = capacities_of(sheet, task.tier, user, in_group=in_group, wanted=sign_as, lock=True)
    return choose(found, sign_as)


def signature_row(
    sheet: ReviewSheet, capacity: Capacity, user: Any, decision: str, **fields: Any
) -> Signature:
    """One decision with the names of today, and its digest. Not saved."""
    tier = capacity.facts.tier
    delegation = capacity.delegation
    signer = signer_for(sheet.unit, user, tier.code) if delegation is None else None
    signature = Signature(
        sheet=sheet,
        tier=tier.code,
        tier_wording=tier.wording,
        post=capacity.facts.post,
        decision=decision,
        user=user,
        user_key=key(user),
        name=display_name(user),
        title=signer.title if signer else "",
        fingerprint=sheet.fingerprint,
        signed_at=capacity.at,
        **fields,
    )
    if delegation is not None:
        signature.title = delegation.delegate_title
        signature.delegation = delegation
        signature.principal_key = delegation.principal_key
        signature.principal_name = delegation.principal_name
        signature.principal_title = delegation.principal_title
    signature.read_seconds = read_seconds(signature.reading, signature.signed_at)
    signature.signed_key = signature_key(signature)
    signature.digest = signature_digest(signature)
    return signature


def represented(signature: Signature) -> dict[str, str]:
    """What the ledger says of for whom a decision was made; nothing for one in one's own name."""
    if signature.delegation is None:
        return {}
    return {
        "principal": signature.principal_name,
        "principal_key": signature.principal_key,
        "delegation_digest": signature.delegation.digest,
    }


def signature_key(signature: Signature) -> str | None:
    """What makes a second signature of one person in one tier of a sheet impossible; a return may be repeated."""
    if signature.decision != Signature.Decision.SIGNED:
        return None
    return f"{signature.sheet_id}:{signature.tier}:{signature.user_key}"


def signature_digest(signature: Signature) -> str:
    """Digest of all that a signature states; the ledger keeps it."""
    return digest_of_text(signature_text(signature), algorithm_of(signature.digest) or None)


def signature_text(signature: Signature) -> str:
    """The exact text under the signature's digest."""
    stated: dict[str, Any] = {
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
    if signature.delegation is not None:
        stated |= {**represented(signature), "principal_title": signature.principal_title}
    if signature.reading:  # signatures of earlier versions state nothing about it
        stated["reading"] = signature.reading
    if signature.read_seconds is not None:
        stated["read_seconds"] = signature.read_seconds
    return canonical_json(stated)
