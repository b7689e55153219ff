"""What the ledger connects when the site starts."""

from __future__ import annotations


def connect() -> None:
    """Have the chains verified with everything else."""
    from wagtail_govreview.ledger import chains  # noqa: F401 - registers its verifier
