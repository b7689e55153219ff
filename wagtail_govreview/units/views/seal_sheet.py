"""Giving heads of the ledger outside on paper: choose the chains, print the seal sheet; the ledger notes it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_govreview.ledger.access import POLICY, chains_read_by
from wagtail_govreview.ledger.anchors.given import Standing, standings
from wagtail_govreview.ledger.reports import LedgerReportView
from wagtail_govreview.ledger.services import give_anchor
from wagtail_govreview.moments import local_moment
from wagtail_govreview.pace import too_often
from wagtail_govreview.printing.typeset import MissingGlyph
from wagtail_govreview.refusal import Refused
from wagtail_govreview.units.sealing import sealed_pdf, unit_names


class SealSheetView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Reading shows the chains that the person may read, with what was given when; posting prints and notes."""

    permission_policy = POLICY
    permission_required = "view"
    template_name = "wagtail_govreview/units/seal_sheet.html"
    page_title = _("Seal sheet")
    header_icon = "lock"
    _show_breadcrumbs = True

    @cached_property
    def standings(self) -> list[Standing]:
        return standings(chains_read_by(self.request.user))

    @cached_property
    def chosen(self) -> set[str]:
        """Keys of the chains that are ticked: those that were asked for, else all."""
        data = self.request.POST if self.request.method == "POST" else self.request.GET
        asked = {key for key in data.getlist("chain") if key}
        if asked or self.request.method == "POST":
            return asked
        return {str(each.chain.pk) for each in self.standings}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtail_govreview:ledger"), "label": LedgerReportView.page_title},
            {"url": "", "label": self.get_page_title()},
        ]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if refused := too_often(request):
            return refused
        heads = [each.head for each in self.standings if str(each.chain.pk) in self.chosen]
        try:
            pdf = give_anchor(heads, sealed_pdf, channels=["pdf"], actor=request.user)
        except (Refused, MissingGlyph) as problem:
            messages.error(request, str(problem))
            return self.render_to_response(self.get_context_data(), status=422)
        response = HttpResponse(pdf, content_type="application/pdf")
        name = f"seal-sheet-{local_moment():%Y-%m-%d-%H%M}.pdf"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["X-Content-Type-Options"] = "nosniff"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = unit_names(each.chain.name for each in self.standings)
        rows = [
            {
                "standing": each,
                "name": names.get(each.chain.name, ""),
                "ticked": str(each.chain.pk) in self.chosen,
            }
            for each in self.standings
        ]
        return super().get_context_data(rows=rows, **kwargs)
