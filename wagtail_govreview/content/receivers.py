"""What the room connects when the site starts."""

from __future__ import annotations


def connect() -> None:
    """The tab in the editors, readable comparisons, and the verification of what is kept."""
    from wagtail_govreview.content import (
        comparisons,
        edit_tab,
        scaled,
        verification,  # noqa: F401 - registers its verifiers
    )
    from wagtail_govreview.ledger.verification import register_thorough_verifier

    register_thorough_verifier(scaled.verify_scaled)
    comparisons.register()
    edit_tab.install()
