"""System checks: every ``GOVREVIEW_…`` in the host's settings is a setting, and holds what it may hold."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from django.conf import settings as django_settings
from django.core import checks

from wagtail_govreview.conf import PREFIX, declared


@checks.register("wagtail_govreview")
def check_names(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E015: a name that means nothing, and so a rule that the site believes it follows and does not."""
    known = sorted(setting.name for setting in declared())
    unknown = [
        name for name in dir(django_settings) if name.startswith(PREFIX) and name not in known
    ]
    return [
        checks.Error(
            f"There is no setting {name}; it changes nothing.",
            hint=_remedy(name, known),
            id="wagtail_govreview.E015",
        )
        for name in unknown
    ]


@checks.register("wagtail_govreview")
def check_values(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E016: a setting holds something that it cannot hold."""
    return [
        checks.Error(
            f"{setting.name} is {setting.value!r}.",
            hint=f"It has to be {setting.kind.words}. Default: {setting.name} = {setting.default!r}",
            id="wagtail_govreview.E016",
        )
        for setting in declared()
        if not setting.is_well_formed
    ]


def _remedy(name: str, known: list[str]) -> str:
    # Without the prefix, which makes all names alike.
    close = get_close_matches(name[len(PREFIX) :], [each[len(PREFIX) :] for each in known], n=1)
    if close:
        return f"Did you mean {PREFIX}{close[0]}?"
    return f"Remove it. The settings are: {', '.join(known)}."
