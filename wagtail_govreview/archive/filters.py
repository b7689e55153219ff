"""The filters of the list of packages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail_govreview.archive.access import units_read_by
from wagtail_govreview.archive.models import FilingPackage
from wagtail_govreview.units.filters import FieldFilter


class UnitFilter(FieldFilter):
    title = _("unit")
    parameter_name = "unit"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(unit.pk), unit.name) for unit in units_read_by(request.user)]


class StateFilter(FieldFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: Any, model_admin: Any) -> Iterable[tuple[Any, Any]]:
        return FilingPackage.State.choices
