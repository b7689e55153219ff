"""What becomes public and what is taken offline, for the check for doubles."""

from __future__ import annotations

from typing import Any

from wagtail.signals import page_published, page_unpublished

from wagtail_govreview.screening.services.note_live import forget_live_text, note_live_text
from wagtail_govreview.units.governance import is_governed


def connect() -> None:
    """Called once, when the site starts."""
    page_published.connect(_published, dispatch_uid="govreview_live_text")
    page_unpublished.connect(_unpublished, dispatch_uid="govreview_live_text_gone")


def _published(sender: Any, instance: Any, **kwargs: Any) -> None:
    if is_governed(instance):
        note_live_text(instance)


def _unpublished(sender: Any, instance: Any, **kwargs: Any) -> None:
    forget_live_text(instance)
