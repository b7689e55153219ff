"""System checks of the rulebook: the profile can be found and makes sense."""

from __future__ import annotations

from typing import Any

from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from . import get_profile


@checks.register("wagtail_govreview")
def check_profile(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E001: the setting leads to no profile. E002: one error for each problem of the profile."""
    try:
        profile = get_profile()
    except ImproperlyConfigured as error:
        hint = "Set GOVREVIEW_PROFILE to the dotted path of a Profile, or remove it to use the Ningxia rule."
        return [checks.Error(str(error), hint=hint, id="wagtail_govreview.E001")]
    return [
        checks.Error(
            f"Rulebook profile “{profile.code}”: {problem}",
            hint="Correct the profile named by GOVREVIEW_PROFILE.",
            id="wagtail_govreview.E002",
        )
        for problem in profile.validate()
    ]
