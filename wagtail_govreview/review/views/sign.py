"""Signing on a page of its own: the road from a mail, from the home page and from a phone.

It shows the parts of the dialog and decides through the same task, so that there is one way to sign.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form, Media
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import TaskState

from wagtail_govreview.keys import number_of
from wagtail_govreview.refusal import Refused
from wagtail_govreview.review.access import may_read_sheet
from wagtail_govreview.review.desk import Desk
from wagtail_govreview.review.signing import SigningScreen
from wagtail_govreview.review.tier_task import TierTask, TierTaskState

SIGN = "approve"
RETURN = "reject"


class SignView(WagtailAdminTemplateMixin, TemplateView):
    """One sheet in front of one person. GET shows it, POST signs or returns it (``decision``).

    Who may read the sheet but not decide it here (their own content, a second tier, a step that is done)
    sees it with the reasons in place of the buttons.
    """

    template_name = "wagtail_govreview/review/sign.html"
    page_title = gettext_lazy("Sign")
    header_icon = "edit"

    desk: Desk
    task: TierTask
    task_state: TierTaskState

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.task_state = get_object_or_404(
            TierTaskState.objects.select_related("task", "workflow_state"),
            pk=number_of(str(kwargs["task_state_id"])),
        )
        desk = Desk.for_task_state(self.task_state, request.user)
        if desk is None:
            raise Http404
        self.desk = desk
        self.task = desk.task
        self.task.desk = desk

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.may_read():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def may_read(self) -> bool:
        return self.may_decide or may_read_sheet(self.request.user, self.desk.sheet)

    @cached_property
    def may_decide(self) -> bool:
        waiting = self.task_state.status == TaskState.STATUS_IN_PROGRESS
        return waiting and not self.desk.refusals

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        decision = request.POST.get("decision")
        if not self.may_decide:
            return self.again()
        if decision not in (SIGN, RETURN):
            raise Http404
        form = self.task.get_form_for_action(decision)(request.POST)
        if not form.is_valid():
            return self.again(**{self._form_name(decision): form})
        return self._decide(decision, form)

    def _decide(self, decision: str, form: Form) -> HttpResponse:
        try:
            next_url = self.task.on_action(
                self.task_state, self.request.user, decision, **form.cleaned_data
            )
        except Refused as refused:
            # Somebody else was quicker, or the content changed under the reader's eyes.
            for refusal in refused.refusals:
                form.add_error(None, str(refusal))
            return self.again(**{self._form_name(decision): form})
        home = reverse("wagtailadmin_home")
        self._say_done(decision, next_url not in (None, home))
        if next_url in (None, home):
            return redirect(home)
        # With a fragment of its own: browsers carry the old one over a redirect, and “#govreview-return”
        # would open the next sheet at its return.
        return redirect(f"{next_url}#main")

    def again(self, **forms: Form) -> HttpResponse:
        """The page once more, with what is wrong. 409 where the decision is not this person's any more."""
        status = 200 if self.may_decide else 409
        return self.render_to_response(self.get_context_data(**forms), status=status)

    def _say_done(self, decision: str, more: bool) -> None:
        title = self.desk.sheet.title
        if decision == SIGN:
            done = _("Signed: “%(title)s”.") % {"title": title}
        else:
            done = _("Returned to its undertaker: “%(title)s”.") % {"title": title}
        rest = _("This is the next one.") if more else _("Nothing else waits for you.")
        messages.success(self.request, f"{done} {rest}")

    def get_page_subtitle(self) -> str:
        return self.desk.sheet.number

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("govreview_sheets:list"), "label": _("Review sheets")},
            {"url": "", "label": _("Sign"), "sublabel": self.desk.sheet.number},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.may_decide:
            kwargs.setdefault("sign_form", self.task.get_form_for_action(SIGN)())
            kwargs.setdefault("return_form", self.task.get_form_for_action(RETURN)())
        return {
            **super().get_context_data(**kwargs),
            "screen": SigningScreen(self.desk, self.task_state.pk),
            "may_decide": self.may_decide,
            "refusals": self.desk.refusals,
            "media": Media(
                css={"all": [versioned_static("wagtail_govreview/review/review.css")]},
                js=[
                    versioned_static("wagtail_govreview/review/sign.js"),
                    versioned_static("wagtail_govreview/review/openings.js"),
                ],
            ),
        }

    @staticmethod
    def _form_name(decision: str) -> str:
        return "sign_form" if decision == SIGN else "return_form"
