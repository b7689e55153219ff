"""System check of printing: the folders with further fonts exist."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core import checks

from wagtail_govreview.conf import GovReviewSettings
from wagtail_govreview.conf import settings as govreview_settings


@checks.register("wagtail_govreview")
def check_font_paths(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """W011: a folder in GOVREVIEW_FONT_PATHS is not there, so its characters would be missing."""
    if not GovReviewSettings.font_paths.is_well_formed:  # E016 says so
        return []
    return [
        checks.Warning(
            f"GOVREVIEW_FONT_PATHS: there is no folder “{path}”.",
            hint="Correct the path, or printing will refuse the characters that its fonts have.",
            id="wagtail_govreview.W011",
        )
        for path in govreview_settings.font_paths
        if not Path(path).is_dir()
    ]
