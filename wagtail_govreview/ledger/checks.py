"""System checks of the ledger's settings."""

from __future__ import annotations

from typing import Any

from django.core.checks import Error, register

from wagtail_govreview.conf import settings
from wagtail_govreview.ledger.digests import ALGORITHMS


@register()
def check_digest_algorithm(**kwargs: Any) -> list[Error]:
    """``GOVREVIEW_DIGEST`` names an algorithm that exists."""
    if settings.digest_algorithm in ALGORITHMS:
        return []
    return [
        Error(
            f"GOVREVIEW_DIGEST is {settings.digest_algorithm!r}.",
            hint=f"Set it to one of: {', '.join(ALGORITHMS)}.",
            id="wagtail_govreview.E301",
        )
    ]
