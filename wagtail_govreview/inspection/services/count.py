"""Count: work out what an inspection asks of publications, and keep it as columns."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from wagtail_govreview.inspection import rules
from wagtail_govreview.inspection.case import Case, Found
from wagtail_govreview.inspection.facts import COUNTED_KINDS, cases_of
from wagtail_govreview.inspection.indicators import INDICATORS
from wagtail_govreview.inspection.models import FactException, InspectionFact
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.rulebook import get_profile

VERSION = 1  # raise it whenever the same sheet would be counted differently


def basis() -> str:
    """The rules and numbers that are counted by now. What was counted by others has to be counted again."""
    profile = get_profile()
    thresholds = profile.inspection
    return "/".join(
        [
            f"v{VERSION}",
            profile.code,
            f"returns:{thresholds.returns_noted}",
            f"withdrawn:{thresholds.withdrawn_hours}h",
            f"hasty:{thresholds.hasty_seconds}+{thresholds.hasty_seconds_each}s",
            f"distinct:{int(profile.separation.distinct_signers)}",
        ]
    )[:100]


@transaction.atomic
def count(entries: Iterable[RegisterEntry]) -> int:
    """Count publications and updates (anew); other entries are passed over. Gives how many were counted.

    Twelve statements for a list of any length. No ledger line and no signal: nothing happens in the world here, and the
    same can be worked out again at any time. Callers that are not in the middle of a registration hold the units'
    ledger chains first.
    """
    chosen = [entry for entry in entries if entry.kind in COUNTED_KINDS]
    now = basis()
    facts, exceptions = [], []
    for entry, case in cases_of(chosen):
        found = rules.exceptions_of(case, get_profile())
        facts.append(fact_of(entry, case, found, now))
        exceptions += exception_rows(entry, found)
    keys = [entry.pk for entry in chosen]
    FactException.objects.filter(fact__in=keys).delete()
    InspectionFact.objects.filter(pk__in=keys).delete()
    InspectionFact.objects.bulk_create(facts)
    FactException.objects.bulk_create(exceptions)
    return len(facts)


def fact_of(entry: RegisterEntry, case: Case, found: list[Found], now: str) -> InspectionFact:
    """The row for ``entry``, not saved."""
    answers = case.sheet.answers if case.sheet else {}
    gaps = rules.label_gaps(answers, get_profile())
    faults = sum(INDICATORS[item.code].is_fault for item in found)
    return InspectionFact(
        entry_id=entry.pk,
        label_complete=None if gaps is None else not gaps,
        sheet_complete=not rules.sheet_gaps(answers) if case.sheet else None,
        reprinted_at=rules.reprinted_at(answers) if gaps is not None else None,
        returns=case.returns,
        review_minutes=rules.review_minutes(case),
        faults=faults,
        notices=len(found) - faults,
        basis=now,
    )


def exception_rows(entry: RegisterEntry, found: list[Found]) -> list[FactException]:
    """The rows of its exceptions, not saved."""
    return [FactException(fact_id=entry.pk, code=item.code, detail=item.detail) for item in found]
