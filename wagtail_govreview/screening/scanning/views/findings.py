"""The list of what is found in what is live, with the scans behind it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from wagtail_govreview.keys import number_of
from wagtail_govreview.pace import too_often
from wagtail_govreview.queries import TamedQuery
from wagtail_govreview.screening.findings import Finding
from wagtail_govreview.screening.scanning import access
from wagtail_govreview.screening.scanning.filters import FindingsFilter
from wagtail_govreview.screening.scanning.models import LiveFinding, Scan
from wagtail_govreview.screening.scanning.services import ask_for_scan
from wagtail_govreview.spreadsheets import SafeSpreadsheet

A_PAGE = 50
LIST = "wagtail_govreview:live_findings"


class Screen(TamedQuery, WagtailAdminTemplateMixin, TemplateView):
    """403 for those who may not read what is found in what is live."""

    header_icon = "search"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not access.may_read(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class FindingsView(SafeSpreadsheet, SpreadsheetExportMixin, Screen):
    """Open ones first; posting asks for a scan of a unit."""

    page_title = gettext_lazy("Findings in what is live")
    template_name = "wagtail_govreview/scanning/findings.html"
    export_filename = "live-findings"
    list_export = [
        "unit",
        "page_title",
        "page_key",
        "code",
        "severity",
        "state",
        "data.excerpt",
        "data.suggestion",
        "first_seen",
        "last_seen",
    ]

    export_headings = {
        "page_key": gettext_lazy("Page number"),
        "data.excerpt": gettext_lazy("Excerpt"),
        "data.suggestion": gettext_lazy("Suggestion"),
    }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if (form := request.GET.get("export")) in self.FORMATS:
            return self.as_spreadsheet(self.findings, str(form))
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        units = access.units_scanned_by(request.user)
        unit = get_object_or_404(units, pk=number_of(request.POST.get("unit", "")))
        if refused := too_often(request):
            return refused
        ask_for_scan(unit, user=request.user)
        messages.success(
            request,
            gettext("What is live of %(unit)s is being checked again.") % {"unit": unit.name},
        )
        return redirect(LIST)

    @cached_property
    def filter(self) -> FindingsFilter:
        asked = self.request.GET.copy()
        asked.setdefault("state", LiveFinding.State.OPEN)
        return FindingsFilter(asked, units=access.units_read_by(self.request.user))

    @cached_property
    def findings(self) -> QuerySet[LiveFinding]:
        findings = access.findings_read_by(self.request.user).select_related("unit")
        return self.filter.narrowed(findings).order_by("-first_seen", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(self.findings, A_PAGE).get_page(self.request.GET.get("p"))
        query = self.request.GET.copy()
        query.pop("p", None)
        units = access.units_read_by(self.request.user)
        scans = Scan.objects.filter(Q(unit=None) | Q(unit__in=units.values("pk")))
        under_way = scans.filter(ended_at=None).annotate(done=Sum("pieces__done")).first()
        return super().get_context_data(
            filter=self.filter,
            media=self.filter.media,
            page=page,
            rows=[(row, Finding.from_json(row.data)) for row in page],
            query=query.urlencode(),
            under_way=under_way,
            last=scans.filter(ended_at__isnull=False).first(),
            may_scan=access.units_scanned_by(self.request.user),
            **kwargs,
        )


class SettleView(Screen):
    """One finding; posting rules on it with a reason. 404 for those who may not read it."""

    page_title = gettext_lazy("Settle a finding")
    template_name = "wagtail_govreview/scanning/settle.html"

    @cached_property
    def item(self) -> LiveFinding:
        findings = access.findings_read_by(self.request.user).select_related("unit")
        return get_object_or_404(findings, pk=self.kwargs["pk"])

    @cached_property
    def form(self) -> Any:
        from wagtail_govreview.screening.scanning.forms import SettleForm

        return SettleForm(self.request.POST if self.request.method == "POST" else None)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(LIST), "label": gettext("Findings in what is live")},
            {"url": "", "label": self.get_page_title()},
        ]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.form.is_valid() and self.form.settle(self.item, request.user):
            messages.success(request, gettext("The ruling was kept."))
            return redirect(LIST)
        return self.render_to_response(self.get_context_data(), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            item=self.item,
            finding=Finding.from_json(self.item.data),
            form=self.form,
            media=self.form.media,
            **kwargs,
        )
