"""Facade of the room's models."""

from wagtail_govreview.screening.last import Screening
from wagtail_govreview.screening.rulings import Ruling

__all__ = ["Ruling", "Screening"]
