"""What records that the review keeps, and nobody writes by hand, have in common in modeladmin."""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.views import InspectView


class NoButtons(ButtonHelper):
    """The number leads to the record; there is nothing else to do with one in the list."""

    def get_buttons_for_obj(self, obj: Any, *args: Any, **kwargs: Any) -> list[dict[str, str]]:
        return []


class ReadOnlyPermissionHelper(PermissionHelper):
    """Nobody adds, changes or deletes one by hand, superusers included. Subclasses say who reads."""

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return False


class RecordView(WagtailAdminTemplateMixin, InspectView):
    """One record on a page of its own template, under its ``number``."""

    def get_template_names(self) -> list[str]:
        return [self.template_name]

    def get_page_subtitle(self) -> str:
        return str(self.instance.number)

    def get_fields_dict(self) -> list[Any]:
        return []
