"""The verbs of this room."""

from wagtail_govreview.units.services.appoint import appoint, dismiss
from wagtail_govreview.units.services.save_unit import save_unit
from wagtail_govreview.units.services.set_up_unit import SetUp, set_up_unit

__all__ = ["SetUp", "appoint", "dismiss", "save_unit", "set_up_unit"]
