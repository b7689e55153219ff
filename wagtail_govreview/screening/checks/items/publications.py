"""What becomes public, for the check for doubles."""

from __future__ import annotations

from typing import Any

from wagtail.signals import page_published

from wagtail_govreview.screening.services.note_live import note_live_text
from wagtail_govreview.units.governance import is_governed


def connect() -> None:
    """Called once, when the site starts."""
    page_published.connect(_published, dispatch_uid="govreview_live_text")


def _published(sender: Any, instance: Any, **kwargs: Any) -> None:
    if is_governed(instance):
        note_live_text(instance)
