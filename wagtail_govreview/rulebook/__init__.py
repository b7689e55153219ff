"""The whole rule as data. ``get_profile()`` is the one door to it.

The Django setting ``GOVREVIEW_PROFILE`` names a ``types.Profile`` by dotted path; the default is the Ningxia rule of
2020. A path is imported once; a setting changed in a test takes effect at the next call.
"""

from __future__ import annotations

from functools import cache

from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from wagtail_govreview.conf import settings as govreview_settings

from .masks import PROFILES, MaskProfile
from .types import Profile, UnknownTerm

__all__ = ["Profile", "UnknownTerm", "get_masks", "get_profile"]


def get_profile() -> Profile:
    """The profile in force. Raises ImproperlyConfigured when the setting does not lead to one."""
    path = govreview_settings.profile_path
    if not isinstance(path, str):
        raise ImproperlyConfigured(f"GOVREVIEW_PROFILE is {path!r}, not a dotted path.")
    return _load(path)


@cache
def _load(path: str) -> Profile:
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


def get_masks() -> MaskProfile:
    """The masks in force: the profile's, or what ``GOVREVIEW_MASKS`` makes of them."""
    chosen = govreview_settings.masks
    if isinstance(chosen, str):
        return PROFILES[chosen]
    masks = get_profile().masks
    return masks.changed(chosen) if chosen else masks
