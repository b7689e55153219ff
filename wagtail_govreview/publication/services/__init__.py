"""The verbs of publication, one file each."""

from wagtail_govreview.publication.services.adopt import adopt
from wagtail_govreview.publication.services.publish import publish
from wagtail_govreview.publication.services.register import register
from wagtail_govreview.publication.services.withdraw import withdraw

__all__ = ["adopt", "publish", "register", "withdraw"]
