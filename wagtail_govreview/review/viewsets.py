"""The review sheets in Wagtail's admin: a list to search, a sheet to read and print. Nothing to edit."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.forms import Media
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from wagtail_govreview.menu import HOOK as MENU_HOOK
from wagtail_govreview.queries import TamedQuery
from wagtail_govreview.review.access import SheetPermissionPolicy, may_read_sheet, sheets_read_by
from wagtail_govreview.review.clock import Clock, clock_for
from wagtail_govreview.review.exports import SheetExport
from wagtail_govreview.review.filters import SheetFilterSet
from wagtail_govreview.review.labels import class_label, waits_at
from wagtail_govreview.review.sheets import ReviewSheet, SheetState
from wagtail_govreview.review.views.sheet import SheetView


def _inspect_url(sheet: ReviewSheet) -> str:
    return reverse("govreview_sheets:inspect", args=[sheet.pk])


class SheetColumn(Column):
    """A cell that shows a part of the sheet with a template of its own."""

    def __init__(self, name: str, template: str, **kwargs: Any) -> None:
        super().__init__(name, accessor=lambda sheet: sheet, **kwargs)
        self.cell_template_name = f"wagtail_govreview/review/tables/{template}.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "sheet": instance, "clock": waiting_clock(instance)}


def waiting_clock(sheet: ReviewSheet) -> Clock | None:
    """The deadline of a sheet in review; a returned one has none."""
    return clock_for(sheet.due_at) if sheet.state == SheetState.IN_REVIEW else None


def findings_count(sheet: ReviewSheet) -> int | str:
    """How much the automatic checks had found at submission; nothing where it was nothing."""
    return len(sheet.findings or ()) or ""


class SheetIndexView(TamedQuery, SheetExport, IndexView):
    """All sheets of the reader's units, the newest first."""

    any_permission_required = ["view"]

    @cached_property
    def columns(self) -> list[Column]:
        # Without Wagtail's check boxes: there is no bulk action on a sheet.
        return [
            SheetColumn("number", "number", label=_("Sheet number"), sort_key="number"),
            SheetColumn("title", "title", label=_("Title"), sort_key="title"),
            Column("unit", label=_("Unit"), accessor="unit.name", sort_key="unit__name"),
            Column("information_class", label=_("Class"), accessor=class_label),
            SheetColumn("state", "state", label=_("State"), sort_key="state"),
            Column("tier", label=_("Waits at"), accessor=waits_at),
            Column("findings", label=_("Findings"), accessor=findings_count),
            SheetColumn("since", "since", label=_("Since"), sort_key="waiting_since"),
        ]

    def get_base_queryset(self) -> QuerySet[ReviewSheet]:
        sheets = super().get_base_queryset().select_related("unit")
        return sheets.prefetch_related("signatures") if self.is_export else sheets

    def get_list_buttons(self, instance: ReviewSheet) -> list[Any]:
        return []

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        css = Media(css={"all": [versioned_static("wagtail_govreview/review/review.css")]})
        context["media"] = context.get("media", Media()) + css
        return context


class SheetUrlFinder:
    """Wagtail's links to a sheet (log entries, usage) lead to the sheet itself: it has no editor."""

    model = ReviewSheet

    def __init__(self, user: Any = None) -> None:
        self.user = user

    def get_edit_url(self, instance: ReviewSheet) -> str | None:
        if self.user is not None and not may_read_sheet(self.user, instance):
            return None
        return _inspect_url(instance)


class ReviewSheetViewSet(SnippetViewSet):
    """Only a list and the sheet itself have addresses: there is no view that could write."""

    model = ReviewSheet
    icon = "clipboard-list"
    menu_label = _("Review sheets")
    menu_name = "govreview-sheets"
    menu_hook = MENU_HOOK
    menu_order = 100
    url_namespace = "govreview_sheets"
    url_prefix = "govreview/sheets"
    edit_handler = ObjectList([])
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = SheetIndexView
    inspect_view_class = SheetView
    filterset_class = SheetFilterSet
    list_export = SheetExport.list_export
    export_headings = SheetExport.export_headings
    export_filename = SheetExport.export_filename
    list_per_page = 30
    ordering = ("-submitted_at", "-pk")
    search_fields = ["number", "title", "undertaker"]
    search_backend_name = None
    index_results_template_name = "wagtail_govreview/review/sheet_list_results.html"
    inspect_template_name = "wagtail_govreview/review/sheet.html"
    url_finder_class = SheetUrlFinder

    @cached_property
    def permission_policy(self) -> SheetPermissionPolicy:
        return SheetPermissionPolicy(ReviewSheet)

    def get_queryset(self, request: Any) -> QuerySet[ReviewSheet]:
        return sheets_read_by(request.user)

    def register_chooser_viewset(self) -> None:
        """No chooser: it would list every sheet to every user of the admin."""

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="list"),
            path("results/", self.index_results_view, name="list_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
        ]
