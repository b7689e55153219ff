"""What the review registers with Wagtail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.snippets.models import register_snippet

from wagtail_govreview.content.edit_tab import register_panel
from wagtail_govreview.review.access import SheetPermissionPolicy
from wagtail_govreview.review.home_panels import put_on_home
from wagtail_govreview.review.panels import FlowPanel, SheetDraftPanel
from wagtail_govreview.review.sheets import ReviewSheet
from wagtail_govreview.review.tier_task import TierTask, TierTaskState
from wagtail_govreview.review.viewsets import ReviewSheetViewSet
from wagtail_govreview.units.shown import shown_as_governed

try:
    from wagtail.permissions import register_permission_policy
except ImportError:  # Wagtail 7.4 asks the viewset itself
    pass
else:
    register_permission_policy(ReviewSheet, SheetPermissionPolicy(ReviewSheet))

register_snippet(ReviewSheetViewSet)

# In the tab: the way of the page first, then (sources, 20) where it comes from, then its sheet.
register_panel(lambda: FlowPanel(heading=_("Progress"), icon="tasks"), order=10)
register_panel(SheetDraftPanel, order=30)


@hooks.register("construct_homepage_panels")
def add_home_panels(request: Any, panels: list[Any]) -> None:
    put_on_home(request.user, panels)


class SignMenuItem(ActionMenuItem):
    """“Sign…” in the editor of a page under review, for whoever's turn it is. Leads to the page of signing.

    The editor is locked then, and Wagtail hides its workflow actions in a locked editor.
    """

    name = "govreview-sign"
    label = _("Sign…")
    icon_name = "edit"
    order = -10

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url

    def is_shown(self, context: Any) -> bool:
        return True

    def get_url(self, parent_context: Any) -> str:
        return self.url


@hooks.register("construct_page_action_menu")
def add_sign_item(menu_items: list[Any], request: Any, context: dict[str, Any]) -> None:
    """Put “Sign…” first when this page waits for this person."""
    page = context.get("page")
    if page is None or not page.pk or not shown_as_governed(page):
        return
    task_state = page.current_workflow_task_state
    if not isinstance(task_state, TierTaskState):
        return
    task = task_state.task.specific
    if isinstance(task, TierTask) and task.get_actions(page, request.user):
        url = reverse("wagtail_govreview:sign", args=[task_state.pk])
        menu_items.insert(0, SignMenuItem(url))


@hooks.register("before_bulk_action")
def keep_sheets(
    request: Any, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """No bulk action on review sheets: older Wagtails offer one to superusers past the permission policy."""
    if not any(isinstance(item, ReviewSheet) for item in objects):
        return None
    messages.error(request, gettext("Review sheets are kept as evidence. Nobody deletes them."))
    return redirect("govreview_sheets:list")
