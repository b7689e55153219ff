"""The checks that come with the package. Importing this module registers them; a site adds its own beside them."""

from __future__ import annotations

from wagtail_govreview.screening.checks.items import checks as items
from wagtail_govreview.screening.checks.links import checks as links
from wagtail_govreview.screening.checks.privacy import addresses, codes, health, masked, numbers
from wagtail_govreview.screening.checks.secrecy import disclosure, internal, marks, telegrams
from wagtail_govreview.screening.checks.wording import (
    dates,
    document_numbers,
    punctuation,
    repeats,
    sound,
    terms,
    totals,
)

__all__ = [
    "addresses",
    "codes",
    "dates",
    "disclosure",
    "document_numbers",
    "health",
    "internal",
    "items",
    "links",
    "marks",
    "masked",
    "numbers",
    "punctuation",
    "repeats",
    "sound",
    "telegrams",
    "terms",
    "totals",
]
