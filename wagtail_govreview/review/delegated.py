"""Was every signature in another's place made under a delegation that was in force, by whom and for whom it says?"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from wagtail_govreview.ledger.verification import Checked, Problem
from wagtail_govreview.review.sheets import Signature
from wagtail_govreview.units.delegations import Delegation, DelegationState

CHUNK = 500


def verify_delegated_signatures(unit: str = "") -> Iterator[Problem | Checked]:
    """Every signature by delegation against the delegation."""
    signatures = Signature.objects.exclude(principal_key="", delegation=None)
    if unit:
        signatures = signatures.filter(sheet__unit__code=unit)
    count = 0
    found = signatures.select_related("sheet", "delegation").order_by("pk")
    for signature in found.iterator(chunk_size=CHUNK):
        count += 1
        yield from _problems(signature)
    yield Checked(_("signatures by delegation"), count)


def _problems(signature: Signature) -> Iterator[Problem]:
    delegation = signature.delegation
    if delegation is None or not signature.principal_key:
        sentence = _(
            "Sheet %(number)s: the signature of %(name)s in another's place (%(tier)s) has no delegation."
        )
        yield _problem("review.delegation_missing", signature, sentence)
        return
    if not _belongs(signature, delegation):
        sentence = _(
            "Sheet %(number)s: %(name)s signed (%(tier)s) under a delegation that is not for this signature."
        )
        yield _problem("review.delegation_other", signature, sentence)
    if not was_in_force(signature, delegation):
        sentence = _(
            "Sheet %(number)s: %(name)s signed (%(tier)s) in another's place when the delegation was not in force."
        )
        yield _problem("review.delegation_not_in_force", signature, sentence)


def _belongs(signature: Signature, delegation: Delegation) -> bool:
    said = (
        signature.sheet.unit_id,
        signature.tier,
        signature.principal_key,
        signature.principal_name,
        signature.user_key,
    )
    return said == (
        delegation.unit_id,
        delegation.tier,
        delegation.principal_key,
        delegation.principal_name,
        delegation.delegate_key,
    )


def was_in_force(signature: Signature, delegation: Delegation) -> bool:
    """Entered before the signature, in its period, and not revoked yet."""
    return (
        delegation.granted_at <= signature.signed_at
        and delegation.state_at(signature.signed_at) == DelegationState.IN_FORCE
    )


def _problem(code: str, signature: Signature, sentence: str) -> Problem:
    words = {
        "number": signature.sheet.number,
        "name": signature.name,
        "tier": signature.tier_wording,
    }
    return Problem(code, f"{signature.sheet.number} {signature.tier_wording}", sentence % words)
