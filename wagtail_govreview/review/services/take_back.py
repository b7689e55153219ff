"""Take back: the undertaker withdraws the sheet, or its workflow was cancelled."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q

from wagtail_govreview.ledger.services import append, hold
from wagtail_govreview.review import signals
from wagtail_govreview.review.sheets import OPEN_STATES, ReviewSheet, SheetPurpose, SheetState


@transaction.atomic
def take_back(workflow_state: Any, user: Any) -> ReviewSheet | None:
    """Close the open sheet of a cancelled ``workflow_state``; its signatures bind no longer.

    Gives the sheet, or None when there was no open one.
    """
    sheets = ReviewSheet.objects.filter(workflow_state=workflow_state, state__in=OPEN_STATES)
    sheets = sheets.exclude(_returned_request())
    code = sheets.values_list("unit__code", flat=True).first()
    if code is None:
        return None
    hold(code)  # as in submitting, which locks the chain before the sheet that it voids
    sheet = sheets.select_for_update().first()
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


def _returned_request() -> Q:
    """A tier returned the request to take a page offline: that cancels the workflow, and says why itself."""
    return ~Q(purpose=SheetPurpose.PUBLICATION) & Q(state=SheetState.RETURNED)
