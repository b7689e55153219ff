"""One entry in Wagtail's main menu for everything that belongs to the publication review."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, SubmenuMenuItem

HOOK = "register_govreview_menu_item"
menu = Menu(register_hook_name=HOOK, construct_hook_name="construct_govreview_menu")


def menu_item() -> SubmenuMenuItem:
    """The group; it hides itself from people who may see nothing in it."""
    return SubmenuMenuItem(
        _("Publication review"), menu, name="govreview", icon_name="clipboard-list", order=250
    )
