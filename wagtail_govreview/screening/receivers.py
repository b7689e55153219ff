"""What this room tells the others when the site starts."""

from __future__ import annotations

from wagtail_govreview.ledger.acts import register_acts
from wagtail_govreview.ledger.verification import register_verifier
from wagtail_govreview.screening import verification
from wagtail_govreview.screening.acts import LABELS
from wagtail_govreview.screening.checks.items import publications
from wagtail_govreview.screening.dictionaries.acts import LABELS as DICTIONARIES
from wagtail_govreview.screening.scanning import receivers as scanning


def connect() -> None:
    """Called once, when the site starts."""
    from wagtail_govreview.screening.checks.links import saving
    from wagtail_govreview.screening.extraction import tasks
    from wagtail_govreview.screening.pictures import told

    tasks.connect()
    told.connect()
    saving.connect()
    register_acts(LABELS)
    register_acts(DICTIONARIES)
    scanning.connect()
    register_verifier(verification.verify_rulings)
    publications.connect()
