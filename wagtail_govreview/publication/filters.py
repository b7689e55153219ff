"""The filters of the register, in words, within the units that the reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail_govreview.publication.access import entries_read_by, units_read_by
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.units.filters import FieldFilter


class UnitFilter(FieldFilter):
    title = _("unit")
    parameter_name = "unit"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(unit.pk), unit.name) for unit in units_read_by(request.user)]


class YearFilter(FieldFilter):
    title = _("year")
    parameter_name = "year"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        years = entries_read_by(request.user).order_by("-year").values_list("year", flat=True)
        return [(str(year), _year_label(year)) for year in years.distinct()]


class KindFilter(FieldFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: Any, model_admin: Any) -> Iterable[tuple[Any, Any]]:
        return RegisterEntry.Kind.choices


class StateFilter(FieldFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: Any, model_admin: Any) -> Iterable[tuple[Any, Any]]:
        return RegisterEntry.State.choices


class ExceptionFilter(FieldFilter):
    title = _("exception")
    parameter_name = "exception"

    def lookups(self, request: Any, model_admin: Any) -> Iterable[tuple[Any, Any]]:
        return RegisterEntry.Exceptional.choices


class ReasonFilter(FieldFilter):
    title = _("reason for the end of publication")
    parameter_name = "reason_code"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        reasons = get_profile().withdrawal.known_reasons
        return [(item.code, str(item.label)) for item in reasons]


class ClassFilter(FieldFilter):
    title = _("information class")
    parameter_name = "information_class"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [(item.code, str(item.label)) for item in get_profile().classes]


class AttributeFilter(FieldFilter):
    title = _("disclosure attribute")
    parameter_name = "attribute"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [(item.code, str(item.label)) for item in get_profile().attributes]


def _year_label(year: int) -> str:
    """What was public before the review began stands in the year 0."""
    return str(year) if year else str(RegisterEntry.Kind.STOCK.label)
