"""The verbs of scanning: begin or go on, look at a piece, end, settle a finding."""

from wagtail_govreview.screening.scanning.services.begin import ask_for_scan, go_on
from wagtail_govreview.screening.scanning.services.look import look_at_piece

__all__ = ["ask_for_scan", "go_on", "look_at_piece"]
