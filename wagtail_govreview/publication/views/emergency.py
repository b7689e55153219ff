"""Publishing in an emergency: what will be public, what it owes, and the form that asks why and on whose order."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_govreview.ledger.people import display_name
from wagtail_govreview.pages import page_now
from wagtail_govreview.publication.emergency import rules
from wagtail_govreview.publication.emergency.facts import candidate
from wagtail_govreview.publication.emergency.forms import EmergencyForm
from wagtail_govreview.publication.emergency.models import EmergencyPublication
from wagtail_govreview.publication.services import publish_in_emergency
from wagtail_govreview.refusal import Refusal, Refused
from wagtail_govreview.review.labels import tier_label
from wagtail_govreview.review.sheets import ReviewSheet, SheetState
from wagtail_govreview.review.submission import submission_refusals
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.units.governance import governing_workflow


class EmergencyView(WagtailAdminTemplateMixin, TemplateView):
    """For holders of the permission who have a role in the page's unit. Refusals stand in place of the form."""

    page_title = gettext_lazy("Publish in an emergency")
    header_icon = "warning"
    template_name = "wagtail_govreview/publication/emergency.html"
    _show_breadcrumbs = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        page = page_now(kwargs["page_id"])
        if page is None:
            raise Http404
        self.found = candidate(page, request.user)
        if rules.for_person(self.found.facts):
            raise PermissionDenied

    @cached_property
    def refusals(self) -> list[Refusal]:
        return rules.for_content(self.found.facts, now=timezone.now())

    @cached_property
    def form(self) -> EmergencyForm:
        if self.request.method == "POST":
            return EmergencyForm(self.request.POST)
        return EmergencyForm(initial={"ordered_at": timezone.now()})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.refusals or not self.form.is_valid() or self._has_another_draft():
            return self._again()
        try:
            record = publish_in_emergency(self.found.page, request.user, **asdict(self.form.order))
        except Refused as refused:
            for refusal in refused.refusals:
                self.form.add_error(None, str(refusal))
            return self._again()
        self._say_done(record)
        return redirect("govreview_register_modeladmin_inspect", record.entry_id)

    def _has_another_draft(self) -> bool:
        """Somebody saved a newer draft after this person had looked at it."""
        if self.request.POST.get("revision") == str(self.found.revision.pk):
            return False
        sentence = gettext("A newer draft was saved meanwhile. Look at it before you publish it.")
        self.form.add_error(None, sentence)
        return True

    def _again(self) -> HttpResponse:
        return self.render_to_response(self.get_context_data(), status=422)

    def _say_done(self, record: EmergencyPublication) -> None:
        title = {"title": record.title}
        messages.success(self.request, gettext("“%(title)s” is public.") % title)
        sheet = ReviewSheet.objects.filter(page=record.page, state=SheetState.IN_REVIEW).first()
        if sheet is not None:
            sentence = gettext("Its sheet %(number)s waits for “%(tier)s” now.")
            values = {"number": sheet.number, "tier": tier_label(sheet)}
            messages.info(self.request, sentence % values)
        else:
            sentence = gettext(
                "Its review sheet is not complete: complete it in the tab “Publication review” and submit it."
            )
            messages.warning(self.request, sentence)

    def get_page_subtitle(self) -> str:
        return str(self.found.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailadmin_explore_root"), "label": gettext("Pages")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found, hours = self.found, get_profile().deadlines.emergency_signature_hours
        deadline = ngettext(
            "Every tier has to sign it within %(count)d hour.",
            "Every tier has to sign it within %(count)d hours.",
            hours,
        )
        return super().get_context_data(
            page=found.page,
            draft=found.draft,
            revision=found.revision,
            saved_by=display_name(found.revision.user) if found.revision else "",
            unit=found.unit,
            refusals=self.refusals,
            form=None if self.refusals else self.form,
            media=self.form.media,
            deadline=deadline % {"count": hours},
            lacking=[] if self.refusals else self._lacking(),
            may_edit=found.page.permissions_for_user(self.request.user).can_edit(),
            **kwargs,
        )

    def _lacking(self) -> list[Refusal]:
        """What the sheet still lacks: it is submitted later then."""
        workflow = governing_workflow(self.found.page)
        return submission_refusals(self.found.draft, workflow) if workflow is not None else []
