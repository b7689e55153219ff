"""The filters of every history: person, days, kind of change, and in the report which records."""

from __future__ import annotations

import datetime
from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.moments import local_day, midnight
from wagtail_govreview.queries import DayRangeFilter
from wagtail_govreview.versions.kinds import reported_kinds
from wagtail_govreview.versions.streams import Chosen, Merged
from wagtail_govreview.versions.version import KINDS


class ChosenFilterSet(WagtailFilterSet):
    """Reads the reader's choice for merged streams, which do the filtering themselves."""

    class Meta:
        model = LedgerLine  # django-filter wants one; nothing is read from it here
        fields: list[str] = []

    def filter_queryset(self, queryset: Merged) -> Any:
        """``queryset`` cut down to the choice."""
        values = self.form.cleaned_data
        days = values.get("at") or slice(None, None)
        return queryset.chosen(
            Chosen(
                person=values.get("person", ""),
                since=_begin(days.start),
                until=_begin(days.stop, days=1),
                kind=values.get("kind", ""),
                subject=values.get("subject", ""),
            )
        )


def _begin(day: Any, days: int = 0) -> datetime.datetime | None:
    """The midnight at which ``day`` begins, or the one ``days`` later. django-filter gives midnights or last moments."""
    if day is None:
        return None
    date = local_day(day) if isinstance(day, datetime.datetime) else day
    return midnight(date + datetime.timedelta(days))


class HistoryFilterSet(ChosenFilterSet):
    kind = django_filters.ChoiceFilter(
        label=_("Kind of change"),
        choices=list(KINDS.items()),
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    at = DayRangeFilter(label=_("Day"), widget=DateRangePickerWidget)
    person = django_filters.CharFilter(label=_("Changed by"))


class ReportFilterSet(HistoryFilterSet):
    subject = django_filters.ChoiceFilter(
        label=_("Records"),
        choices=lambda: [(kind.code, kind.label) for kind in reported_kinds()],
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
