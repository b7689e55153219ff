"""What the application connects when the site starts: system checks, signals, the editor's tab, histories."""

from __future__ import annotations

from importlib import import_module

from wagtail_govreview.rooms import parts


def connect() -> None:
    """Connect every room. Called once, when all models are loaded."""
    import_module("wagtail_govreview.checks")  # importing registers them
    list(parts("checks"))
    list(parts("standard"))  # the checks of texts and files that come with the package
    for receivers in parts("receivers"):
        receivers.connect()
    for changes in parts("changes"):
        changes.register()
