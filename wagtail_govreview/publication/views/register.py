"""The list of the register: on the screen, as a spreadsheet, as a document to be bound."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from wagtail_govreview.pace import too_often
from wagtail_govreview.printing.register import register_pdf
from wagtail_govreview.printing.typeset import MissingGlyph
from wagtail_govreview.publication.document import ALL_UNITS, register_document
from wagtail_govreview.publication.exports import RegisterExport
from wagtail_govreview.publication.filters import UnitFilter, YearFilter
from wagtail_govreview.publication.permissions import RegisterListPermissionHelper
from wagtail_govreview.units.filters import DateFilter
from wagtail_govreview.units.views.lists import KnownFiltersIndexView

PDF = "pdf"
PRINT_LIMIT = 1000


class RegisterIndexView(RegisterExport, KnownFiltersIndexView):
    """Entries of the reader's units, the newest first."""

    FORMATS = (*KnownFiltersIndexView.FORMATS, PDF)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission_helper = RegisterListPermissionHelper(self.model, inspect_view_enabled=True)

    @property
    def pdf_export_url(self) -> str:
        return str(self.get_export_url(PDF))

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponse:
        if spreadsheet_format == PDF:
            return too_often(self.request) or self._print(queryset)
        response: HttpResponse = super().as_spreadsheet(queryset, spreadsheet_format)
        return response

    def _print(self, queryset: Any) -> HttpResponse:
        """What the filter shows, oldest first as a bound register stands; refused when it is too long."""
        entries = list(queryset.order_by("happened_at", "pk")[: PRINT_LIMIT + 1])
        if len(entries) > PRINT_LIMIT:
            return self._unprintable(
                _(
                    "These are more than %(limit)d entries. Narrow the filter, for instance to one unit and month."
                )
                % {"limit": PRINT_LIMIT}
            )
        document = register_document(entries, unit=_unit_of(entries), chosen=self._chosen())
        try:
            pdf = register_pdf(document)
        except MissingGlyph as problem:
            return self._unprintable(str(problem))
        response = HttpResponse(pdf, content_type="application/pdf")
        response["Content-Disposition"] = 'inline; filename="register.pdf"'
        return response

    def _chosen(self) -> list[str]:
        """What the filters are set to, in the printed document's language; unit and days stand there anyway."""
        with translation.override("zh-hans"):
            return [
                str(choice["display"])
                for spec in self.filter_specs
                if not isinstance(spec, (UnitFilter, YearFilter, DateFilter))
                for choice in list(spec.choices(self))[1:]
                if choice["selected"]
            ]

    def _unprintable(self, problem: str) -> HttpResponse:
        context = {"problem": problem, "index_url": self.index_url}
        template = "wagtail_govreview/publication/unprintable.html"
        return render(self.request, template, context, status=422)


def _unit_of(entries: list[Any]) -> str:
    units = {entry.unit.name for entry in entries}
    return units.pop() if len(units) == 1 else ALL_UNITS
