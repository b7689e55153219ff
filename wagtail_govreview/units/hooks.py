"""Registration of this room's screens with Wagtail."""

from __future__ import annotations

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from wagtail_govreview.menu import HOOK as MENU_HOOK
from wagtail_govreview.units.admin import SignerAdmin, UnitAdmin
from wagtail_govreview.units.delegation_admin import DelegationAdmin

modeladmin_register(UnitAdmin)
modeladmin_register(SignerAdmin)
modeladmin_register(DelegationAdmin)
hooks.register(MENU_HOOK, lambda: DelegationAdmin().get_menu_item())
