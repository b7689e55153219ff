"""Whoever is named for emergencies, or ceases to be, is a line in the ledger of the units concerned.

The permission can be given to a group, to an account, or by putting an account into a group that holds it. The last is
told by the units' own groups already; groups of no unit are watched here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.db.models.signals import m2m_changed

from wagtail_govreview.ledger.people import display_name
from wagtail_govreview.publication.emergency.facts import PERMISSION
from wagtail_govreview.publication.services.note_allowed import note_allowed
from wagtail_govreview.units.models import Unit

CODENAME = PERMISSION.partition(".")[2]
CHANGES = {"post_add": True, "post_remove": False, "pre_clear": False}


def connect() -> None:
    """Called once, when the site starts."""
    user: Any = get_user_model()
    for through, receiver in (
        (Group.permissions.through, on_permissions),
        (user.user_permissions.through, on_permissions),
        (user.groups.through, on_membership),
    ):
        uid = f"govreview.emergency.{through._meta.label}"
        m2m_changed.connect(receiver, sender=through, dispatch_uid=uid)


def on_permissions(
    instance: Any, action: str, reverse: bool, model: Any, pk_set: set[Any] | None, **kwargs: Any
) -> None:
    """Permissions of a group or account changed; with ``reverse``, the holders of a permission."""
    if action not in CHANGES:
        return
    if reverse:
        holders = model._default_manager.filter(pk__in=pk_set or ())
        concerned = holders if instance.codename == CODENAME else ()
    else:
        concerned = [instance] if _is_among(instance, action, pk_set) else []
    for holder in concerned:
        _note(holder, allowed=CHANGES[action])


def on_membership(
    instance: Any, action: str, reverse: bool, model: Any, pk_set: set[Any] | None, **kwargs: Any
) -> None:
    """An account came into a group that holds the permission and belongs to no unit, or left it."""
    if action not in CHANGES:
        return
    named = Group.objects.filter(permissions__codename=CODENAME, govreview_role=None)
    if reverse:
        users = model._default_manager.filter(pk__in=pk_set or ())
        concerned = users if named.filter(pk=instance.pk).exists() else ()
    else:
        groups = named.filter(user=instance) if pk_set is None else named.filter(pk__in=pk_set)
        concerned = [instance] if groups.exists() else []
    for user in concerned:
        _note(user, allowed=CHANGES[action])


def _is_among(holder: Any, action: str, pk_set: set[Any] | None) -> bool:
    if pk_set is None:  # all of them are taken away
        held = holder.permissions if isinstance(holder, Group) else holder.user_permissions
        return bool(held.filter(codename=CODENAME).exists())
    return Permission.objects.filter(pk__in=pk_set, codename=CODENAME).exists()


def _note(holder: Any, *, allowed: bool) -> None:
    name = holder.name if isinstance(holder, Group) else display_name(holder)
    note_allowed(_units_of(holder), holder, name=name, allowed=allowed)


def _units_of(holder: Any) -> Iterable[Unit]:
    """The units in which the group, or somebody in it, or the account has a role."""
    if isinstance(holder, Group):
        roles = Q(groups__group=holder) | Q(groups__group__user__groups=holder)
    else:
        roles = Q(groups__group__user=holder)
    return Unit.objects.filter(roles).distinct().order_by("code")
