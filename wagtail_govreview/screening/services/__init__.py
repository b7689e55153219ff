"""The verbs of the checks."""

from wagtail_govreview.screening.services.mask_document import mask_document
from wagtail_govreview.screening.services.mask_page import mask_page
from wagtail_govreview.screening.services.rule import rule
from wagtail_govreview.screening.services.strip_image import strip_image

__all__ = ["mask_document", "mask_page", "rule", "strip_image"]
