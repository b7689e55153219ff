"""modeladmin's questions about the register, answered by ``access``."""

from __future__ import annotations

from typing import Any

from wagtail_modeladmin.helpers import PermissionHelper

from wagtail_govreview.publication import access


class RegisterPermissionHelper(PermissionHelper):
    """Reading only, and only within one's units: superusers write no entry by hand either."""

    def user_can_list(self, user: Any) -> bool:
        return access.may_read_register(user)

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        return access.may_read_entry(user, obj)

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return False


class RegisterListPermissionHelper(RegisterPermissionHelper):
    """For the rows of a list that holds nothing but what the reader may read: no query for each row."""

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        return True
