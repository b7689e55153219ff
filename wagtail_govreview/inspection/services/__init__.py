"""The verbs of inspection, one file each."""

from wagtail_govreview.inspection.services.count import count

__all__ = ["count"]
