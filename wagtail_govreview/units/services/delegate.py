"""Delegate: enter an authorisation to sign in another's place (授权代签)."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Permission
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from wagtail_govreview.ledger import people
from wagtail_govreview.ledger.canonical import canonical_json
from wagtail_govreview.ledger.digests import algorithm_of, digest_of_stream, digest_of_text
from wagtail_govreview.ledger.services import append, hold
from wagtail_govreview.refusal import refuse_if
from wagtail_govreview.units import delegation_rules, signals
from wagtail_govreview.units.access import TAKES_PART
from wagtail_govreview.units.delegating import may_enter, wish_of
from wagtail_govreview.units.delegations import Delegation
from wagtail_govreview.units.models import Signer, Unit

DELEGATED = "units.delegated"
NAME_LENGTH = 255


@transaction.atomic
def delegate(
    unit: Unit,
    tier: str,
    *,
    principal: Any,
    to: Any,
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    authorisation: File[bytes],
    actor: Any,
) -> Delegation:
    """Let ``to`` sign ``tier`` of ``unit`` for ``principal`` in the half-open period ``[starts_at, ends_at)``.

    ``authorisation`` is the written one (授权书), kept with its digest. One ledger line ``units.delegated``. Raises
    :class:`~wagtail_govreview.refusal.Refused` with every reason.
    """
    hold(unit.code)  # no second delegation of the unit comes in between
    wish = wish_of(
        unit,
        tier,
        principal=principal,
        delegate=to,
        starts_at=starts_at,
        ends_at=ends_at,
        reason=reason,
        actor=actor,
    )
    refuse_if(
        [
            *delegation_rules.for_entering(may=may_enter(actor, unit, tier, principal)),
            *delegation_rules.for_granting(wish),
            *file_refusals(authorisation),
        ]
    )
    delegation = Delegation(
        unit=unit,
        tier=tier,
        principal=principal,
        principal_key=people.key(principal),
        principal_name=people.display_name(principal),
        principal_title=_title(unit, principal, tier),
        delegate=to,
        delegate_key=people.key(to),
        delegate_name=people.display_name(to),
        delegate_title=_title(unit, to, tier),
        starts_at=starts_at,
        ends_at=ends_at,
        reason=reason.strip(),
        granted_by=actor,
        granted_by_name=people.display_name(actor),
        granted_at=timezone.now(),
    )
    _keep_file(delegation, authorisation)
    delegation.digest = delegation_digest(delegation)
    delegation.save()
    _let_take_part(to)
    append(
        unit.code,
        DELEGATED,
        actor=actor,
        subject=delegation,
        summary=str(delegation),
        data=facts_of(delegation),
    )
    signals.signing_delegated.send(Delegation, delegation=delegation, actor=actor)
    return delegation


def file_refusals(file: Any) -> list[Any]:
    """What the rule has against an uploaded file; it is left at its beginning."""
    if file is None:
        return delegation_rules.for_authorisation("", 0, b"")
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    return delegation_rules.for_authorisation(str(file.name or ""), file.size or 0, head)


def facts_of(delegation: Delegation) -> dict[str, Any]:
    """A delegation as plain data for the ledger."""
    return {
        "tier": delegation.tier,
        "principal": delegation.principal_name,
        "principal_key": delegation.principal_key,
        "delegate": delegation.delegate_name,
        "delegate_key": delegation.delegate_key,
        "starts_at": delegation.starts_at,
        "ends_at": delegation.ends_at,
        "reason": delegation.reason,
        "file": delegation.file_name,
        "file_digest": delegation.file_digest,
        "delegation_digest": delegation.digest,
    }


def delegation_digest(delegation: Delegation) -> str:
    """Digest of all that was granted; the ledger keeps it. What comes later (a revocation) is not in it."""
    return digest_of_text(delegation_text(delegation), algorithm_of(delegation.digest) or None)


def delegation_text(delegation: Delegation) -> str:
    """The exact text under the delegation's digest."""
    granted = {
        "unit": delegation.unit.code,
        "tier": delegation.tier,
        "principal": delegation.principal_key,
        "principal_name": delegation.principal_name,
        "principal_title": delegation.principal_title,
        "delegate": delegation.delegate_key,
        "delegate_name": delegation.delegate_name,
        "delegate_title": delegation.delegate_title,
        "starts_at": delegation.starts_at,
        "ends_at": delegation.ends_at,
        "reason": delegation.reason,
        "file": delegation.file_name,
        "file_size": delegation.file_size,
        "file_digest": delegation.file_digest,
        "granted_by": delegation.granted_by_name,
        "granted_at": delegation.granted_at,
    }
    return canonical_json(granted)


def _title(unit: Unit, user: Any, tier: str) -> str:
    """The post title in this tier, otherwise in any tier of the unit; empty for somebody without a post in it."""
    posts = dict(Signer.objects.filter(unit=unit, user=user).values_list("tier", "title"))
    return str(posts.get(tier) or next(iter(posts.values()), ""))


def _keep_file(delegation: Delegation, file: Any) -> None:
    """The file with its digest; it gets a name of its own, since the given one may say anything."""
    delegation.file_name = str(file.name or "").replace("\\", "/").rpartition("/")[2][-NAME_LENGTH:]
    delegation.file_size = file.size
    file.seek(0)
    delegation.file_digest = digest_of_stream(file)
    file.seek(0)
    ending = delegation.file_name.rpartition(".")[2].lower()
    delegation.file.save(f"{secrets.token_hex(16)}.{ending}", file, save=False)


def _let_take_part(user: Any) -> None:
    """Whoever signs for another has a part in the review (``access.takes_part``), in a group of the unit or not.

    The permission opens nothing by itself, so it may stay when the delegation is over.
    """
    app_label, codename = TAKES_PART.split(".")
    permission = Permission.objects.get(content_type__app_label=app_label, codename=codename)
    user.user_permissions.add(permission)
