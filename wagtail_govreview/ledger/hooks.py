"""Registration of this room's screens with Wagtail."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from wagtail_govreview.ledger.access import POLICY
from wagtail_govreview.menu import HOOK as MENU_HOOK


class LedgerMenuItem(MenuItem):
    """For those who may read the ledger."""

    def is_shown(self, request: Any) -> bool:
        return POLICY.user_has_permission(request.user, "view")


@hooks.register(MENU_HOOK)
def ledger_menu_item() -> MenuItem:
    return LedgerMenuItem(
        _("Ledger"),
        reverse("wagtail_govreview:ledger"),
        name="govreview-ledger",
        icon_name="key",
        order=400,
    )


@hooks.register("register_permissions")
def ledger_permissions() -> QuerySet[Permission]:
    """Lets an administrator give “can view ledger line” to a group."""
    return Permission.objects.filter(
        content_type__app_label="wagtail_govreview", codename="view_ledgerline"
    )
