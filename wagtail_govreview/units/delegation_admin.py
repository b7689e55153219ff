"""The delegations of signing in the menu of the publication review: to read, never to edit."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdmin

from wagtail_govreview.units import delegating, filters
from wagtail_govreview.units.delegations import Delegation, DelegationState
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.roles import role_label
from wagtail_govreview.units.views.delegation_list import (
    DelegationIndexView,
    DelegationPermissionHelper,
    standing,
)
from wagtail_govreview.units.views.delegations import DelegationView
from wagtail_govreview.units.views.lists import LIST_CSS
from wagtail_govreview.units.views.read_only import NoButtons


class UnitFilter(filters.FieldFilter):
    title = _("unit")
    parameter_name = "unit"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        known = delegating.delegations_read_by(request.user).values("unit")
        return [(str(unit.pk), unit.name) for unit in Unit.objects.filter(pk__in=known)]


class StateFilter(filters.FieldFilter):
    """By period and revocation, as of now."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: Any, model_admin: Any) -> Any:
        return DelegationState.choices

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> Any:
        value = self.value()
        known = value in DelegationState.values
        return queryset.in_state(value) if known else queryset  # type: ignore[attr-defined]


class DelegationAdmin(ModelAdmin):
    model = Delegation
    menu_icon = "user"
    menu_label = _("Delegations")
    menu_item_name = "govreview-delegations"
    menu_order = 350
    add_to_admin_menu = False  # it stands in the group of the publication review
    base_url_path = "govreview/delegations"
    list_display = ("signs_otherwise", "signs_instead", "place", "period", "stands", "used")
    list_filter = (UnitFilter, filters.TierFilter, StateFilter)
    filter_parameters = ("unit", "tier", "state")
    list_export = tuple(DelegationIndexView.list_export)
    list_per_page = 50
    list_select_related = ("unit",)
    search_fields = ("principal_name", "delegate_name", "reason", "unit__name")
    ordering = ("-granted_at", "-pk")
    inspect_view_enabled = True
    history_view_enabled = False
    index_view_class = DelegationIndexView
    inspect_view_class = DelegationView
    permission_helper_class = DelegationPermissionHelper
    button_helper_class = NoButtons
    index_template_name = "wagtail_govreview/units/delegations/list.html"
    index_view_extra_css = [LIST_CSS, "wagtail_govreview/units/units.css"]

    def get_queryset(self, request: Any) -> QuerySet[Delegation]:
        known = delegating.delegations_read_by(request.user).values("pk")
        rows = delegating.told_who_signs(Delegation.objects.filter(pk__in=known))
        found: QuerySet[Delegation] = rows.annotate(signed=Count("signatures"))
        return found.order_by(*self.ordering)

    def register_indexing(self) -> None:
        """Not in Wagtail's index of references."""

    @admin.display(description=_("in whose place"), ordering="principal_name")
    def signs_otherwise(self, delegation: Delegation) -> SafeString:
        return _cell("person", name=delegation.principal_name, title=delegation.principal_title)

    @admin.display(description=_("who signs"), ordering="delegate_name")
    def signs_instead(self, delegation: Delegation) -> SafeString:
        return _cell("person", name=delegation.delegate_name, title=delegation.delegate_title)

    @admin.display(description=_("tier"), ordering="unit__code")
    def place(self, delegation: Delegation) -> SafeString:
        return _cell("person", name=role_label(delegation.tier), title=delegation.unit.name)

    @admin.display(description=_("period"), ordering="starts_at")
    def period(self, delegation: Delegation) -> SafeString:
        return _cell("period", delegation=delegation)

    @admin.display(description=_("state"))
    def stands(self, delegation: Any) -> SafeString:
        return _cell("state", delegation=delegation, words=standing(delegation))

    @admin.display(description=_("signed under it"), ordering="signed")
    def used(self, delegation: Any) -> int:
        return int(delegation.signed)


def _cell(template: str, **context: Any) -> SafeString:
    return render_to_string(f"wagtail_govreview/units/delegations/cells/{template}.html", context)
