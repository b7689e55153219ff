"""Filters of modeladmin's lists: in words, as one line of menus above the list."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.units.access import units_seen_by, units_signed_for
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.roles import tier_choices

TEMPLATE = "wagtail_govreview/units/filter.html"


class FieldFilter(admin.SimpleListFilter):
    """Objects whose field ``parameter_name`` has the chosen value; a value that is no choice filters nothing."""

    template = TEMPLATE

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        known = {str(code) for code, _label in self.lookup_choices}
        field = str(self.parameter_name)
        return queryset.filter(**{field: value}) if value in known else queryset


class DateFilter(admin.DateFieldListFilter):
    """Today, the last days, this month, this year."""

    template = TEMPLATE


class SuperiorFilter(FieldFilter):
    title = _("superior unit")
    parameter_name = "parent"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        superiors = Unit.objects.filter(children__in=units_seen_by(request.user)).distinct()
        return [(str(unit.pk), unit.name) for unit in superiors]


class UnitFilter(FieldFilter):
    title = _("unit")
    parameter_name = "unit"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(unit.pk), unit.name) for unit in units_signed_for(request.user)]


class TierFilter(FieldFilter):
    """The tiers of the rule in force."""

    title = _("tier")
    parameter_name = "tier"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return tier_choices()
