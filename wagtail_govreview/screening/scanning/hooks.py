"""What is found in what is live: in the menu, and on the home page of who keeps a unit's register."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from wagtail_govreview.menu import HOOK as MENU_HOOK
from wagtail_govreview.screening.findings import Severity
from wagtail_govreview.screening.scanning import access
from wagtail_govreview.screening.scanning.models import LiveFinding
from wagtail_govreview.units.access import has_role, units_of
from wagtail_govreview.units.roles import REGISTRAR


class FindingsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return access.may_read(request.user)


@hooks.register(MENU_HOOK)
def findings_item() -> MenuItem:
    return FindingsMenuItem(
        _("Findings in what is live"),
        reverse("wagtail_govreview:live_findings"),
        name="govreview-live-findings",
        icon_name="search",
        order=305,
    )


class FindingsPanel(Component):
    """How many open findings, hints aside, wait in what is live of the registrar's units. One query."""

    name = "govreview_live_findings"
    template_name = "wagtail_govreview/scanning/home.html"
    order = 230

    def __init__(self, user: Any) -> None:
        self.user = user

    def render_html(self, parent_context: Any = None) -> str:
        findings = LiveFinding.objects.filter(
            unit__in=units_of(self.user, REGISTRAR.code), state=LiveFinding.State.OPEN
        )
        self.count = findings.exclude(severity=Severity.HINT).count()
        return super().render_html(parent_context) if self.count else ""

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"count": self.count}


@hooks.register("construct_homepage_panels")
def add_findings_to_home(request: HttpRequest, panels: list[Any]) -> None:
    if has_role(request.user, REGISTRAR.code):
        panels.append(FindingsPanel(request.user))
