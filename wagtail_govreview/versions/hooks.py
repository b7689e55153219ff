"""Registration of this room's screens with Wagtail."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from wagtail_govreview.versions.views.report import streams_for


class ChangesMenuItem(MenuItem):
    """For those who may read any of it."""

    def is_shown(self, request: Any) -> bool:
        return bool(streams_for(request.user))


@hooks.register("register_reports_menu_item")
def changes_menu_item() -> MenuItem:
    return ChangesMenuItem(
        _("Changes of the configuration"),
        reverse("wagtail_govreview:configuration_changes"),
        name="govreview-configuration-changes",
        icon_name="history",
        order=1200,
    )
