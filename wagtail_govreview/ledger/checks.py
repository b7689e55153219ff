"""System check of the ledger's setting."""

from __future__ import annotations

from typing import Any

from django.core import checks

from wagtail_govreview.conf import settings
from wagtail_govreview.ledger.digests import ALGORITHMS


@checks.register("wagtail_govreview")
def check_digest_algorithm(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E003: ``GOVREVIEW_DIGEST`` names no algorithm that exists."""
    if settings.digest_algorithm in list(ALGORITHMS):
        return []
    names = " or ".join(f"GOVREVIEW_DIGEST = {name!r}" for name in ALGORITHMS)
    return [
        checks.Error(
            f"GOVREVIEW_DIGEST is {settings.digest_algorithm!r}.",
            hint=f"Write: {names}",
            id="wagtail_govreview.E003",
        )
    ]
