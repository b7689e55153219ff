"""Who may see and change units and signers."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from wagtail_govreview.units.models import Unit, UnitGroup

APP = "wagtail_govreview"
UNIT_PERMISSIONS = tuple(f"{APP}.{action}_unit" for action in ("add", "change", "view"))
SIGNER_PERMISSIONS = tuple(f"{APP}.{action}_signer" for action in ("add", "change", "view"))
KEEPERS = ("registrar", "inspector")


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
    if not user.is_active:
        return UnitGroup.objects.none().values("unit")
    links = UnitGroup.objects.filter(group__in=user.groups.all())
    return (links.filter(role__in=roles) if roles else links).values("unit")


def may_list_units(user: Any) -> bool:
    """The list of units is for who manages them and for who keeps or inspects one."""
    return sees_all_units(user) or units_of(user, *KEEPERS).exists()


def may_set_up(user: Any) -> bool:
    """Setting up makes groups and gives them permissions, so it takes both rights."""
    return bool(user.has_perm(f"{APP}.change_unit") and user.has_perm("auth.change_group"))


def may_see_signature(user: Any, signer: Any) -> bool:
    """The image of a signature: the person, who manages signers, and the people of the unit."""
    if not user.is_active:
        return False
    if signer.user_id == user.pk or any(user.has_perm(name) for name in SIGNER_PERMISSIONS):
        return True
    return units_of(user).filter(unit=signer.unit_id).exists()
