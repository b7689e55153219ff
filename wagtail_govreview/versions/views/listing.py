"""What the lists of versions have in common: columns, filters, pages, spreadsheets."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from django.forms import Media
from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from wagtail_govreview.ledger.access import chain_keys_read_by
from wagtail_govreview.queries import TamedQuery
from wagtail_govreview.spreadsheets import SafeSpreadsheet
from wagtail_govreview.versions.filters import HistoryFilterSet
from wagtail_govreview.versions.streams import Merged
from wagtail_govreview.versions.version import Version

CSS = "wagtail_govreview/versions/versions.css"


class VersionColumn(Column):
    """A cell with a template of its own, which gets the ``version``."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(name, accessor=lambda version: version, **kwargs)
        self.cell_template_name = f"wagtail_govreview/versions/cells/{name}.html"

    def get_cell_context_data(self, instance: Version, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        chains = chain_keys_read_by(parent_context["request"].user)
        return {**context, "version": instance, "chains": chains}


class VersionsView(TamedQuery, SafeSpreadsheet, ReportView):
    """Versions out of merged streams, the newest first. Subclasses give ``merged`` and say who may read."""

    permission_required = None
    is_searchable = False
    header_icon = "history"
    results_template_name = "wagtail_govreview/versions/results.html"
    filterset_class = HistoryFilterSet
    paginate_by = 30
    columns = [
        VersionColumn("at", label=_("Time"), width="14%"),
        VersionColumn("kind", label=_("Kind of change"), width="9%"),
        VersionColumn("record", label=_("Record"), width="20%"),
        VersionColumn("change", label=_("What changed")),
        VersionColumn("author", label=_("Changed by"), width="12%"),
        VersionColumn("line", label=_("Ledger line"), width="10%"),
    ]
    list_export = ["at", "kind_label", "noun", "name", "change", "author", "ledger_line"]
    export_headings = {
        "at": _("Time"),
        "kind_label": _("Kind of change"),
        "noun": _("Kind of record"),
        "name": _("Record"),
        "change": _("What changed"),
        "author": _("Changed by"),
        "ledger_line": _("Ledger line"),
    }

    @property
    def merged(self) -> Merged:
        raise NotImplementedError

    def get_queryset(self) -> Merged:
        return self.merged

    def to_row_dict(self, item: Version) -> OrderedDict[str, Any]:
        return OrderedDict((name, item.get(name)) for name in self.list_export)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        context["media"] += Media(css={"all": [versioned_static(CSS)]})
        return context
