"""Who may read which review sheets. Nobody adds, changes or deletes one by hand, superusers included."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from wagtail.permission_policies import BasePermissionPolicy

from wagtail_govreview.review.sheets import ReviewSheet
from wagtail_govreview.units.access import has_role, units_of
from wagtail_govreview.units.delegating import stands_in, units_stood_in
from wagtail_govreview.units.models import Unit

VIEW = "view"
VIEW_ALL = "wagtail_govreview.view_reviewsheet"


def sees_all_sheets(user: Any) -> bool:
    """Superusers and whoever holds the model's view permission."""
    return user.is_active and user.has_perm(VIEW_ALL)


def units_read_by(user: Any) -> QuerySet[Unit]:
    """The units whose sheets ``user`` may read: all, or those in one of whose groups the user is."""
    if sees_all_sheets(user):
        return Unit.objects.all()
    return Unit.objects.filter(Q(pk__in=units_of(user)) | Q(pk__in=units_stood_in(user)))


def sheets_read_by(user: Any) -> QuerySet[ReviewSheet]:
    """The sheets that ``user`` may read."""
    if sees_all_sheets(user):
        return ReviewSheet.objects.all()
    return ReviewSheet.objects.filter(Q(unit__in=units_of(user)) | Q(unit__in=units_stood_in(user)))


def may_read_sheet(user: Any, sheet: ReviewSheet) -> bool:
    """May ``user`` read this sheet? One query for ordinary users."""
    if sees_all_sheets(user):
        return True
    if units_of(user).filter(unit=sheet.unit_id).exists():
        return True
    return stands_in(user, sheet.unit_id)


class SheetPermissionPolicy(BasePermissionPolicy):
    """Wagtail's view of the same: only ``view`` exists, and only within one's units."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action != VIEW or not user.is_active:
            return False
        return sees_all_sheets(user) or has_role(user) or stands_in(user)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return action == VIEW and may_read_sheet(user, instance)

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[ReviewSheet]:
        return sheets_read_by(user) if VIEW in actions else ReviewSheet.objects.none()

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        return self._readers(actions, Q(groups__govreview_role__isnull=False))

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: Any
    ) -> QuerySet[Any]:
        return self._readers(actions, Q(groups__govreview_role__unit_id=instance.unit_id))

    def _readers(self, actions: Iterable[str], members: Q) -> QuerySet[Any]:
        users = get_user_model()._default_manager
        if VIEW not in actions:
            return users.none()
        permission = Permission.objects.filter(
            codename="view_reviewsheet", content_type__app_label="wagtail_govreview"
        )
        holders = (
            Q(is_superuser=True)
            | Q(user_permissions__in=permission)
            | Q(groups__permissions__in=permission)
        )
        return users.filter(holders | members, is_active=True).distinct()
