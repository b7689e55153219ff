"""The verbs of the review, one file each."""

from wagtail_govreview.review.services.send_back import send_back
from wagtail_govreview.review.services.sign import sign
from wagtail_govreview.review.services.submit import submit
from wagtail_govreview.review.services.take_back import take_back

__all__ = ["send_back", "sign", "submit", "take_back"]
