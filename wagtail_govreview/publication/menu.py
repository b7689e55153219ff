"""The editor's action menu on governed pages: no “Publish”, and the rest in the rule's words.

Wagtail's items are shared by all requests, so they are replaced here, never changed.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import (
    ActionMenuItem,
    CancelWorkflowMenuItem,
    RestartWorkflowMenuItem,
    SubmitForModerationMenuItem,
    UnpublishMenuItem,
)

from wagtail_govreview.publication.access import may_offer_withdrawal
from wagtail_govreview.publication.emergency.offers import emergency_url, is_offered
from wagtail_govreview.publication.views.withdraw import withdraw_url

PUBLISH = "action-publish"


class SubmitMenuItem(SubmitForModerationMenuItem):
    label = _("Submit for review")

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Past Wagtail's own, which asks for the workflow's name to put it on the button."""
        context: dict[str, Any] = ActionMenuItem.get_context_data(self, parent_context)
        page = context.get("page")
        state = page.current_workflow_state if page is not None and page.pk else None
        returned = state is not None and state.status == state.STATUS_NEEDS_CHANGES
        context["label"] = gettext("Submit again for review") if returned else self.label
        return context


class RestartMenuItem(RestartWorkflowMenuItem):
    label = _("Begin a new review")


class TakeBackMenuItem(CancelWorkflowMenuItem):
    label = _("Take back from review")


class WithdrawMenuItem(UnpublishMenuItem):
    label = _("Take offline…")

    def get_url(self, context: Any) -> str:
        return withdraw_url(context["page"])


class EmergencyMenuItem(ActionMenuItem):
    """“Publish in an emergency…”, also while the page is locked by its review."""

    name = "govreview-emergency"
    label = _("Publish in an emergency…")
    icon_name = "warning"
    order = 100

    def is_shown(self, context: Any) -> bool:
        return context["view"] != "create" and is_offered(
            context.get("page"), context["request"].user
        )

    def get_url(self, context: Any) -> str:
        return emergency_url(context["page"])


class AskToWithdrawMenuItem(ActionMenuItem):
    """The same where Wagtail offers nothing: to whoever may only ask, and while a review locks the page."""

    name = "govreview-withdraw"
    label = _("Take offline…")
    icon_name = "no-view"
    order = 90

    def is_shown(self, context: Any) -> bool:
        return True

    def get_url(self, context: Any) -> str:
        return withdraw_url(context["page"])


def offer_withdrawal(menu_items: list[Any], page: Any, user: Any) -> None:
    """Put “Take offline…” into the menu of a public page for everybody who may take it offline or ask for it."""
    if page is None or not page.pk:
        return
    offered = any(isinstance(item, WithdrawMenuItem) for item in menu_items)
    if not offered and may_offer_withdrawal(user, page):
        menu_items.append(AskToWithdrawMenuItem())


REPLACED = {
    item.name: item
    for item in (SubmitMenuItem, RestartMenuItem, TakeBackMenuItem, WithdrawMenuItem)
}


def in_words_of_the_rule(menu_items: list[Any]) -> list[Any]:
    """``menu_items`` without “Publish” and with our wording, each in its place."""
    return [
        REPLACED[item.name](order=item.order) if item.name in REPLACED else item
        for item in menu_items
        if item.name != PUBLISH
    ]
