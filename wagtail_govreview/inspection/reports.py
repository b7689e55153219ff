"""The inspection report, in Wagtail's reports (rule, chapter 六)."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import Button

from wagtail_govreview.inspection.addresses import Addresses
from wagtail_govreview.inspection.columns import COLUMNS, LONGEST_FIRST
from wagtail_govreview.inspection.exports import InspectionExport
from wagtail_govreview.inspection.figures import figures_of
from wagtail_govreview.inspection.filters import InspectionFilterSet
from wagtail_govreview.inspection.overview import overview_of
from wagtail_govreview.inspection.periods import quick_choices
from wagtail_govreview.moments import local_day
from wagtail_govreview.publication.access import (
    entries_read_by,
    may_read_register,
    sheet_is_readable,
)
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.queries import TamedQuery

PRINT_LIMIT = 1000


class InspectionReportView(TamedQuery, InspectionExport, ReportView):
    """Figures of a period and a unit, and the publications behind them, the newest first."""

    model = RegisterEntry
    permission_required = "view"
    page_title = _("Inspection report")
    header_icon = "clipboard-list"
    index_url_name = "wagtail_govreview:inspection"
    index_results_url_name = "wagtail_govreview:inspection_results"
    template_name = "wagtail_govreview/inspection/report.html"
    results_template_name = "wagtail_govreview/inspection/report_results.html"
    filterset_class = InspectionFilterSet
    default_ordering = "-happened_at"
    is_searchable = True
    search_fields = ("number", "title", "document_number", "sheet_number")
    columns = COLUMNS

    def user_has_permission(self, permission: str) -> bool:
        """The report shows nothing but the register: who reads that, within the same units, reads this."""
        return may_read_register(self.request.user)

    # -- the rows -----------------------------------------------------------------------------------------------

    def get_base_queryset(self) -> QuerySet[RegisterEntry]:
        return entries_read_by(self.request.user)

    @cached_property
    def is_understood(self) -> bool:
        """A filter that makes no sense shows nothing, rather than everything."""
        return bool(self.filters.is_valid())

    def get_queryset(self) -> QuerySet[RegisterEntry]:
        if not self.is_understood:
            return RegisterEntry.objects.none()
        entries = self.filters.filter_queryset(self.search_queryset(self.get_base_queryset()))
        return (
            self.order_queryset(entries)
            .defer("snapshot")
            .select_related("unit", "inspection_fact")
            .prefetch_related("inspection_fact__exceptions")
            .annotate(sheet_is_readable=sheet_is_readable(self.request.user))
        )

    def get_filtered_queryset(self) -> QuerySet[RegisterEntry]:
        return self.get_queryset()

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        words = Q()
        for name in self.search_fields:
            words |= Q(**{f"{name}__icontains": self.search_query})
        return queryset.filter(words) if self.search_query else queryset

    def get_valid_orderings(self) -> list[str]:
        return [*super().get_valid_orderings(), LONGEST_FIRST]

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """What was not counted has no number, and comes last whichever way the numbers run."""
        name = self.ordering.removeprefix("-")
        if not name.startswith("inspection_fact__"):
            return queryset.order_by(self.ordering, "-pk")
        falls = self.ordering != name
        field = F(name).desc(nulls_last=True) if falls else F(name).asc(nulls_last=True)
        return queryset.order_by(field, "-pk")

    def get_paginate_by(self, queryset: Any) -> int | None:
        size: int | None = super().get_paginate_by(queryset)
        return PRINT_LIMIT if size and self.request.GET.get("rows") == "all" else size

    # -- what stands above them ---------------------------------------------------------------------------------

    @cached_property
    def addresses(self) -> Addresses:
        return Addresses(self.request.GET, self.filters.period if self.is_understood else None)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        address = self.request.GET.copy()
        address["rows"] = "all"
        return [
            *super().header_more_buttons,
            Button(
                _("All rows on one page, for printing"),
                url=f"{self.index_url}?{address.urlencode()}",
                icon_name="doc-full",
                priority=95,
            ),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if self.is_understood:
            context.update(self._inspected())
        return context

    def _inspected(self) -> dict[str, Any]:
        entries = self.search_queryset(self.get_base_queryset())
        figures = figures_of(self.filters.scope(entries))
        today = local_day()
        return {
            "period": self.filters.period,
            "quick_choices": [
                (label, self.addresses.in_period(period), period == self.filters.period)
                for label, period in quick_choices(today)
            ],
            "unit": self.filters.chosen_unit,
            "total": figures.total,
            "overview": overview_of(figures, self.addresses),
            "printed_at": timezone.now(),
            "register_is_empty": not figures.total.entries and not entries.exists(),
        }
