"""Take back: the undertaker withdraws the sheet, or its workflow was cancelled."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from wagtail_govreview.ledger.services import append
from wagtail_govreview.review import signals
from wagtail_govreview.review.sheets import OPEN_STATES, ReviewSheet, SheetState


@transaction.atomic
def take_back(workflow_state: Any, user: Any) -> ReviewSheet | None:
    """Close the open sheet of a cancelled ``workflow_state``; its signatures bind no longer.

    Gives the sheet, or None when there was no open one.
    """
    sheet = (
        ReviewSheet.objects.select_for_update()
        .filter(workflow_state=workflow_state, state__in=OPEN_STATES)
        .first()
    )
    if sheet is None:
        return None
    sheet.state = SheetState.WITHDRAWN
    sheet.tier, sheet.waiting_since, sheet.due_at = "", None, None
    sheet.save()
    append(
        sheet.unit.code,
        "review.taken_back",
        actor=user,
        subject=sheet,
        summary=str(sheet),
        data={"number": sheet.number, "round": sheet.round},
    )
    signals.sheet_taken_back.send(sender=ReviewSheet, sheet=sheet, user=user)
    return sheet
