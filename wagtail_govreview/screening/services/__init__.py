"""The verbs of the checks."""

from wagtail_govreview.screening.services.rule import rule

__all__ = ["rule"]
