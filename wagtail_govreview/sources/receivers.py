"""What this room connects when the site starts."""

from __future__ import annotations


def connect() -> None:
    """Nothing to hear yet: the panel of the editor's tab is registered here once the tab exists."""
