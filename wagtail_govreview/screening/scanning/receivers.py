"""When a dictionary changes, what is live is checked again."""

from __future__ import annotations

from typing import Any

from wagtail_govreview.screening.scanning.services import ask_for_scan
from wagtail_govreview.screening.scanning.tasks import runs_elsewhere
from wagtail_govreview.screening.signals import dictionary_activated


def connect() -> None:
    """Called once, when the site starts."""
    dictionary_activated.connect(scan_again, dispatch_uid="govreview_scan_again")


def scan_again(sender: Any, version: Any, user: Any, **kwargs: Any) -> None:
    """Where tasks run in processes of their own at once; else ``govreview_scan`` does it at night."""
    if runs_elsewhere():
        ask_for_scan(version.dictionary.unit, reason=str(version), user=user)
