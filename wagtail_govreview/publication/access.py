"""Who may read which entries of the register. Nobody adds, changes or deletes one by hand."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Case, QuerySet, Value, When

from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review import access as review_access
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.units import access
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.roles import INSPECTOR

VIEW = "wagtail_govreview.view_registerentry"


def sees_whole_register(user: Any) -> bool:
    """Superusers, whoever holds the permission to view the register, and inspectors."""
    if not user.is_active:
        return False
    return bool(user.has_perm(VIEW)) or access.has_role(user, INSPECTOR.code)


def units_read_by(user: Any) -> QuerySet[Unit]:
    """The units whose register ``user`` may read: all, or those in one of whose groups the person is."""
    if sees_whole_register(user):
        return Unit.objects.all()
    return Unit.objects.filter(pk__in=access.units_of(user))


def entries_read_by(user: Any) -> QuerySet[RegisterEntry]:
    """The entries that ``user`` may read."""
    if sees_whole_register(user):
        return RegisterEntry.objects.all()
    return RegisterEntry.objects.filter(unit__in=access.units_of(user))


def may_read_register(user: Any) -> bool:
    """Is there any register for ``user`` to read?"""
    return sees_whole_register(user) or access.has_role(user)


def may_read_entry(user: Any, entry: RegisterEntry) -> bool:
    """May ``user`` read this entry?"""
    if sees_whole_register(user):
        return True
    return access.units_of(user).filter(unit=entry.unit_id).exists()


def may_take_offline(user: Any, page: Any) -> bool:
    """May ``user`` publish and unpublish where ``page`` lies? Locks, of people or of a review, do not count."""
    if not user.is_active or not page.live:
        return False
    return bool(user.is_superuser or "publish" in page.permissions_for_user(user).permissions)


def may_ask_for_removal(user: Any, page: Any) -> bool:
    """May ``user`` ask the tiers to take ``page`` offline or to delete it? Whoever may work on it."""
    return bool(user.is_active and page.permissions_for_user(user).can_edit())


def may_offer_withdrawal(user: Any, page: Any) -> bool:
    """Is there anything for ``user`` to do about taking the public ``page`` offline?"""
    if not page.live:
        return False
    reviewed = get_profile().withdrawal.reviewed
    return may_take_offline(user, page) or (reviewed and may_ask_for_removal(user, page))


def sheet_is_readable(user: Any) -> Case:
    """For lists: may ``user`` open the entry's sheet? An inspector may read a register whose sheets are closed to him."""
    units = review_access.units_read_by(user).values("pk")
    return Case(
        When(unit__in=units, then=Value(True)), default=Value(False), output_field=BooleanField()
    )
