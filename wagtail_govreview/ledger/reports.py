"""The ledger to read: every act of the review, in Wagtail's reports."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import django_filters
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton

from wagtail_govreview.ledger import acts
from wagtail_govreview.ledger.access import POLICY, chains_read_by, lines_read_by
from wagtail_govreview.ledger.anchors.given import standings
from wagtail_govreview.ledger.chains import line_is_verified
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.moments import local_moment
from wagtail_govreview.queries import DayRangeFilter, TamedQuery
from wagtail_govreview.spreadsheets import StreamedReport


def moment(value: Any) -> str:
    """A ledger shows when, not how long ago."""
    return date_format(local_moment(value), "DATETIME_FORMAT")


def readable_data(data: str) -> str:
    """The line's data laid out for people; as it stands, if somebody made it unreadable."""
    try:
        return json.dumps(json.loads(data), ensure_ascii=False, indent=2, sort_keys=True)
    except ValueError:
        return data


class LedgerFilterSet(WagtailFilterSet):
    """By chain, act, day and words in the subject or the actor."""

    chain = django_filters.ModelChoiceFilter(
        label=_("Chain"),
        queryset=lambda request: chains_read_by(request.user).order_by("name"),
    )
    act = django_filters.ChoiceFilter(label=_("Act"), choices=lambda: acts.choices())
    at = DayRangeFilter(label=_("Day"), widget=DateRangePickerWidget)
    words = django_filters.CharFilter(label=_("Subject or actor"), method="filter_words")

    class Meta:
        model = LedgerLine
        fields = ["chain", "act", "at"]

    def filter_words(self, lines: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return lines.filter(Q(summary__icontains=value) | Q(actor__icontains=value))


class LedgerReportView(TamedQuery, StreamedReport, ReportView):
    """All lines, the newest first."""

    model = LedgerLine
    permission_policy = POLICY
    permission_required = "view"
    page_title = _("Review ledger")
    header_icon = "key"
    index_url_name = "wagtail_govreview:ledger"
    index_results_url_name = "wagtail_govreview:ledger_results"
    results_template_name = "wagtail_govreview/ledger/lines_results.html"
    filterset_class = LedgerFilterSet
    default_ordering = "-pk"
    is_searchable = False
    list_export = ["chain", "number", "at", "act", "summary", "actor", "data", "previous", "digest"]
    columns = [
        TitleColumn(
            "number",
            label=_("Line"),
            accessor=lambda line: f"{line.chain.name} {line.number}",
            get_url=lambda line: reverse("wagtail_govreview:ledger_line", args=[line.pk]),
            width="14%",
        ),
        Column("at", label=_("Time"), accessor=lambda line: moment(line.at), width="18%"),
        Column("act", label=_("Act"), accessor=lambda line: acts.label(line.act), width="18%"),
        Column("summary", label=_("Subject")),
        Column("actor", label=_("Actor"), width="12%"),
    ]

    def get_base_queryset(self) -> QuerySet[Any]:
        return lines_read_by(self.request.user).select_related("chain").order_by("-pk")

    def get_queryset(self) -> QuerySet[Any]:
        return self.get_base_queryset()

    def get_filename(self) -> str:
        return "ledger"

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """The seal sheet, of the chain that the list is filtered by, or of all."""
        url = reverse("wagtail_govreview:ledger_seal_sheet")
        chain = self._chain()
        return [
            HeaderButton(
                _("Seal sheet (PDF)"),
                url=f"{url}?{urlencode({'chain': chain})}" if chain else url,
                icon_name="lock",
            )
        ]

    def _chain(self) -> str:
        """The key of the chain that the list is filtered by; ``""`` without that filter."""
        chain: str = self.request.GET.get("chain", "")
        return chain if chain.isascii() and chain.isdigit() else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chains = chains_read_by(self.request.user)
        if self._chain():
            chains = chains.filter(pk=self._chain())
        return super().get_context_data(standings=standings(chains), **kwargs)


class LedgerLineView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One line with its data, and whether it still fits its place in the chain."""

    permission_policy = POLICY
    permission_required = "view"
    template_name = "wagtail_govreview/ledger/line.html"
    page_title = _("Ledger line")
    header_icon = "key"
    _show_breadcrumbs = True

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        lines = lines_read_by(request.user).select_related("chain")
        self.line = get_object_or_404(lines, pk=kwargs["pk"])
        return super().get(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return f"{self.line.chain.name} {self.line.number}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtail_govreview:ledger"), "label": LedgerReportView.page_title},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            line=self.line,
            act=acts.label(self.line.act),
            data=readable_data(self.line.data),
            verified=line_is_verified(self.line),
            **kwargs,
        )
