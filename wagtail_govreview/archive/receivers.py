"""What this room connects when the site starts."""

from __future__ import annotations

from wagtail_govreview.archive.acts import LABELS
from wagtail_govreview.archive.destruction.verification import verify_destroyed_files
from wagtail_govreview.archive.verification import verify_filed, verify_packages
from wagtail_govreview.ledger.acts import register_acts
from wagtail_govreview.ledger.verification import register_verifier


def connect() -> None:
    """Called once, when the site starts."""
    register_acts(LABELS)
    register_verifier(verify_packages)
    register_verifier(verify_destroyed_files)
    register_verifier(verify_filed)
