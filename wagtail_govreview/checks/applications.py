"""System checks: the applications, the middleware and the addresses that the screens are built on."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.urls import NoReverseMatch, reverse

HISTORY = "simple_history.middleware.HistoryRequestMiddleware"
NEEDED_APPS = {
    "wagtail_modeladmin": "the screens for units, signers, sources and the register need it",
    "simple_history": "the history of units, sources and sheets needs it",
    "wagtail.snippets": "the screens of the review sheets need it",
    "django_filters": "the filters of every list need its templates",
}


@checks.register("wagtail_govreview")
def check_needed_apps(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E014: an application that the screens are built with is not installed."""
    return [
        checks.Error(
            f"“{name}” is not in INSTALLED_APPS: {purpose}.",
            hint=f'Add to the settings: INSTALLED_APPS += ["{name}"]',
            id="wagtail_govreview.E014",
        )
        for name, purpose in NEEDED_APPS.items()
        if not apps.is_installed(name)
    ]


@checks.register("wagtail_govreview")
def check_history_middleware(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """W012: without the middleware, the history of units and sources does not say who changed them."""
    if HISTORY in settings.MIDDLEWARE:
        return []
    return [
        checks.Warning(
            "The history of units, signers and sources would not say who changed them.",
            hint=f'Add to the settings: MIDDLEWARE += ["{HISTORY}"]',
            id="wagtail_govreview.W012",
        )
    ]


@checks.register("wagtail_govreview")
def check_admin_urls(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """W013: this site has no Wagtail admin, where people write and sign."""
    try:
        reverse("wagtailadmin_home")
    except NoReverseMatch:
        hint = (
            'Add to the URLs: path("admin/", include("wagtail.admin.urls")). A process that serves only '
            "readers may silence this check (SILENCED_SYSTEM_CHECKS)."
        )
        text = "Wagtail's admin is not among the URLs: nobody can write, sign or look anything up."
        return [checks.Warning(text, hint=hint, id="wagtail_govreview.W013")]
    return []
