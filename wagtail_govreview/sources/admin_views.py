"""modeladmin's views for the register of authorised sources."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, UserColumn
from wagtail_modeladmin.views import CreateView, EditView, HistoryView

from wagtail_govreview.sources.changes import Change, changes_of
from wagtail_govreview.spreadsheets import SafeSpreadsheet
from wagtail_govreview.units.views.lists import KnownFiltersIndexView


class SourceIndexView(SafeSpreadsheet, KnownFiltersIndexView):
    """The list. Its spreadsheets are safe to open, and Chinese in them reads in Excel."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        if value == self.model_admin.get_empty_value_display(field):
            return ""
        return super().preprocess_field_value(field, value, export_format)


class _SaysWhatWasEntered:
    """Tells people what was entered otherwise than they typed it."""

    request: Any

    def form_valid(self, form: Any) -> Any:
        response = super().form_valid(form)  # type: ignore[misc]
        for note in form.notes:
            messages.info(self.request, note)
        return response


class SourceCreateView(_SaysWhatWasEntered, CreateView):
    pass


class SourceEditView(_SaysWhatWasEntered, EditView):
    pass


class SourceHistoryView(HistoryView):
    """Every change in words, with before and after, from the kept history."""

    columns = [
        Column("message", label=_("Change")),
        UserColumn("user", blank_display_name=_("system")),
        DateColumn("timestamp", label=_("Date")),
    ]

    def get_queryset(self) -> list[Change]:
        return changes_of(self.instance)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            {"url": self.index_url, "label": capfirst(self.verbose_name_plural)},
            {"url": self.edit_url, "label": str(self.instance)},
            {"url": "", "label": gettext("History")},
        ]
