"""The list of filing packages."""

from __future__ import annotations

from typing import Any

from wagtail_govreview.archive.access import units_filed_by
from wagtail_govreview.archive.permissions import FilingListPermissionHelper
from wagtail_govreview.units.views.lists import KnownFiltersIndexView


class PackageIndexView(KnownFiltersIndexView):
    """Packages of the reader's units, the newest first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission_helper = FilingListPermissionHelper(self.model, inspect_view_enabled=True)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_file = units_filed_by(self.request.user).exists()
        return super().get_context_data(may_file=may_file, **kwargs)
