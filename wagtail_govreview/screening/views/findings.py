"""The findings of a page on a page of their own: for who signs, and for browsers without scripts. And the ruling."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from wagtail_govreview.pace import too_often
from wagtail_govreview.refusal import Refusal, Refused
from wagtail_govreview.screening.findings import Finding
from wagtail_govreview.screening.last import last_of
from wagtail_govreview.screening.panels import STYLE
from wagtail_govreview.screening.rules import RulingFacts
from wagtail_govreview.screening.services.rule import rule
from wagtail_govreview.screening.showing import Shown, last_shown
from wagtail_govreview.screening.views.check import (
    PACE,
    checked,
    facts_for,
    fragment,
    looked_at,
)


class FindingsView(WagtailAdminTemplateMixin, TemplateView):
    """What the last check found in the newest draft, with a plain form for each finding. POST checks again."""

    template_name = "wagtail_govreview/screening/page.html"
    page_title = gettext_lazy("Automatic checks")
    header_icon = "glasses"

    page: Any
    facts: RulingFacts

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.page = looked_at(kwargs["page_id"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.facts = facts_for(self.page, request.user)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        late = too_often(request, PACE)
        if late is not None:
            return late
        checked(self.page, self.page.get_latest_revision_as_object(), self.facts)
        return redirect(request.path)

    @cached_property
    def shown(self) -> Shown:
        """The last result; where there is none yet, one that is made now."""
        shown = last_shown(self.page, self.facts)
        if shown.checked_at is None:
            shown = checked(self.page, self.page.get_latest_revision_as_object(), self.facts)
        return shown

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailadmin_explore_root"), "label": _("Pages")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "shown": self.shown,
            "facts": self.facts,
            "style": versioned_static(STYLE),
            "rule_url": reverse("wagtail_govreview:rule_finding", args=[self.page.pk]),
            "edit_url": reverse("wagtailadmin_pages:edit", args=[self.page.pk])
            if self.facts.may_edit
            else "",
        }


@require_POST
def rule_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Keep what somebody decided about a finding of the last check: ``key``, ``decision``, ``reason``.

    For the script the list anew, or 409 with the reasons; for plain forms back to the page of the findings.
    """
    page = looked_at(page_id)
    facts = facts_for(page, request.user)
    finding = _finding(page, request.POST.get("key", ""))
    refusals: list[Refusal] = []
    if finding is None:
        refusals = [_gone()]
    else:
        try:
            rule(
                page,
                finding,
                request.POST.get("decision", ""),
                request.POST.get("reason", ""),
                request.user,
            )
        except Refused as refused:
            refusals = refused.refusals
    if "application/json" in request.headers.get("Accept", ""):
        return _for_script(request, page, facts, refusals)
    if refusals and finding is not None and request.POST.get("decision"):
        context = {"page": page, "refusals": refusals, "finding": finding}
        return render(request, "wagtail_govreview/screening/refused.html", context, status=409)
    for refusal in refusals:
        messages.error(request, str(refusal))
    if not refusals:
        messages.success(request, _("Your ruling is kept."))
    return redirect("wagtail_govreview:findings", page.pk)


def _for_script(
    request: HttpRequest, page: Any, facts: RulingFacts, refusals: list[Refusal]
) -> HttpResponse:
    said = " ".join(map(str, refusals)) or _("Your ruling is kept.")
    answer = fragment(request, last_shown(page, facts), said, refused=bool(refusals))
    answer.status_code = 409 if refusals else 200
    return answer


def _finding(page: Any, key: str) -> Finding | None:
    screening = last_of(page)
    found = screening.parsed() if screening is not None else []
    return next((each for each in found if each.key == key), None)


def _gone() -> Refusal:
    return Refusal(
        "screening.gone",
        _("This finding is not among those of the last check (any more). Check again."),
    )
