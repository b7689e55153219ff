"""Facade of the room's models."""

from wagtail_govreview.screening.checks.items.live_texts import LiveText
from wagtail_govreview.screening.checks.links.states import LinkState
from wagtail_govreview.screening.last import Screening
from wagtail_govreview.screening.rulings import Ruling

__all__ = ["LinkState", "LiveText", "Ruling", "Screening"]
