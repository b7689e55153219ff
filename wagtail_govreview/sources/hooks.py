"""Registration of this room's screens with Wagtail."""

from __future__ import annotations

from wagtail_modeladmin.options import modeladmin_register

from wagtail_govreview.sources.admin import AuthorisedSourceAdmin

modeladmin_register(AuthorisedSourceAdmin)
