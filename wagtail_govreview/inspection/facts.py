"""Reads from the database what ``rules`` decides upon, for many publications at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count

from wagtail_govreview.inspection.rules import Case, Sheet, Signed
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.ledger.subjects import subject_key
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review.facts import tiers_of
from wagtail_govreview.review.sheets import ReviewSheet, Signature

COUNTED_KINDS: tuple[str, ...] = (RegisterEntry.Kind.PUBLICATION, RegisterEntry.Kind.UPDATE)
RESUBMITTED = "review.resubmitted"


def cases_of(entries: Iterable[RegisterEntry]) -> list[tuple[RegisterEntry, Case]]:
    """Each entry with what an inspection has to know about it. Five queries, however many entries there are."""
    entries = list(entries)
    sheets = _sheets(entries)
    returns = _returns(sheets.values())
    withdrawn = _withdrawn(entries)
    frozen = _frozen(sheets)
    return [
        (
            entry,
            Case(
                happened_at=entry.happened_at,
                fingerprint=entry.fingerprint,
                sheet=frozen.get(entry.sheet_id),
                returns=returns.get(entry.sheet_number, 0),
                withdrawn_at=withdrawn.get(entry.pk),
            ),
        )
        for entry in entries
    ]


def _sheets(entries: Sequence[RegisterEntry]) -> dict[Any, ReviewSheet]:
    keys = {entry.sheet_id for entry in entries if entry.sheet_id}
    found = ReviewSheet.objects.filter(pk__in=keys).prefetch_related("signatures")
    return {sheet.pk: sheet for sheet in found}


def _frozen(sheets: dict[Any, ReviewSheet]) -> dict[Any, Sheet]:
    """The sheets as the rules want them. The ledger is asked only where something was returned."""
    returned = {
        pk: [item.signed_at for item in sheet.signatures.all() if not _agreed(item)]
        for pk, sheet in sheets.items()
    }
    again = _resubmitted([sheets[pk] for pk, moments in returned.items() if moments])
    return {
        pk: Sheet(
            answers=sheet.answers,
            tiers=tiers_of(sheet),
            escalated=sheet.escalated,
            contributors=frozenset(person["key"] for person in sheet.contributors),
            submitted_at=sheet.submitted_at,
            signatures=[_signed(item) for item in sheet.signatures.all() if _agreed(item)],
            returned=returned[pk],
            resubmitted=again.get(pk, ()),
        )
        for pk, sheet in sheets.items()
    }


def _agreed(signature: Signature) -> bool:
    return bool(signature.decision == Signature.Decision.SIGNED)


def _signed(signature: Signature) -> Signed:
    return Signed(
        tier=signature.tier,
        post=signature.post,
        person=signature.user_key,
        name=signature.name,
        at=signature.signed_at,
        fingerprint=signature.fingerprint,
    )


def _resubmitted(sheets: Sequence[ReviewSheet]) -> dict[Any, list[datetime]]:
    """When sheets were submitted again unchanged after a return: only the ledger keeps it."""
    if not sheets:
        return {}
    by_subject = {subject_key(sheet): sheet.pk for sheet in sheets}
    moments: dict[Any, list[datetime]] = {}
    lines = LedgerLine.objects.filter(act=RESUBMITTED, subject__in=by_subject)
    for subject, at in lines.order_by("at").values_list("subject", "at"):
        moments.setdefault(by_subject[subject], []).append(at)
    return moments


def _returns(sheets: Iterable[ReviewSheet]) -> dict[str, int]:
    """How often each sheet number was returned, in all of its rounds."""
    numbers = {sheet.number for sheet in sheets}
    found = (
        Signature.objects.filter(sheet__number__in=numbers, decision=Signature.Decision.RETURNED)
        .order_by()
        .values_list("sheet__number")
        .annotate(Count("pk"))
    )
    return dict(found)


def _withdrawn(entries: Sequence[RegisterEntry]) -> dict[Any, datetime]:
    """When each entry was taken offline, for those that were."""
    found = RegisterEntry.objects.filter(
        previous__in=[entry.pk for entry in entries], kind=RegisterEntry.Kind.WITHDRAWAL
    )
    return dict(found.order_by().values_list("previous_id", "happened_at"))
