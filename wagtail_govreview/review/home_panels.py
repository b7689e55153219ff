"""The review on Wagtail's home page: what waits for my signature, and what became of what I submitted."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.forms import Media
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.models import TaskState

from wagtail_govreview.review.clock import clock_for
from wagtail_govreview.review.labels import tier_label
from wagtail_govreview.review.sheets import OPEN_STATES, ReviewSheet, SheetPurpose, SheetState
from wagtail_govreview.review.tier_task import TierTask
from wagtail_govreview.review.waiting import Waiting, waiting_list
from wagtail_govreview.units.access import roles_of, takes_part
from wagtail_govreview.units.roles import BESIDE_THE_ROAD, EDITOR

SHOWN = 20
NO_SIGNERS = {role.code for role in (EDITOR, *BESIDE_THE_ROAD)}


class ReviewPanel(Component):
    """A panel for people with a part in the review; for everybody else it is not there."""

    name = ""
    order = 0

    def __init__(self, user: Any, roles: Set[str]) -> None:
        self.user = user
        self.roles = roles

    @property
    def has_part(self) -> bool:
        """Does this person belong to those for whom the panel is?"""
        return False

    def render_html(self, parent_context: Any = None) -> str:
        return super().render_html(parent_context) if self.has_part else ""

    @property
    def media(self) -> Media:
        return Media(
            css={"all": [versioned_static("wagtail_govreview/review/review.css")]},
            js=[
                versioned_static("wagtail_govreview/review/home.js"),
                versioned_static("wagtail_govreview/review/openings.js"),
            ],
        )


class WaitingPanel(ReviewPanel):
    """“Waiting for my signature (n)”: one line each, the most urgent first, with its clock."""

    name = "govreview_waiting"
    template_name = "wagtail_govreview/review/home/waiting.html"
    order = 200

    @cached_property
    def waiting(self) -> list[Waiting]:
        return waiting_list(self.user)

    @property
    def has_part(self) -> bool:
        """Signers always, so that an empty desk says that it is empty."""
        return bool(self.roles - NO_SIGNERS) or bool(self.waiting)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(parent_context),
            "waiting": self.waiting[:SHOWN],
            "count": len(self.waiting),
            "more": max(0, len(self.waiting) - SHOWN),
        }


class SubmittedPanel(ReviewPanel):
    """“Submitted by me (n returned)”: what is under way, what came back first."""

    name = "govreview_submitted"
    template_name = "wagtail_govreview/review/home/submitted.html"
    order = 205

    @cached_property
    def sheets(self) -> list[ReviewSheet]:
        return list(_submitted_by(self.user)[: SHOWN + 1])

    @property
    def has_part(self) -> bool:
        return EDITOR.code in self.roles or bool(self.sheets)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(parent_context),
            "rows": [
                {
                    "sheet": sheet,
                    "returned": sheet.state == SheetState.RETURNED,
                    "tier": tier_label(sheet),
                    "clock": clock_for(sheet.due_at),
                    "again_url": _again_url(sheet),
                }
                for sheet in self.sheets[:SHOWN]
            ],
            "returned": _submitted_by(self.user).filter(state=SheetState.RETURNED).count(),
            "more": len(self.sheets) > SHOWN,
        }


def _again_url(sheet: ReviewSheet) -> str:
    """Where a returned sheet is mended: in the page's editor, or where its removal is asked for."""
    if sheet.page_id is None:
        return ""
    names: dict[str, str] = {
        SheetPurpose.WITHDRAWAL: "wagtail_govreview:withdraw",
        SheetPurpose.DELETION: "wagtail_govreview:request_deletion",
    }
    return reverse(names.get(sheet.purpose, "wagtailadmin_pages:edit"), args=[sheet.page_id])


def _submitted_by(user: Any) -> QuerySet[ReviewSheet]:
    returned_first = Case(
        When(state=SheetState.RETURNED, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return (
        ReviewSheet.objects.filter(submitted_by=user, state__in=OPEN_STATES)
        .select_related("unit", "page")
        .order_by(returned_first, "due_at", "-submitted_at")
    )


class OthersToModeratePanel(WorkflowObjectsToModeratePanel):
    """Wagtail's “Awaiting your review” without our tiers, which have a panel of their own."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        if not _others_in_progress():
            return {"states": [], "request": parent_context["request"]}
        context: dict[str, Any] = super().get_context_data(parent_context)
        tiers = _tier_content_type_id()
        context["states"] = [
            state
            for state in context["states"]
            if state["task_state"].task.content_type_id != tiers
        ]
        return context


class OthersInWorkflowPanel(UserObjectsInWorkflowModerationPanel):
    """Wagtail's “Your pages and snippets in a workflow” without those that lie at our tiers."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        tiers = _tier_content_type_id()
        context["workflow_states"] = [
            state
            for state in context["workflow_states"]
            if state.current_task_state is None
            or state.current_task_state.task.content_type_id != tiers
        ]
        return context


REPLACED = {
    WorkflowObjectsToModeratePanel: OthersToModeratePanel,
    UserObjectsInWorkflowModerationPanel: OthersInWorkflowPanel,
}


def put_on_home(user: Any, panels: list[Any]) -> None:
    """Add our panels to ``panels`` and take our tiers out of Wagtail's own, so that nothing is shown twice."""
    for index, panel in enumerate(panels):
        if type(panel) in REPLACED:
            panels[index] = REPLACED[type(panel)]()
    roles = roles_of(user)
    if takes_part(user):
        panels.append(WaitingPanel(user, roles))
    panels.append(SubmittedPanel(user, roles))


def _others_in_progress() -> bool:
    """Does any task that is not ours wait for anybody? Without one Wagtail's panel has nothing to ask."""
    return (
        TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
        .exclude(task__content_type_id=_tier_content_type_id())
        .exists()
    )


def _tier_content_type_id() -> int:
    return ContentType.objects.get_for_model(TierTask).pk
