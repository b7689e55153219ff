"""The filing packages in Wagtail's menu."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdmin

from wagtail_govreview.archive import access, filters
from wagtail_govreview.archive.models import FilingPackage
from wagtail_govreview.archive.permissions import FilingPermissionHelper
from wagtail_govreview.archive.views.package import PackageView
from wagtail_govreview.archive.views.packages import PackageIndexView
from wagtail_govreview.units.filters import DateFilter
from wagtail_govreview.units.views.lists import LIST_CSS, NumberedUrls
from wagtail_govreview.units.views.read_only import NoButtons


class FilingAdmin(ModelAdmin):
    model = FilingPackage
    menu_icon = "folder-inverse"
    menu_label = _("Filing")
    menu_item_name = "govreview-filing"
    menu_order = 300
    add_to_admin_menu = False  # it stands in the group of the publication review
    base_url_path = "govreview/filing"
    list_display = ("number", "of_unit", "period", "standing", "contents", "made")
    list_filter = (filters.UnitFilter, filters.StateFilter, ("requested_at", DateFilter))
    filter_parameters = ("unit", "state", "requested_at__gte", "requested_at__lt")
    list_per_page = 50
    list_select_related = ("unit",)
    search_fields = ("number", "maker", "digest")
    ordering = ("-requested_at", "-pk")
    inspect_view_enabled = True
    history_view_enabled = False
    url_helper_class = NumberedUrls
    index_view_class = PackageIndexView
    inspect_view_class = PackageView
    permission_helper_class = FilingPermissionHelper
    button_helper_class = NoButtons
    index_template_name = "wagtail_govreview/archive/packages.html"
    index_view_extra_css = [
        LIST_CSS,
        "wagtail_govreview/publication/register.css",
        "wagtail_govreview/archive/filing.css",
    ]

    def get_queryset(self, request: Any) -> QuerySet[FilingPackage]:
        return access.packages_read_by(request.user).order_by(*self.ordering)

    def register_indexing(self) -> None:
        """Not in Wagtail's index of references."""

    @admin.display(description=_("unit"), ordering="unit__name")
    def of_unit(self, package: FilingPackage) -> str:
        return package.unit.name

    @admin.display(description=_("days of registration"), ordering="first_day")
    def period(self, package: FilingPackage) -> SafeString:
        return _cell("period", package)

    @admin.display(description=_("state"), ordering="state")
    def standing(self, package: FilingPackage) -> SafeString:
        return _cell("state", package)

    @admin.display(description=_("size and digest"), ordering="size")
    def contents(self, package: FilingPackage) -> SafeString:
        return _cell("contents", package)

    @admin.display(description=_("asked for"), ordering="requested_at")
    def made(self, package: FilingPackage) -> SafeString:
        return _cell("made", package)


def _cell(name: str, package: FilingPackage) -> SafeString:
    return render_to_string(f"wagtail_govreview/archive/cells/{name}.html", {"package": package})
