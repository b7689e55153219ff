"""One review sheet: on the screen as on paper, and as PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import InspectView

from wagtail_govreview.ledger.people import display_name
from wagtail_govreview.pace import paced
from wagtail_govreview.printing.sheet import UnreadableSignature, sheet_pdf
from wagtail_govreview.printing.typeset import MissingGlyph
from wagtail_govreview.review.access import may_read_sheet
from wagtail_govreview.review.changes import SHEET
from wagtail_govreview.review.document import sheet_document
from wagtail_govreview.review.findings import said
from wagtail_govreview.review.flow import steps_of
from wagtail_govreview.review.labels import waits_at
from wagtail_govreview.review.notices import notices_of
from wagtail_govreview.review.sheets import ReviewSheet

# Rooms above add buttons here: a function of a sheet and a user that gives header buttons.
BUTTONS_HOOK = "register_govreview_sheet_buttons"


def readable_sheet(request: HttpRequest, pk: int) -> ReviewSheet:
    """The sheet ``pk``. 404 if there is none, 403 if it belongs to a unit the reader has no part in."""
    sheet = get_object_or_404(ReviewSheet.objects.select_related("unit", "page", "content"), pk=pk)
    if not may_read_sheet(request.user, sheet):
        raise PermissionDenied
    return sheet


class SheetView(InspectView):
    """The sheet as the paper form, with what happened to it."""

    any_permission_required = ["view"]
    page_title = _("Review sheet")

    def get_object(self, queryset: Any = None) -> ReviewSheet:
        return readable_sheet(self.request, int(self.pk))

    def get_fields(self) -> list[str]:
        return []

    @cached_property
    def header_buttons(self) -> list[Any]:
        return [
            HeaderButton(
                _("PDF"),
                url=reverse("wagtail_govreview:sheet_pdf", args=[self.object.pk]),
                icon_name="download",
            ),
            *(
                button
                for offer in hooks.get_hooks(BUTTONS_HOOK)
                for button in offer(self.object, self.request.user)
            ),
        ]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        versions = reverse("wagtail_govreview:record_history", args=[SHEET, self.object.pk])
        buttons = [Button(_("Versions of this sheet"), url=versions, icon_name="history")]
        page = self.object.page
        if page is None or not page.permissions_for_user(self.request.user).can_edit():
            return buttons
        return [
            *buttons,
            Button(
                _("Page"), url=reverse("wagtailadmin_pages:edit", args=[page.pk]), icon_name="edit"
            ),
            Button(
                _("History of the page"),
                url=reverse("wagtailadmin_pages:history", args=[page.pk]),
                icon_name="history",
            ),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sheet = self.object
        signatures = list(sheet.signatures.all())
        return {
            **super().get_context_data(**kwargs),
            "sheet": sheet,
            "document": sheet_document(sheet, with_images=False),
            "steps": steps_of(sheet, signatures),
            "attachments": sheet.content.attachments.select_related("file").order_by("pk"),
            "rounds": ReviewSheet.objects.filter(number=sheet.number, unit_id=sheet.unit_id)
            .exclude(pk=sheet.pk)
            .order_by("round"),
            "records": _records(sheet),
            "notices": notices_of(sheet),
            "findings": said(sheet.findings),
            "media": Media(css={"all": [versioned_static("wagtail_govreview/review/review.css")]}),
        }


@dataclass(frozen=True)
class Record:
    """One step in the life of a sheet: when, by whom, and where it stood afterwards."""

    at: datetime
    who: str
    state: str
    tier: str


def _records(sheet: ReviewSheet) -> list[Record]:
    """The kept versions of ``sheet`` in which its state or place changed, newest first. One query."""
    versions = (
        sheet.history.select_related("history_user")
        .only("history_date", "history_user", "state", "tier", "tiers", "information_class")
        .order_by("history_date", "history_id")
    )
    records: list[Record] = []
    last = None
    for version in versions:
        if (version.state, version.tier) != last:
            last = (version.state, version.tier)
            records.insert(0, _record(version))
    return records


def _record(version: Any) -> Record:
    return Record(
        at=version.history_date,
        who=display_name(version.history_user),
        state=version.get_state_display(),
        tier=waits_at(version),
    )


@require_safe
@paced
def sheet_pdf_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet as PDF/A. What keeps it from being printed is said on a page of its own."""
    sheet = readable_sheet(request, pk)
    try:
        pdf = sheet_pdf(sheet_document(sheet))
    except (MissingGlyph, UnreadableSignature) as problem:
        context = {"sheet": sheet, "problem": problem}
        return render(request, "wagtail_govreview/review/unprintable.html", context, status=409)
    response = HttpResponse(pdf, content_type="application/pdf")
    filename = f"{sheet.number}-{sheet.round}.pdf"
    response["Content-Disposition"] = content_disposition_header(False, filename) or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    return response
