"""Registration of this room's screens with Wagtail, and of its buttons on those of the rooms below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import HeaderButton
from wagtail_modeladmin.options import modeladmin_register

from wagtail_govreview.archive import access
from wagtail_govreview.archive.admin import FilingAdmin
from wagtail_govreview.archive.views.addresses import item_url
from wagtail_govreview.menu import HOOK as MENU_HOOK
from wagtail_govreview.publication.views.entry import BUTTONS_HOOK as ENTRY_BUTTONS
from wagtail_govreview.review.views.sheet import BUTTONS_HOOK as SHEET_BUTTONS

modeladmin_register(FilingAdmin)
hooks.register(MENU_HOOK, lambda: FilingAdmin().get_menu_item())


@hooks.register(ENTRY_BUTTONS)
@hooks.register(SHEET_BUTTONS)
def filing_button(record: Any, user: Any) -> Iterator[HeaderButton]:
    """“Filing package” on the page of a register entry and of a sheet."""
    if access.may_read(user, record.unit_id):
        yield HeaderButton(
            _("Filing package"), url=item_url(record), icon_name="folder-inverse", priority=50
        )
