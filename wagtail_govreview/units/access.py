"""Who may see and change units and signers."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from wagtail_govreview.units.models import Signer, Unit, UnitGroup
from wagtail_govreview.units.roles import (
    ARCHIVIST,
    GIVEN_FROM_OUTSIDE,
    INSPECTOR,
    REGISTRAR,
    UNIT_ADMINISTRATOR,
)
from wagtail_govreview.units.roles import roles as all_roles

APP = "wagtail_govreview"
UNIT_PERMISSIONS = tuple(f"{APP}.{action}_unit" for action in ("add", "change", "view"))
SIGNER_PERMISSIONS = tuple(f"{APP}.{action}_signer" for action in ("add", "change", "view"))
TAKES_PART = f"{APP}.take_part"
ROLES_READ = "_govreview_roles"
KEEPERS = (REGISTRAR.code, ARCHIVIST.code, INSPECTOR.code)


def takes_part(user: Any) -> bool:
    """Is ``user`` in a group of any unit? Django has read the permissions of whoever is in the admin already:
    people who have no part in the review cost no query."""
    return bool(user.is_active and user.has_perm(TAKES_PART))


def sees_all_units(user: Any) -> bool:
    """Whoever holds a permission on units as such."""
    return bool(user.is_active) and any(user.has_perm(name) for name in UNIT_PERMISSIONS)


def units_seen_by(user: Any) -> QuerySet[Unit]:
    """All units for whoever holds a permission on them, else those in one of whose groups the person is."""
    if sees_all_units(user):
        return Unit.objects.all()
    return Unit.objects.filter(pk__in=units_of(user))


def units_of(user: Any, *roles: str) -> QuerySet[Any, Any]:
    """Keys of the units in which ``user`` has a role: any role, or one of ``roles``."""
    if not takes_part(user):
        return UnitGroup.objects.none().values("unit")
    links = UnitGroup.objects.filter(group__in=user.groups.all())
    return (links.filter(role__in=roles) if roles else links).values("unit")


def roles_of(user: Any) -> frozenset[str]:
    """The roles that ``user`` has in any unit, for menus and doors.

    Read once for each user object, as Django reads permissions: at most one query in a request.
    """
    if not takes_part(user):
        return frozenset()
    if not hasattr(user, ROLES_READ):
        roles = UnitGroup.objects.filter(group__user=user).values_list("role", flat=True)
        setattr(user, ROLES_READ, frozenset(roles))
    found: frozenset[str] = getattr(user, ROLES_READ)
    return found


def has_role(user: Any, *roles: str) -> bool:
    """Has ``user`` one of ``roles`` in any unit; without ``roles``, any role?"""
    held = roles_of(user)
    return bool(held.intersection(roles) if roles else held)


def may_list_units(user: Any) -> bool:
    """The list of units is for who manages them or the people of one, and for who keeps or inspects one."""
    return sees_all_units(user) or has_role(user, *KEEPERS, UNIT_ADMINISTRATOR.code)


def may_read_chains(user: Any) -> bool:
    """The ledger of a unit is for who keeps or inspects it."""
    return has_role(user, *KEEPERS)


def chains_of(user: Any) -> QuerySet[Any, Any]:
    """Names of the chains of these units."""
    return Unit.objects.filter(pk__in=units_of(user, *KEEPERS)).values("code")


def may_set_up(user: Any) -> bool:
    """Setting up makes groups and gives them permissions, so it takes both rights."""
    return bool(user.has_perm(f"{APP}.change_unit") and user.has_perm("auth.change_group"))


def manages_people(user: Any) -> bool:
    """Does ``user`` manage the people of any unit?"""
    return bool(user.is_active and user.is_superuser) or has_role(user, UNIT_ADMINISTRATOR.code)


def units_managed_by(user: Any) -> QuerySet[Unit]:
    """The units whose people ``user`` manages: all for superusers, else those that the person administers."""
    if user.is_active and user.is_superuser:
        return Unit.objects.all()
    return Unit.objects.filter(pk__in=units_of(user, UNIT_ADMINISTRATOR.code))


def roles_filled_by(user: Any, unit: Unit) -> frozenset[str]:
    """The roles of this unit into whose groups ``user`` may put people. One query at most.

    Unit administrators fill all roles whose rights end at the unit, and not their own.
    """
    known = frozenset(role.code for role in all_roles())
    if user.is_active and user.is_superuser:
        return known
    if not units_managed_by(user).filter(pk=unit.pk).exists():
        return frozenset()
    return known - GIVEN_FROM_OUTSIDE


def may_with_signers(user: Any, action: str) -> bool:
    """May ``user`` ``add``, ``change`` or ``delete`` signers of every unit?"""
    return bool(user.is_active and user.has_perm(f"{APP}.{action}_signer"))


def may_with_signers_of(user: Any, action: str, unit_id: Any) -> bool:
    """The same for the signers of one unit."""
    return may_with_signers(user, action) or units_managed_by(user).filter(pk=unit_id).exists()


def units_signed_for(user: Any) -> QuerySet[Unit]:
    """The units whose signers ``user`` sees listed."""
    if user.is_active and any(user.has_perm(name) for name in SIGNER_PERMISSIONS):
        return Unit.objects.all()
    return units_managed_by(user)


def signers_seen_by(user: Any) -> QuerySet[Signer]:
    """The signers of these units."""
    return Signer.objects.filter(unit__in=units_signed_for(user).values("pk"))


def may_see_signature(user: Any, signer: Any) -> bool:
    """The image of a signature: the person, who manages signers, and the people of the unit."""
    if not user.is_active:
        return False
    if signer.user_id == user.pk or any(user.has_perm(name) for name in SIGNER_PERMISSIONS):
        return True
    return units_of(user).filter(unit=signer.unit_id).exists()
