"""Reminders of the signatures that emergency publications owe."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail_govreview.publication.emergency.debts import (
    Debt,
    open_debts,
    people_to_remind,
    with_sheets,
)
from wagtail_govreview.review.reminders import Duty


def duties() -> Iterator[Duty]:
    """One for each debt that is open."""
    for debt in with_sheets(open_debts()):
        yield Duty(
            kind="emergency",
            key=str(debt.record.pk),
            title=debt.record.title,
            unit=debt.record.unit.name,
            due_at=debt.record.due_at,
            url=reverse("govreview_register_modeladmin_inspect", args=[debt.record.entry_id]),
            what=_what(debt),
            people=people_to_remind(debt),
        )


def _what(debt: Debt) -> Callable[[], str]:
    def words() -> str:
        number = {"number": debt.record.entry.number}
        if debt.waits_at:
            sentence = _(
                "Emergency publication %(number)s: its sheet waits for the signature of %(tier)s."
            )
            return sentence % {**number, "tier": debt.waits_at}
        if debt.is_returned:
            sentence = _(
                "Emergency publication %(number)s: its sheet was returned and has to be corrected and submitted again."
            )
            return sentence % number
        sentence = _(
            "Emergency publication %(number)s: its review sheet has to be completed and submitted."
        )
        return sentence % number

    return words
