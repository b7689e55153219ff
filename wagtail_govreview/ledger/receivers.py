"""What the ledger connects when the site starts."""

from __future__ import annotations


def connect() -> None:
    """Have the chains verified with everything else, and the settings checked."""
    from wagtail_govreview.ledger import chains, checks  # noqa: F401 - they register themselves
