"""Who may see and change dictionaries: shared ones by Django's permissions on them, a unit's by the roles in it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from wagtail_govreview.screening.dictionaries.models import Dictionary
from wagtail_govreview.units.access import has_role, sees_all_units, units_of
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.roles import INSPECTOR, REGISTRAR, UNIT_ADMINISTRATOR

PERMISSIONS = tuple(
    f"wagtail_govreview.{action}_dictionary" for action in ("view", "add", "change")
)
CHANGE = "wagtail_govreview.change_dictionary"
KEEPERS = (UNIT_ADMINISTRATOR.code, REGISTRAR.code)
READERS = (*KEEPERS, INSPECTOR.code)


def keeps_shared(user: Any) -> bool:
    """May ``user`` make and change shared dictionaries?"""
    return bool(user.is_active and user.has_perm(CHANGE))


def reads_shared(user: Any) -> bool:
    """Whoever may do anything with shared ones, and whoever keeps or inspects a unit, in which they are in force."""
    if not user.is_active:
        return False
    return any(user.has_perm(each) for each in PERMISSIONS) or has_role(user, *READERS)


def may_list(user: Any) -> bool:
    return reads_shared(user)


def dictionaries_read_by(user: Any) -> QuerySet[Dictionary]:
    """The shared ones and those of the person's units; all for who keeps shared ones and sees all units."""
    if not reads_shared(user):
        return Dictionary.objects.none()
    if keeps_shared(user) and sees_all_units(user):
        return Dictionary.objects.all()
    return Dictionary.objects.filter(Q(unit=None) | Q(unit__in=units_of(user, *READERS)))


def units_kept_by(user: Any) -> QuerySet[Unit]:
    """The units whose dictionaries ``user`` may make and change."""
    if user.is_active and user.is_superuser:
        return Unit.objects.all()
    return Unit.objects.filter(pk__in=units_of(user, *KEEPERS))


def may_create(user: Any) -> bool:
    return keeps_shared(user) or has_role(user, *KEEPERS)


def may_change(user: Any, dictionary: Dictionary) -> bool:
    if dictionary.unit_id is None:
        return keeps_shared(user)
    return units_kept_by(user).filter(pk=dictionary.unit_id).exists()
