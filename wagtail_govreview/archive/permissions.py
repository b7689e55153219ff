"""modeladmin's questions about packages, answered by ``access``."""

from __future__ import annotations

from typing import Any

from wagtail_govreview.archive import access
from wagtail_govreview.units.views.read_only import ReadOnlyPermissionHelper


class FilingPermissionHelper(ReadOnlyPermissionHelper):
    """Reading only: packages are asked for on a page of their own, and never changed or deleted."""

    def user_can_list(self, user: Any) -> bool:
        return access.may_read_packages(user)

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        return access.may_read(user, obj.unit_id)


class FilingListPermissionHelper(FilingPermissionHelper):
    """For the rows of a list that holds nothing but what the reader may read: no query for each row."""

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        return True
