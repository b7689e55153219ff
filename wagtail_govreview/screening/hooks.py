"""Registration of this room's screens with Wagtail: importing does it."""

from wagtail_govreview.screening.dictionaries import hooks as dictionaries

__all__ = ["dictionaries"]
