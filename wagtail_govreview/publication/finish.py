"""What ``WAGTAIL_FINISH_WORKFLOW_ACTION`` points to.

Wagtail imports this module while its own models load, so nothing here may import a model at the top.
"""

from __future__ import annotations

from typing import Any


def publish_signed(workflow_state: Any, user: Any = None) -> None:
    """Publish what was signed; a workflow without our tiers ends as Wagtail ends it."""
    from wagtail.workflows import publish_workflow_state

    from wagtail_govreview.publication.services import publish
    from wagtail_govreview.review.sheets import ReviewSheet
    from wagtail_govreview.units.governance import is_governed

    page = workflow_state.content_object
    sheets = ReviewSheet.objects.filter(workflow_state=workflow_state)
    if sheets.exclude(purpose=ReviewSheet.Purpose.PUBLICATION).exists():
        return  # carried out when the last signature's step is closed: a page cannot be deleted under its workflow
    reviewed = sheets.exists()
    if reviewed or (hasattr(page, "path") and is_governed(page)):
        publish(workflow_state, user)
    else:
        publish_workflow_state(workflow_state, user=user)
