"""The dictionaries in the menu of the publication review."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from wagtail_govreview.menu import HOOK as MENU_HOOK
from wagtail_govreview.screening.dictionaries import access


class DictionariesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return access.may_list(request.user)


@hooks.register(MENU_HOOK)
def dictionaries_item() -> MenuItem:
    return DictionariesMenuItem(
        _("Dictionaries"),
        reverse("wagtail_govreview:dictionaries"),
        name="govreview-dictionaries",
        icon_name="openquote",
        order=310,
    )
