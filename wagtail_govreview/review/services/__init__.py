"""The verbs of the review, one file each."""

from wagtail_govreview.review.services.note_opening import note_opening
from wagtail_govreview.review.services.request_removal import give_up, request_removal
from wagtail_govreview.review.services.send_back import send_back
from wagtail_govreview.review.services.sign import sign
from wagtail_govreview.review.services.submit import submit
from wagtail_govreview.review.services.take_back import take_back

__all__ = [
    "give_up",
    "note_opening",
    "request_removal",
    "send_back",
    "sign",
    "submit",
    "take_back",
]
