"""Put a person into the group of a role, or take them out. Signers are appointed instead (``appoint``)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction

from wagtail_govreview.ledger import people
from wagtail_govreview.refusal import refuse_if
from wagtail_govreview.units import rules
from wagtail_govreview.units.models import Signer, Unit, UnitGroup
from wagtail_govreview.units.quiet import quietly
from wagtail_govreview.units.roles import is_tier, role_label
from wagtail_govreview.units.services.appoint import dismiss
from wagtail_govreview.units.services.note import note_membership


@transaction.atomic
def admit(unit: Unit, role: str, user: Any, *, actor: Any = None) -> bool:
    """Put ``user`` into the group of ``role`` in ``unit``; was that needed? Raises ``Refused``.

    One ledger line ``unit.member_added``. Nobody admits themselves.
    """
    link = _link(unit, role)
    label = role_label(role)
    refuse_if(
        [
            *rules.for_own_role(people.key(actor), people.key(user), label),
            *rules.for_membership(label, is_tier(role), link is not None),
        ]
    )
    return _move(link, user, actor, joins=True)


@transaction.atomic
def release(unit: Unit, role: str, user: Any, *, actor: Any = None) -> bool:
    """Take ``user`` out of the group of ``role``; was the person in it? A signer is dismissed.

    One ledger line, ``unit.member_removed`` or ``signer.dismissed``. What they signed stays signed.
    """
    signer = Signer.objects.filter(unit=unit, user=user, tier=role).first()
    if signer is not None:
        dismiss(signer, actor=actor)
        return True
    return _move(_link(unit, role), user, actor, joins=False)


def _link(unit: Unit, role: str) -> UnitGroup | None:
    links = UnitGroup.objects.select_related("unit", "group")
    return links.filter(unit=unit, role=role).first()


def _move(link: UnitGroup | None, user: Any, actor: Any, *, joins: bool) -> bool:
    if link is None or _is_in(link.group, user) == joins:
        return False
    with quietly():
        (user.groups.add if joins else user.groups.remove)(link.group)
    note_membership(link, user, joined=joins, actor=actor)
    return True


def _is_in(group: Group, user: Any) -> bool:
    return bool(user.groups.filter(pk=group.pk).exists())
