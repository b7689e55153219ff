"""Who signs for whom now, and who may enter, read and revoke delegations."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from wagtail_govreview.conf import settings
from wagtail_govreview.ledger import people
from wagtail_govreview.units import access
from wagtail_govreview.units.delegation_rules import Span, Use, Wish
from wagtail_govreview.units.delegations import Delegation
from wagtail_govreview.units.governance import tier_task_model
from wagtail_govreview.units.models import Unit

Place = tuple[Any, str, Any]
SHOWN = "_govreview_delegations"


# -- who signs in their own right ------------------------------------------------------------


def own_rights(users: Collection[Any], unit: Unit | None = None) -> set[Place]:
    """Which of ``users`` (keys) sign which tiers in their own right: unit, tier, user. One query, none for nobody.

    Asked of the tasks' own groups, as signing itself does; an account that is closed signs nothing.
    """
    keys = {key for key in users if key is not None}
    if not keys:
        return set()
    tasks = tier_task_model()._default_manager.filter(
        active=True, groups__user__in=keys, groups__user__is_active=True
    )
    if unit is not None:
        tasks = tasks.filter(unit=unit)
    rows = tasks.values_list("unit_id", "tier", "groups__user")
    return {row for row in rows if row[2] in keys}


def signs_in_own_right(unit: Unit, tier: str, user: Any) -> bool:
    return (unit.pk, tier, user.pk) in own_rights([user.pk], unit)


# -- who signs for whom -----------------------------------------------------------------------


def in_force(at: datetime | None = None) -> Any:
    """The delegations that are in force at ``at`` (default: now): in their period, and of a principal who signs."""
    return told_who_signs(Delegation.objects.in_period(at)).filter(principal_signs=True)


def told_who_signs(delegations: Any) -> Any:
    """``delegations`` with ``principal_signs``: does the principal still sign the tier in their own right?"""
    signing = tier_task_model()._default_manager.filter(
        active=True,
        unit=OuterRef("unit"),
        tier=OuterRef("tier"),
        groups__user=OuterRef("principal"),
        groups__user__is_active=True,
    )
    return delegations.annotate(principal_signs=Exists(signing))


def in_force_for(user: Any, at: datetime | None = None) -> list[Delegation]:
    """The delegations under which ``user`` signs at ``at`` (default: now). One query."""
    if not user.is_active:
        return []
    found = in_force(at).filter(delegate=user).select_related("unit")
    return list(found.order_by("ends_at", "pk"))


def given_at(unit: Any, tier: str) -> list[Delegation]:
    """The delegations of one tier that are in force: for mails to those who sign instead. One query."""
    found = in_force().filter(unit=unit, tier=tier, delegate__is_active=True)
    return list(found.select_related("delegate").order_by("pk"))


def shown_in_force(user: Any) -> list[Delegation]:
    """As :func:`in_force_for`, read once for each user object: for menus and doors, never for a signature.

    People without a part in the review cost no query: whoever was given a delegation has one.
    """
    if not access.takes_part(user):
        return []
    if not hasattr(user, SHOWN):
        setattr(user, SHOWN, in_force_for(user))
    found: list[Delegation] = getattr(user, SHOWN)
    return found


def stands_in(user: Any, unit_id: Any = None, tier: str = "") -> bool:
    """Does ``user`` sign for somebody now: anywhere, in this unit, or in this tier of it?"""
    return any(
        unit_id in (None, each.unit_id) and tier in ("", each.tier) for each in shown_in_force(user)
    )


def units_stood_in(user: Any) -> Any:
    """Keys of the units in which ``user`` signs for somebody now, as part of another query."""
    if not access.takes_part(user):
        return Delegation.objects.none().values("unit")
    return in_force().filter(delegate=user).values("unit")


def use_of(delegation: Delegation, user: Any, at: datetime, *, principal_signs: bool) -> Use:
    """``delegation`` as the rule wants it, when ``user`` would sign under it at ``at``. No query."""
    return Use(
        user_key=people.key(user),
        user_active=bool(user.is_active),
        delegate_key=delegation.delegate_key,
        principal_name=delegation.principal_name,
        principal_signs=principal_signs,
        starts_at=delegation.starts_at,
        ends_at=delegation.ends_at,
        revoked_at=delegation.revoked_at,
        at=at,
    )


# -- what is wished for ------------------------------------------------------------------------


def wish_of(
    unit: Unit,
    tier: str,
    *,
    principal: Any,
    delegate: Any,
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    actor: Any,
) -> Wish:
    """Reads what the rule wants to know of a delegation before it is entered. Two queries and Django's permissions."""
    standing = Delegation.objects.filter(unit=unit, revoked_at__isnull=True)
    rows = standing.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).values_list(
        "tier", "principal_key", "delegate_key", "starts_at", "ends_at"
    )
    return Wish(
        span=Span(tier, people.key(principal), people.key(delegate), starts_at, ends_at),
        principal_name=people.display_name(principal),
        delegate_name=people.display_name(delegate),
        principal_signs=signs_in_own_right(unit, tier, principal),
        delegate_can_sign=bool(
            delegate.is_active and delegate.has_perm("wagtailadmin.access_admin")
        ),
        granted_by=people.key(actor),
        now=timezone.now(),
        longest_days=settings.delegation_days,
        reason=reason,
        standing=[Span(*row) for row in rows],
    )


# -- who may ------------------------------------------------------------------------------------


def may_enter(user: Any, unit: Unit, tier: str, principal: Any) -> bool:
    """The principal in person, or whoever appoints the unit's signers."""
    if access.may_with_signers_of(user, "change", unit.pk):
        return True
    own = principal is not None and principal.pk == user.pk
    return own and signs_in_own_right(unit, tier, user)


def may_end(user: Any, delegation: Delegation) -> bool:
    """The principal in person, whoever appoints the unit's signers, and the delegate, who may lay it down."""
    if not user.is_active:
        return False
    if user.pk in (delegation.principal_id, delegation.delegate_id):
        return True
    return access.may_with_signers_of(user, "change", delegation.unit_id)


def places_entered_by(user: Any) -> list[Place]:
    """Whose signing ``user`` may delegate: unit, tier, principal. Two queries and Django's permissions."""
    signing = Q(active=True, groups__user__is_active=True)
    if not access.may_with_signers(user, "change"):
        managed = access.units_managed_by(user).values("pk")
        signing &= Q(groups__user=user) | Q(unit__in=managed)
    tasks = tier_task_model()._default_manager.filter(signing)
    rows = tasks.values_list("unit_id", "tier", "groups__user")
    return list(rows.order_by("unit__code", "tier", "groups__user").distinct())


def delegations_read_by(user: Any) -> QuerySet[Delegation]:
    """Those of the units whose signers ``user`` sees, of the units with a part for ``user``, and the person's own."""
    if access.sees_all_units(user):
        return Delegation.objects.all()
    concerned = Q(principal=user) | Q(delegate=user) | Q(unit__in=access.units_of(user))
    return Delegation.objects.filter(
        concerned | Q(unit__in=access.units_signed_for(user).values("pk"))
    )


def may_list(user: Any) -> bool:
    """The list is for the people of the units, and for who manages them or their signers."""
    if access.takes_part(user) or access.sees_all_units(user):
        return True
    return any(access.may_with_signers(user, each) for each in ("add", "change", "view"))


def may_read(user: Any, delegation: Delegation) -> bool:
    return delegations_read_by(user).filter(pk=delegation.pk).exists()
