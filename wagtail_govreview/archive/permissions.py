"""modeladmin's questions about packages, answered by ``access``."""

from __future__ import annotations

from typing import Any

from wagtail_modeladmin.helpers import PermissionHelper

from wagtail_govreview.archive import access


class FilingPermissionHelper(PermissionHelper):
    """Reading only: packages are asked for on a page of their own, and never changed or deleted."""

    def user_can_list(self, user: Any) -> bool:
        return access.may_read_packages(user)

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        return access.may_read(user, obj.unit_id)

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return False


class FilingListPermissionHelper(FilingPermissionHelper):
    """For the rows of a list that holds nothing but what the reader may read: no query for each row."""

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        return True
