"""modeladmin's views for the register of authorised sources."""

from __future__ import annotations

from typing import Any

from wagtail.admin import messages
from wagtail_modeladmin.views import CreateView, EditView

from wagtail_govreview.sources.changes import SOURCE
from wagtail_govreview.spreadsheets import SafeSpreadsheet
from wagtail_govreview.units.views.lists import KnownFiltersIndexView
from wagtail_govreview.versions.views.record import HistoryOf


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


class SourceHistory(HistoryOf):
    """The entry's history, its addresses included."""

    code = SOURCE
