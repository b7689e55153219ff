"""The verbs of the checks."""

from wagtail_govreview.screening.services.mask_document import mask_document
from wagtail_govreview.screening.services.mask_page import mask_page
from wagtail_govreview.screening.services.rule import rule

__all__ = ["mask_document", "mask_page", "rule"]
