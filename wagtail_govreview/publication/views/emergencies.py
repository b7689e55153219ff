"""All emergency publications, with what became of their signatures."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import django_filters
from django import forms
from django.db.models import F, Q, QuerySet
from django.forms import Media
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.reports import ReportView

from wagtail_govreview.publication.access import (
    entries_read_by,
    may_read_register,
    units_read_by,
)
from wagtail_govreview.publication.emergency.debts import with_sheets
from wagtail_govreview.publication.emergency.models import EmergencyPublication
from wagtail_govreview.spreadsheets import StreamedReport

State = EmergencyPublication.State
OPEN, OVERDUE, LATE, IN_TIME = "open", "overdue", "late", "in_time"
STANDINGS = (
    (OPEN, _("Signatures due")),
    (OVERDUE, _("Overdue")),
    (LATE, _("Settled late")),
    (IN_TIME, _("Settled in time")),
)
DEBT = "_govreview_debt"
CELLS = "wagtail_govreview/publication/emergency_cells"


def _units(request: Any) -> QuerySet[Any]:
    return units_read_by(request.user)


class EmergenciesMenuItem(MenuItem):
    """For those who may read a register."""

    def is_shown(self, request: Any) -> bool:
        return may_read_register(request.user)


class EmergencyFilterSet(WagtailFilterSet):
    standing = django_filters.ChoiceFilter(
        label=_("Signatures"),
        choices=STANDINGS,
        empty_label=_("All"),
        widget=forms.RadioSelect,
        method="filter_standing",
    )
    unit = django_filters.ModelChoiceFilter(
        label=_("Unit"), queryset=_units, empty_label=_("All units")
    )
    published_at = django_filters.DateFromToRangeFilter(
        label=_("Period"), widget=DateRangePickerWidget
    )

    class Meta:
        model = EmergencyPublication
        fields: list[str] = []

    def filter_standing(self, records: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        is_open = Q(state=State.OPEN)
        chosen = {
            OPEN: is_open,
            OVERDUE: is_open & Q(due_at__lt=timezone.now()),
            LATE: ~is_open & Q(settled_at__gt=F("due_at")),
            IN_TIME: ~is_open & Q(settled_at__lte=F("due_at")),
        }
        return records.filter(chosen[value])


class Cell(BaseColumn):
    """One cell of one record; ``name`` names its template."""

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(name, classname=f"govreview-cell-{name}", **options)
        self.cell_template_name = f"{CELLS}/{name}.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "record": instance, "debt": getattr(instance, DEBT, None)}


class EmergenciesView(StreamedReport, ReportView):
    """Of the units whose register the reader may read."""

    model = EmergencyPublication
    permission_required = "view"
    page_title = _("Emergency publications")
    header_icon = "warning"
    index_url_name = "wagtail_govreview:emergencies"
    index_results_url_name = "wagtail_govreview:emergencies_results"
    results_template_name = "wagtail_govreview/publication/emergencies_results.html"
    filterset_class = EmergencyFilterSet
    default_ordering = "-published_at"
    is_searchable = True
    search_fields = ("entry__number", "title", "reason", "ordered_by", "name")
    columns = [
        Cell("item", label=_("Number and title"), sort_key="title"),
        Cell("order", label=_("Reason and order")),
        Cell("published", label=_("Published"), sort_key="published_at"),
        Cell("standing", label=_("Signatures"), sort_key="due_at"),
    ]
    list_export = [
        "number",
        "unit",
        "title",
        "published_at",
        "name",
        "reason",
        "ordered_by",
        "ordered_post",
        "ordered_how",
        "ordered_at",
        "due_at",
        "state",
        "settled_at",
        "late",
        "sheet",
        "digest",
    ]
    export_headings = {
        "number": _("register number"),
        "late": _("late"),
        "sheet": _("review sheet"),
        "digest": _("digest of the record"),
    }

    def user_has_permission(self, permission: str) -> bool:
        return may_read_register(self.request.user)

    def get_filename(self) -> str:
        return "emergency-publications"

    def get_base_queryset(self) -> QuerySet[EmergencyPublication]:
        readable = entries_read_by(self.request.user).values("pk")
        records = EmergencyPublication.objects.filter(entry__in=readable)
        related: Any = records.select_related("unit", "entry", "settled_sheet")
        found: QuerySet[EmergencyPublication] = related.defer("entry__snapshot")
        return found

    @cached_property
    def is_understood(self) -> bool:
        """A filter that makes no sense shows nothing, rather than everything."""
        return bool(self.filters.is_valid())

    def get_queryset(self) -> QuerySet[Any]:
        if not self.is_understood:
            return EmergencyPublication.objects.none()
        records = self.search_queryset(self.get_base_queryset())
        found: QuerySet[Any] = self.filters.filter_queryset(records)
        return found.order_by(self.ordering, "-pk")

    def get_filtered_queryset(self) -> QuerySet[Any]:
        return self.get_queryset()

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        words = Q()
        for name in self.search_fields:
            words |= Q(**{f"{name}__icontains": self.search_query})
        return queryset.filter(words) if self.search_query else queryset

    def to_row_dict(self, item: EmergencyPublication) -> OrderedDict[str, Any]:
        special = {
            "number": item.entry.number,
            "unit": item.unit.name,
            "state": item.get_state_display(),
            "late": _("late") if item.is_late else "",
            "sheet": item.settled_sheet.number if item.settled_sheet else "",
        }
        cells = ((name, special.get(name, getattr(item, name, ""))) for name in self.list_export)
        return OrderedDict((name, "" if value is None else value) for name, value in cells)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        for debt in with_sheets(context["object_list"]):
            setattr(debt.record, DEBT, debt)
        context["media"] += Media(
            css={
                "all": [
                    versioned_static("wagtail_govreview/review/review.css"),
                    versioned_static("wagtail_govreview/publication/register.css"),
                ]
            }
        )
        return context
