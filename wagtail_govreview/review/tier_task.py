"""The task of one tier in Wagtail's workflow. It holds no rule: it asks ``rules`` and calls ``services``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.forms import Form
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.locks import WorkflowLock
from wagtail.models import AbstractGroupApprovalTask, TaskState

from wagtail_govreview.refusal import Refusal
from wagtail_govreview.review.sheets import ReviewSheet
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.units.delegating import stands_in
from wagtail_govreview.units.models import Unit

if TYPE_CHECKING:
    from wagtail_govreview.review.desk import Desk


def tier_choices() -> list[tuple[str, Any]]:
    """The tiers of the profile in force, for the form in which a task is made by hand."""
    try:
        return [(tier.code, tier.label) for tier in get_profile().tiers]
    except (
        ImproperlyConfigured
    ):  # Django's checks of the models ask first; the rulebook's own names the profile
        return []


class ReviewLock(WorkflowLock):
    """While a page is in review nobody edits it, so that what is read is what is signed."""

    def get_message(self, user: Any) -> Any:
        sentence = gettext(
            "This page waits for “{tier}” and cannot be changed by anybody until then. "
            "Whoever submitted it can take it back."
        )
        return format_html(sentence, tier=self.task.get_tier_display())

    def get_description(self, user: Any, can_lock: bool = False) -> Any:
        return _("Nobody can change the page while it is in review")


def _instead_of(task_state: TaskState) -> str | None:
    """Where to go when the page of the step is gone: signed to be deleted, it has no editor to return to."""
    there = TaskState.objects.filter(pk=task_state.pk).exists()
    return None if there else reverse("wagtailadmin_home")


class TierTaskState(TaskState):
    """One sheet waiting at one tier. It cannot be approved past the signatures."""

    sheet = models.ForeignKey(
        ReviewSheet,
        null=True,
        on_delete=models.SET_NULL,
        related_name="task_states",
        verbose_name=_("review sheet"),
    )

    class Meta:
        verbose_name = _("publication review tier state")
        verbose_name_plural = _("publication review tier states")

    def approve(self, user: Any = None, update: bool = True, comment: str = "") -> Any:
        """As Wagtail's, but only when this tier's signatures are on the sheet.

        Raises :class:`~wagtail_govreview.refusal.Refused` otherwise, whoever calls it.
        """
        from wagtail_govreview.review.services.moving import require_tier_signed

        require_tier_signed(self)
        return super().approve(user=user, update=update, comment=comment)


class TierTask(AbstractGroupApprovalTask):
    """One tier (一审, 二审, 三审, 主要领导) of one unit as a Wagtail task.

    Members of its groups sign, and who stands in for one by a delegation in force; superusers are no exception.
    """

    task_state_class = TierTaskState
    lock_class = ReviewLock
    desk: Desk | None = None

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="tasks", verbose_name=_("unit")
    )
    tier = models.CharField(_("tier"), max_length=32, choices=tier_choices)

    admin_form_fields = AbstractGroupApprovalTask.admin_form_fields + ["unit", "tier"]
    admin_form_readonly_on_edit_fields = (
        AbstractGroupApprovalTask.admin_form_readonly_on_edit_fields + ["unit", "tier"]
    )

    class Meta:
        verbose_name = _("publication review tier")
        verbose_name_plural = _("publication review tiers")

    @classmethod
    def get_description(cls) -> Any:
        return _("Members of the chosen groups sign this tier of the review sheet")

    def start(self, workflow_state: Any, user: Any = None) -> TaskState:
        """Send the page to the first tier that has not signed this content: often, but not always, this one."""
        from wagtail_govreview.review.services.moving import start_tier

        return start_tier(self, workflow_state, user)

    def begin(self, workflow_state: Any, user: Any, sheet: ReviewSheet) -> TaskState:
        """Start waiting at this tier for the signatures on ``sheet`` (for :func:`start_tier`)."""
        state = super().start(workflow_state, user=user)
        state.sheet = sheet
        state.save(update_fields=["sheet"])
        return state

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Everybody; see :class:`ReviewLock`."""
        return True

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return self._user_in_groups(user) or stands_in(user, self.unit_id, self.tier)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        return False

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """What this person may do with this page here; nothing for contributors and earlier signers."""
        from wagtail_govreview.review.desk import Desk

        self.desk = Desk.for_page(self, obj, user)
        if self.desk is None or self.desk.refusals:
            return []
        return [
            ("approve", _("Sign…"), True),
            ("reject", _("Return for changes…"), True),
        ]

    def get_form_for_action(self, action: str) -> type[Form]:
        """The tier's checklist, or the reason of a return.

        Wagtail gives a form neither the user nor the page; but in the same request it asks this task for
        the user's actions first, and :attr:`desk` remembers for whom.
        """
        from wagtail_govreview.review import forms

        if action == "approve":
            return forms.sign_form_for(self)
        return forms.return_form_for(self)

    def get_template_for_action(self, action: str) -> str:
        return "wagtail_govreview/review/action_modal.html"

    def refusals_for_form(self, cleaned_data: dict[str, Any]) -> list[Refusal]:
        """What the services would refuse, for the form that asks before."""
        if self.desk is None:
            return []
        return self.desk.refusals_for(cleaned_data)

    def on_action(
        self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any
    ) -> str | None:
        """Sign or return. Gives the address of what waits for this person next, if anything does.

        The home page's where nothing waits and the page was deleted by the signature.
        """
        from wagtail_govreview.review.desk import next_waiting_url
        from wagtail_govreview.review.services import send_back, sign

        if action_name == "approve":
            sign(
                task_state,
                user,
                checklist=kwargs.get("checklist", ()),
                opinion=kwargs.get("opinion", ""),
                escalation=kwargs.get("escalation", ()),
                sign_as=kwargs.get("sign_as", ""),
            )
        elif action_name == "reject":
            send_back(
                task_state,
                user,
                reason=kwargs.get("comment", ""),
                sign_as=kwargs.get("sign_as", ""),
            )
        return next_waiting_url(user) or _instead_of(task_state)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        if not self._user_in_groups(user) and not stands_in(user, self.unit_id, self.tier):
            return TaskState.objects.none()
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
