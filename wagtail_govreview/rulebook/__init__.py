"""The whole rule as data. ``get_profile()`` is the one door to it.

The Django setting ``GOVREVIEW_PROFILE`` names a ``types.Profile`` by dotted path; the default is the Ningxia rule of
2020. The profile is read once and again when the setting changes in a test.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.signals import setting_changed
from django.dispatch import receiver
from django.utils.module_loading import import_string

from wagtail_govreview.conf import settings as govreview_settings

from .types import Profile, UnknownTerm

__all__ = ["Profile", "UnknownTerm", "get_profile"]


@cache
def get_profile() -> Profile:
    """The profile in force. Raises ImproperlyConfigured when the setting does not lead to one."""
    path = govreview_settings.profile_path
    try:
        profile = import_string(path)
    except ImportError as error:
        raise ImproperlyConfigured(
            f"GOVREVIEW_PROFILE: “{path}” cannot be imported: {error}"
        ) from error
    if not isinstance(profile, Profile):
        raise ImproperlyConfigured(
            f"GOVREVIEW_PROFILE: “{path}” is not a wagtail_govreview rulebook Profile."
        )
    return profile


@receiver(setting_changed, dispatch_uid="wagtail_govreview.rulebook")
def _forget_profile(*, setting: str, **kwargs: Any) -> None:
    if setting == "GOVREVIEW_PROFILE":
        get_profile.cache_clear()
