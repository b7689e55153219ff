"""What modeladmin's lists of this package have in common."""

from __future__ import annotations

from typing import Any

from wagtail_modeladmin.helpers import AdminURLHelper
from wagtail_modeladmin.views import IndexView

from wagtail_govreview.queries import TamedQuery, is_moment

LIST_CSS = "wagtail_govreview/units/lists.css"


class NumberedUrls(AdminURLHelper):
    """Records have numbers: any other address leads nowhere, instead of to an error of the database."""

    def _get_object_specific_action_url_pattern(self, action: str) -> str:
        return rf"^{self.base_url_path}/{action}/(?P<instance_pk>[0-9]{{1,18}})/$"


class KnownFiltersIndexView(TamedQuery, IndexView):
    """A list that filters by its own filters only.

    modeladmin passes every other parameter of the address to the database as a look-up; somebody who may read
    the list could feel their way through related tables with it (``?user__password__startswith=…``). What
    ``model_admin.filter_parameters`` does not name is dropped.
    """

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        found: dict[str, Any] = super().get_filters_params(params)
        known = self.model_admin.filter_parameters
        return {
            name: value
            for name, value in found.items()
            if name in known and _makes_sense(name, value)
        }

    @property
    def is_filtered(self) -> bool:
        """Is anything chosen that could be cleared?"""
        return bool(self.get_filters_params()) or bool(self.query)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(is_filtered=self.is_filtered, **kwargs)
        return context


def _makes_sense(name: str, value: Any) -> bool:
    """Days come out of links; one that somebody wrote by hand and that is none filters nothing."""
    return not name.endswith(("__gte", "__lt")) or is_moment(str(value))
