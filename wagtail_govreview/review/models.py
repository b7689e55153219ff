"""Facade of the room's models: the sheet's two halves, the signatures, the task of a tier."""

from wagtail_govreview.review.openings import Opening
from wagtail_govreview.review.reminders import SentReminder
from wagtail_govreview.review.sheet_draft import SheetDraft
from wagtail_govreview.review.sheets import ReviewSheet, Signature
from wagtail_govreview.review.tier_task import TierTask, TierTaskState

__all__ = [
    "Opening",
    "ReviewSheet",
    "SentReminder",
    "SheetDraft",
    "Signature",
    "TierTask",
    "TierTaskState",
]
