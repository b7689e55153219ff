"""Settle: what was published in an emergency is signed, replaced by a signed version, or taken offline."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from wagtail_govreview.content.fingerprint import has_fingerprint
from wagtail_govreview.ledger.services import append
from wagtail_govreview.publication import signals
from wagtail_govreview.publication.acting import current
from wagtail_govreview.publication.emergency.debts import open_debt_of
from wagtail_govreview.publication.emergency.models import EmergencyPublication
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review.sheets import ReviewSheet

State = EmergencyPublication.State


def settle_by_sheet(sheet: ReviewSheet, page: Any, user: Any) -> bool:
    """Every tier has signed ``sheet``: settle the debt of ``page`` if that is exactly what is public unsigned.

    ``page``: as it is public. Gives False when there is no such debt; then the sheet has to be published.
    """
    debt = open_debt_of(sheet.page_key)
    if debt is None or not page.live:
        return False
    if not all(has_fingerprint(page, each) for each in (sheet.fingerprint, debt.fingerprint)):
        return False
    _settle(debt, State.SIGNED, user, sheet=sheet)
    return True


def settle_by_entry(entry: RegisterEntry) -> None:
    """The register has a new ``entry`` of a page: a signed version, or none, stands in the place of an unsigned one."""
    debt = open_debt_of(entry.page_key)
    if debt is None or entry.exception:
        return
    replaced = entry.kind in (RegisterEntry.Kind.PUBLICATION, RegisterEntry.Kind.UPDATE)
    state = State.CORRECTED if replaced else State.WITHDRAWN
    sheet = entry.sheet if replaced else None
    _settle(debt, state, current().user, sheet=sheet, entry=entry)


@transaction.atomic
def _settle(
    debt: EmergencyPublication,
    state: str,
    user: Any,
    *,
    sheet: ReviewSheet | None = None,
    entry: RegisterEntry | None = None,
) -> None:
    debt.state, debt.open_key = state, None
    debt.settled_at = timezone.now()
    debt.settled_sheet, debt.settled_entry = sheet, entry
    debt.save(update_fields=debt.changes_later)
    append(
        debt.unit.code,
        "publication.emergency_settled",
        actor=user,
        subject=debt,
        summary=str(debt),
        data={
            "number": debt.entry.number,
            "outcome": state,
            "settled_at": debt.settled_at,
            "due_at": debt.due_at,
            "late": debt.is_late,
            "sheet": sheet.number if sheet else "",
            "entry": entry.number if entry else "",
            "emergency_digest": debt.digest,
        },
    )
    signals.emergency_settled.send(sender=EmergencyPublication, emergency=debt, user=user)
