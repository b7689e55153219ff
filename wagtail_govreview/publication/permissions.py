"""modeladmin's questions about the register, answered by ``access``."""

from __future__ import annotations

from typing import Any

from wagtail_govreview.publication import access
from wagtail_govreview.units.views.read_only import ReadOnlyPermissionHelper


class RegisterPermissionHelper(ReadOnlyPermissionHelper):
    """Reading only, and only within one's units: superusers write no entry by hand either."""

    def user_can_list(self, user: Any) -> bool:
        return access.may_read_register(user)

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        return access.may_read_entry(user, obj)


class RegisterListPermissionHelper(RegisterPermissionHelper):
    """For the rows of a list that holds nothing but what the reader may read: no query for each row."""

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        return True
