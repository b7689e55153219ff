"""The register (登记簿) in Wagtail's menu: to read, to print, never to write."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdmin

from wagtail_govreview.publication import access, filters
from wagtail_govreview.publication.exports import RegisterExport
from wagtail_govreview.publication.labels import attribute_label, class_label
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.permissions import RegisterPermissionHelper
from wagtail_govreview.publication.views.entry import EntryView
from wagtail_govreview.publication.views.register import RegisterIndexView
from wagtail_govreview.units.filters import DateFilter
from wagtail_govreview.units.views.lists import LIST_CSS, NumberedUrls
from wagtail_govreview.units.views.read_only import NoButtons


class RegisterAdmin(ModelAdmin):
    model = RegisterEntry
    menu_icon = "list-ol"
    menu_label = _("Register")
    menu_item_name = "govreview-register"
    menu_order = 200
    add_to_admin_menu = False  # it stands in the group of the publication review
    base_url_path = "govreview/register"
    list_display = (
        "number",
        "item",
        "kind_of_information",
        "attribute_name",
        "published",
        "signed_by",
        "standing",
    )
    list_filter = (
        filters.UnitFilter,
        filters.StateFilter,
        filters.KindFilter,
        filters.ExceptionFilter,
        filters.ReasonFilter,
        filters.ClassFilter,
        filters.AttributeFilter,
        filters.YearFilter,
        ("happened_at", DateFilter),
    )
    filter_parameters = (
        *(item.parameter_name for item in list_filter if not isinstance(item, tuple)),
        "happened_at__gte",
        "happened_at__lt",
    )
    list_export = tuple(RegisterExport.list_export)
    export_filename = RegisterExport.export_filename
    list_per_page = 50
    list_select_related = ("unit",)
    search_fields = ("number", "title", "document_number", "source", "undertaker", "sheet_number")
    ordering = ("-happened_at", "-pk")
    inspect_view_enabled = True
    history_view_enabled = False
    url_helper_class = NumberedUrls
    index_view_class = RegisterIndexView
    inspect_view_class = EntryView
    permission_helper_class = RegisterPermissionHelper
    index_template_name = "wagtail_govreview/publication/register.html"
    index_view_extra_css = [LIST_CSS, "wagtail_govreview/publication/register.css"]
    button_helper_class = NoButtons

    def get_queryset(self, request: Any) -> QuerySet[RegisterEntry]:
        entries = access.entries_read_by(request.user).order_by(*self.ordering)
        return entries.defer("snapshot").annotate(
            sheet_is_readable=access.sheet_is_readable(request.user)
        )

    def register_indexing(self) -> None:
        """Not in Wagtail's index of references: the register shall cost a publication nothing more."""

    @admin.display(description=_("title"), ordering="title")
    def item(self, entry: RegisterEntry) -> SafeString:
        return _cell("title", entry)

    @admin.display(description=_("class and source"), ordering="information_class")
    def kind_of_information(self, entry: RegisterEntry) -> SafeString:
        return _cell("source", entry, class_label=class_label(entry))

    @admin.display(description=_("disclosure attribute"), ordering="attribute")
    def attribute_name(self, entry: RegisterEntry) -> str:
        return attribute_label(entry)

    @admin.display(description=_("published on"), ordering="happened_at")
    def published(self, entry: RegisterEntry) -> SafeString:
        return _cell("published", entry)

    @admin.display(description=_("signed by"))
    def signed_by(self, entry: RegisterEntry) -> SafeString:
        return _cell("signers", entry)

    @admin.display(description=_("state"), ordering="state")
    def standing(self, entry: RegisterEntry) -> SafeString:
        return _cell("state", entry)


def _cell(name: str, entry: RegisterEntry, **context: Any) -> SafeString:
    template = f"wagtail_govreview/publication/cells/{name}.html"
    return render_to_string(template, {"entry": entry, **context})
