"""The people of one unit: who signs what, and where somebody is missing."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from wagtail_govreview.units import access, people
from wagtail_govreview.units.changes import UNIT
from wagtail_govreview.units.delegating import in_force
from wagtail_govreview.units.governance import governing_workflow
from wagtail_govreview.units.models import Unit

DELEGATIONS = "govreview_delegations_modeladmin_index"
UNITS_INDEX = "govreview_units_records_modeladmin_index"


class UnitView(WagtailAdminTemplateMixin, TemplateView):
    """A page about one unit that the reader may see; 404 for all others."""

    header_icon = "site"

    @cached_property
    def unit(self) -> Unit:
        units = access.units_seen_by(self.request.user).select_related("parent", "root_page")
        return get_object_or_404(people.with_people(units), pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.unit.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = list(self.breadcrumbs_items)
        if access.may_list_units(self.request.user):
            items.append({"url": reverse(UNITS_INDEX), "label": gettext("Units")})
        return [*items, {"url": "", "label": self.get_page_title(), "sublabel": self.unit.name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(unit=self.unit, **kwargs)


class PeopleView(UnitView):
    page_title = gettext_lazy("People")
    template_name = "wagtail_govreview/units/people.html"

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        history = reverse("wagtail_govreview:record_history", args=[UNIT, self.unit.pk])
        buttons = [
            HeaderButton(gettext("Change history"), url=history, icon_name="history", priority=30)
        ]
        if self.request.user.has_perm("wagtail_govreview.change_unit"):
            url = reverse("govreview_units_records_modeladmin_edit", args=[self.unit.pk])
            buttons.append(HeaderButton(gettext("Edit"), url=url, icon_name="edit", priority=10))
        delegations = f"{reverse(DELEGATIONS)}?{urlencode({'unit': self.unit.pk})}"
        buttons.append(HeaderButton(gettext("Delegations"), url=delegations, icon_name="user"))
        if access.may_set_up(self.request.user):
            url = reverse("wagtail_govreview:unit_set_up", args=[self.unit.pk])
            buttons.append(HeaderButton(gettext("Set up"), url=url, icon_name="cog", priority=20))
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = self.unit.root_page
        return super().get_context_data(
            sections=[self._section(item) for item in people.overview(self.unit)],
            delegations=in_force().filter(unit=self.unit).order_by("ends_at", "pk"),
            workflow=governing_workflow(page) if page is not None else None,
            may_change=access.may_with_signers_of(self.request.user, "change", self.unit.pk),
            **kwargs,
        )

    @cached_property
    def filled(self) -> frozenset[str]:
        return access.roles_filled_by(self.request.user, self.unit)

    @cached_property
    def may_appoint(self) -> bool:
        return access.may_with_signers_of(self.request.user, "add", self.unit.pk)

    def _section(self, item: people.RoleOverview) -> dict[str, Any]:
        """A role with the addresses where somebody can be added, as far as the reader may."""
        user = self.request.user
        role = item.role.code
        fills = item.group is not None and role in self.filled
        appoint = users = admit = ""
        if item.is_tier and self.may_appoint:
            query = urlencode({"unit": self.unit.pk, "tier": role})
            appoint = f"{reverse('govreview_signers_modeladmin_create')}?{query}"
        if item.group is not None and user.has_perm("auth.change_user"):
            users = f"{reverse('wagtailusers_users:index')}?{urlencode({'group': item.group.pk})}"
        if fills and not item.is_tier:
            admit = reverse("wagtail_govreview:unit_admit", args=[self.unit.pk, role])
        return {
            "overview": item,
            "appoint_url": appoint,
            "admit_url": admit,
            "users_url": users,
            "fills": fills,
        }
