"""The verbs of this room."""

from wagtail_govreview.units.services.appoint import appoint, dismiss
from wagtail_govreview.units.services.delegate import delegate
from wagtail_govreview.units.services.end_delegation import end_delegation
from wagtail_govreview.units.services.members import admit, release
from wagtail_govreview.units.services.save_unit import save_unit
from wagtail_govreview.units.services.set_up_unit import SetUp, set_up_unit

__all__ = [
    "SetUp",
    "admit",
    "appoint",
    "delegate",
    "dismiss",
    "end_delegation",
    "release",
    "save_unit",
    "set_up_unit",
]
