"""End a delegation before its time. What was signed under it stays signed."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from wagtail_govreview.ledger import people
from wagtail_govreview.ledger.services import append
from wagtail_govreview.refusal import refuse_if
from wagtail_govreview.units import delegation_rules, signals
from wagtail_govreview.units.delegating import may_end
from wagtail_govreview.units.delegations import Delegation

ENDED = "units.delegation_ended"


@transaction.atomic
def end_delegation(delegation: Delegation, *, reason: str, actor: Any) -> Delegation:
    """Revoke ``delegation`` from this moment on. Raises :class:`~wagtail_govreview.refusal.Refused`.

    The row is locked first, as signing under it does: whoever signs at the same moment comes before or after.
    """
    locked: Delegation = Delegation.objects.select_for_update().get(pk=delegation.pk)
    refuse_if(
        [
            *delegation_rules.for_entering(may=may_end(actor, locked)),
            *delegation_rules.for_ending(reason=reason, is_open=locked.is_open),
        ]
    )
    locked.revoked_at = timezone.now()
    locked.revoked_by = actor
    locked.revoked_by_name = people.display_name(actor)
    locked.revocation_reason = reason.strip()
    locked.save(update_fields=list(Delegation.changes_later))
    append(
        locked.unit.code,
        ENDED,
        actor=actor,
        subject=locked,
        summary=str(locked),
        data={
            "tier": locked.tier,
            "principal": locked.principal_name,
            "delegate": locked.delegate_name,
            "reason": locked.revocation_reason,
            "revoked_at": locked.revoked_at,
            "delegation_digest": locked.digest,
        },
    )
    signals.delegation_ended.send(Delegation, delegation=locked, actor=actor)
    return locked
