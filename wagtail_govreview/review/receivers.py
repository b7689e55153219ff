"""What this room hears from Wagtail."""

from __future__ import annotations

from typing import Any

from wagtail.models import WorkflowState
from wagtail.signals import workflow_cancelled

from wagtail_govreview.review.services import take_back


def connect() -> None:
    workflow_cancelled.connect(
        _close_sheet, sender=WorkflowState, dispatch_uid="govreview_take_back"
    )


def _close_sheet(sender: Any, instance: Any, user: Any = None, **kwargs: Any) -> None:
    take_back(instance, user)
