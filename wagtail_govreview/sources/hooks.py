"""Registration of this room's screens with Wagtail."""

from __future__ import annotations

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from wagtail_govreview.menu import HOOK as MENU_HOOK
from wagtail_govreview.sources.admin import AuthorisedSourceAdmin

modeladmin_register(AuthorisedSourceAdmin)
hooks.register(MENU_HOOK, lambda: AuthorisedSourceAdmin().get_menu_item())
