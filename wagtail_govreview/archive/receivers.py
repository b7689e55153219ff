"""What this room connects when the site starts."""

from __future__ import annotations

from wagtail_govreview.archive.acts import LABELS
from wagtail_govreview.ledger.acts import register_acts


def connect() -> None:
    """Called once, when the site starts."""
    register_acts(LABELS)
