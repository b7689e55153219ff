"""The register of authorised sources in the admin. Who may see and change it: Django's model permissions."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail_modeladmin.options import ModelAdmin

from wagtail_govreview.moments import local_day
from wagtail_govreview.sources.admin_views import (
    SourceCreateView,
    SourceEditView,
    SourceHistory,
    SourceIndexView,
)
from wagtail_govreview.sources.changes import shown_address
from wagtail_govreview.sources.filters import EditionFilter, ScopeFilter, TodayFilter
from wagtail_govreview.sources.host_panel import HostsPanel
from wagtail_govreview.sources.models import AuthorisedSource
from wagtail_govreview.sources.recognition import scope_label, standing
from wagtail_govreview.sources.register_forms import AuthorisedSourceForm
from wagtail_govreview.units.views.lists import LIST_CSS, NumberedUrls
from wagtail_govreview.versions.buttons import HistoryButtonHelper

STANDINGS = {
    "valid": _("may be used"),
    "early": _("not yet valid"),
    "expired": _("expired"),
    "frozen": _("frozen"),
    "removed": _("removed"),
}


class AuthorisedSourceAdmin(ModelAdmin):
    model = AuthorisedSource
    menu_label = _("Authorised sources")
    menu_item_name = "govreview-authorised-sources"
    menu_icon = "link-external"
    menu_order = 300
    add_to_admin_menu = False  # it stands in the group of the publication review
    base_url_path = "govreview/authorised-sources"
    list_display = ("name", "scope_name", "addresses", "state", "validity", "edition")
    list_filter = (ScopeFilter, TodayFilter, EditionFilter)
    filter_parameters = tuple(item.parameter_name for item in list_filter)
    list_export = (
        "name",
        "scope_name",
        "organ",
        "address_list",
        "basis",
        "edition",
        "state_name",
        "valid_from",
        "valid_until",
        "remarks",
    )
    export_filename = "authorised-sources"
    search_fields = ("name", "organ", "basis", "edition", "hosts__host")
    ordering = ("scope", "name")
    list_per_page = 50
    url_helper_class = NumberedUrls
    index_view_class = SourceIndexView
    create_view_class = SourceCreateView
    edit_view_class = SourceEditView
    history_view_class = SourceHistory
    button_helper_class = HistoryButtonHelper
    index_view_extra_css = [LIST_CSS]
    index_template_name = "wagtail_govreview/sources/source_list.html"
    edit_handler = ObjectList(
        [
            FieldPanel(
                "name",
                help_text=_("The organ or medium; its website after a slash: 人民日报/人民网."),
            ),
            FieldPanel("scope"),
            FieldPanel("organ"),
            HostsPanel(),
            MultiFieldPanel(
                [FieldPanel("basis"), FieldPanel("edition")], heading=_("What authorises it")
            ),
            MultiFieldPanel(
                [
                    FieldPanel("status"),
                    FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
                ],
                heading=_("Validity"),
                help_text=_(
                    "A reprint is judged by the day it was made. So do not overwrite an entry when a new list "
                    "appears: give it a last day, and enter the new edition as an entry of its own."
                ),
            ),
            FieldPanel("remarks"),
        ],
        base_form_class=AuthorisedSourceForm,
    )

    def get_queryset(self, request: Any) -> QuerySet[AuthorisedSource]:
        return super().get_queryset(request).prefetch_related("hosts")

    @admin.display(description=_("scope"), ordering="scope")
    def scope_name(self, source: AuthorisedSource) -> str:
        return scope_label(source.scope)

    @admin.display(description=_("addresses"))
    def addresses(self, source: AuthorisedSource) -> SafeString:
        return format_html_join(
            "", "<div>{}</div>", ((shown_address(host),) for host in source.hosts.all())
        )

    @admin.display(description=_("addresses"))
    def address_list(self, source: AuthorisedSource) -> str:
        return ", ".join(shown_address(host) for host in source.hosts.all())

    @admin.display(description=_("today"))
    def state(self, source: AuthorisedSource) -> SafeString:
        """In words; the colour only helps."""
        usable = standing(source, local_day()) == AuthorisedSource.Status.VALID
        look = " w-status--primary" if usable else ""
        return format_html('<span class="w-status{}">{}</span>', look, self.state_name(source))

    @admin.display(description=_("today"))
    def state_name(self, source: AuthorisedSource) -> str:
        return str(STANDINGS[standing(source, local_day())])

    @admin.display(description=_("validity"), ordering="valid_until")
    def validity(self, source: AuthorisedSource) -> str:
        start = date_format(source.valid_from) if source.valid_from else ""
        end = date_format(source.valid_until) if source.valid_until else ""
        return f"{start} – {end}" if start or end else gettext("unlimited")
