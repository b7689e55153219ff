"""Filters of the register of authorised sources."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.moments import local_day
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.sources.models import AuthorisedSource
from wagtail_govreview.units.filters import TEMPLATE, FieldFilter


class ScopeFilter(FieldFilter):
    """The scopes of the rule in force, in words."""

    title = _("scope")
    parameter_name = "scope"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        return [(scope.code, scope.label) for scope in get_profile().scopes]


class EditionFilter(FieldFilter):
    title = _("edition")
    parameter_name = "edition"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        named = AuthorisedSource.objects.exclude(edition="").order_by("edition")
        return [(name, name) for name in named.values_list("edition", flat=True).distinct()]


class TodayFilter(admin.SimpleListFilter):
    """Whether a source may be used for a reprint that is made today."""

    title = _("today")
    parameter_name = "today"
    template = TEMPLATE

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("may be used")), ("no", _("may not be used"))]

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        usable = usable_on(local_day())
        if self.value() == "yes":
            return queryset.filter(usable)
        return queryset.exclude(usable) if self.value() == "no" else queryset


def usable_on(day: date) -> Q:
    """The question of ``recognition.standing`` to the database."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    valid = Q(status=AuthorisedSource.Status.VALID, valid_until__isnull=True)
    return begun & (valid | Q(valid_until__gte=day))
