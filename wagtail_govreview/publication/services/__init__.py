"""The verbs of publication, one file each."""

from wagtail_govreview.publication.services.adopt import adopt
from wagtail_govreview.publication.services.carry_out import carry_out
from wagtail_govreview.publication.services.publish import publish
from wagtail_govreview.publication.services.publish_in_emergency import publish_in_emergency
from wagtail_govreview.publication.services.register import register
from wagtail_govreview.publication.services.request import request
from wagtail_govreview.publication.services.withdraw import withdraw
from wagtail_govreview.publication.services.withdraw_at_once import withdraw_at_once

__all__ = [
    "adopt",
    "carry_out",
    "publish",
    "publish_in_emergency",
    "register",
    "request",
    "withdraw",
    "withdraw_at_once",
]
