"""What the room connects when the site starts."""

from __future__ import annotations


def connect() -> None:
    """The tab in the editors, readable comparisons, and the verification of what is kept."""
    from wagtail_govreview.content import (
        comparisons,
        edit_tab,
        verification,  # noqa: F401 - registers its verifiers
    )

    comparisons.register()
    edit_tab.install()
