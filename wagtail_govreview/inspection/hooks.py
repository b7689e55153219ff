"""Registration of this room's screens with Wagtail."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from wagtail_govreview.publication.access import may_read_register


class InspectionMenuItem(MenuItem):
    """For those who may read a register."""

    def is_shown(self, request: Any) -> bool:
        return may_read_register(request.user)


@hooks.register("register_reports_menu_item")
def inspection_menu_item() -> MenuItem:
    return InspectionMenuItem(
        _("Inspection report"),
        reverse("wagtail_govreview:inspection"),
        name="govreview-inspection",
        icon_name="clipboard-list",
        order=100,
    )
