"""What the application connects when the site starts: system checks, signals, the tab in the editor."""

from __future__ import annotations

from wagtail_govreview.rooms import parts


def connect() -> None:
    """Connect every room. Called once, when all models are loaded."""
    list(parts("checks"))  # importing registers them
    for receivers in parts("receivers"):
        receivers.connect()
