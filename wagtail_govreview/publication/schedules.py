"""Signed items whose time of going live got lost: they would wait for ever, and nobody would be told."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from wagtail_govreview.ledger.verification import Notice
from wagtail_govreview.review.sheets import ReviewSheet, SheetState


def verify_schedules(unit: str = "") -> Iterator[Notice]:
    """Sheets that are signed and neither public nor scheduled.

    Somebody cancelled the schedule; or ``publish_scheduled`` was killed: Wagtail takes the time off the revision before it saves
    the page, and not in one transaction. The signatures hold, so no review has to be repeated.
    """
    sheets = ReviewSheet.objects.filter(
        state=SheetState.SIGNED,
        page__isnull=False,
        revision__isnull=False,
        revision__approved_go_live_at=None,
        workflow_state__status=WorkflowState.STATUS_APPROVED,
    )
    if unit:
        sheets = sheets.filter(unit__code=unit)
    for sheet in sheets.only("number", "title").order_by("pk").iterator():
        sentence = _(
            "%(sheet)s is signed, but neither public nor scheduled. The signatures hold: whoever may publish can "
            "publish this page in the editor."
        )
        yield Notice("publication.not_scheduled", sheet.number, sentence % {"sheet": sheet})
