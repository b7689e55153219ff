"""Facade of the room's models."""

from wagtail_govreview.screening.checks.items.live_texts import LiveText
from wagtail_govreview.screening.checks.links.states import LinkState
from wagtail_govreview.screening.last import Screening
from wagtail_govreview.screening.rulings import Ruling
from wagtail_govreview.screening.scanning.models import LiveFinding, Scan, ScanPiece

__all__ = ["LinkState", "LiveFinding", "LiveText", "Ruling", "Scan", "ScanPiece", "Screening"]
