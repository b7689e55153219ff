"""The checks that come with the package. Importing this module registers them; a site adds its own beside them."""

from __future__ import annotations

from wagtail_govreview.screening.checks.privacy import numbers
from wagtail_govreview.screening.checks.secrecy import disclosure, internal, marks, telegrams

__all__ = [
    "disclosure",
    "internal",
    "marks",
    "numbers",
    "telegrams",
]
