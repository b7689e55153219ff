"""What modeladmin's lists of this package have in common."""

from __future__ import annotations

from typing import Any

from wagtail_modeladmin.views import IndexView

LIST_CSS = "wagtail_govreview/units/lists.css"


class KnownFiltersIndexView(IndexView):
    """A list that filters by its own filters only.

    modeladmin passes every other parameter of the address to the database as a look-up; somebody who may read
    the list could feel their way through related tables with it (``?user__password__startswith=…``). What
    ``model_admin.filter_parameters`` does not name is dropped.
    """

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        found: dict[str, Any] = super().get_filters_params(params)
        known = self.model_admin.filter_parameters
        return {name: value for name, value in found.items() if name in known}

    @property
    def is_filtered(self) -> bool:
        """Is anything chosen that could be cleared?"""
        return bool(self.get_filters_params()) or bool(self.query)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(is_filtered=self.is_filtered, **kwargs)
        return context
