"""The list of the delegations of signing: who may read it, its spreadsheet, and the state of each in words."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from wagtail_govreview.spreadsheets import SafeSpreadsheet
from wagtail_govreview.units import delegating
from wagtail_govreview.units.delegations import Delegation
from wagtail_govreview.units.roles import role_label
from wagtail_govreview.units.views.lists import KnownFiltersIndexView
from wagtail_govreview.units.views.read_only import ReadOnlyPermissionHelper


class DelegationPermissionHelper(ReadOnlyPermissionHelper):
    """Reading only: what is entered is never edited, and never deleted."""

    def user_can_list(self, user: Any) -> bool:
        return delegating.may_list(user)

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        return delegating.may_read(user, obj)


class DelegationListPermissionHelper(DelegationPermissionHelper):
    """For the rows of a list that holds nothing but what the reader may read: no query for each row."""

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        return True


class DelegationIndexView(SafeSpreadsheet, KnownFiltersIndexView):
    """Delegations that the reader may know of, the newest first."""

    list_export = [
        "unit",
        "tier",
        "principal_name",
        "principal_title",
        "delegate_name",
        "delegate_title",
        "starts_at",
        "ends_at",
        "state",
        "reason",
        "granted_by_name",
        "granted_at",
        "revoked_at",
        "revoked_by_name",
        "revocation_reason",
        "signed",
        "file_name",
        "file_digest",
        "digest",
    ]
    export_headings = {
        "state": gettext_lazy("state"),
        "signed": gettext_lazy("signed under it"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        helper = DelegationListPermissionHelper(self.model, inspect_view_enabled=True)
        self.permission_helper = helper

    def get_filename(self) -> str:
        return "delegations"

    def to_row_dict(self, item: Any) -> OrderedDict[str, Any]:
        special = {
            "unit": item.unit.name,
            "tier": role_label(item.tier),
            "state": standing(item),
        }
        return OrderedDict(
            (name, special.get(name, getattr(item, name, ""))) for name in self.list_export
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = bool(delegating.places_entered_by(self.request.user))
        return super().get_context_data(may_enter=may, **kwargs)


def standing(delegation: Any) -> str:
    """The state in words; one whose principal signs no more is not in force, whatever its period says."""
    if delegation.state == Delegation.State.IN_FORCE and not delegation.principal_signs:
        return gettext("not in force: the principal does not sign this tier any more")
    return str(delegation.state_label)
