"""Reads from the database what ``rules`` decides upon, for many publications at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count

from wagtail_govreview.inspection.case import Case, Settlement, Sheet, Signed
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.ledger.subjects import subject_key
from wagtail_govreview.publication.emergency.models import EmergencyPublication
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review.facts import tiers_of
from wagtail_govreview.review.names import printed
from wagtail_govreview.review.sheets import ReviewSheet, Signature
from wagtail_govreview.review.viewing import attachments_read

COUNTED_KINDS: tuple[str, ...] = (RegisterEntry.Kind.PUBLICATION, RegisterEntry.Kind.UPDATE)
RESUBMITTED = "review.resubmitted"


def cases_of(entries: Iterable[RegisterEntry]) -> list[tuple[RegisterEntry, Case]]:
    """Each entry with what an inspection has to know about it. Five queries, however many entries there are; one more
    where something was published in an emergency.
    """
    entries = list(entries)
    emergencies = _emergencies(entries)
    signed_on = {
        entry.pk: _sheet_key(entry, emergencies.get(entry.content_id)) for entry in entries
    }
    sheets = _sheets(signed_on.values())
    returns = _returns(sheets.values())
    withdrawn = _withdrawn(entries)
    frozen = _frozen(sheets)
    return [
        (
            entry,
            Case(
                happened_at=entry.happened_at,
                fingerprint=entry.fingerprint,
                sheet=frozen.get(signed_on[entry.pk]),
                returns=returns.get(_number(entry, sheets.get(signed_on[entry.pk])), 0),
                withdrawn_at=withdrawn.get(entry.pk),
                exception=entry.exception,
                settlement=_settlement(entry, emergencies.get(entry.content_id)),
            ),
        )
        for entry in entries
    ]


def _emergencies(entries: Sequence[RegisterEntry]) -> dict[Any, EmergencyPublication]:
    """The emergency publications of these entries by their content, which an alias shares; the newest of each."""
    contents = {entry.content_id for entry in entries if _is_emergency(entry)}
    if not contents:
        return {}
    found = EmergencyPublication.objects.filter(content__in=contents).order_by("pk")
    return {record.content_id: record for record in found}


def _is_emergency(entry: RegisterEntry) -> bool:
    return bool(entry.exception == RegisterEntry.Exceptional.EMERGENCY)


def _sheet_key(entry: RegisterEntry, record: EmergencyPublication | None) -> Any:
    """The sheet of the entry; of an emergency, the one on which exactly this was signed afterwards."""
    if record is None or not _is_emergency(entry):
        return entry.sheet_id
    signed = record.state == EmergencyPublication.State.SIGNED
    return record.settled_sheet_id if signed else None


def _number(entry: RegisterEntry, sheet: ReviewSheet | None) -> str:
    return entry.sheet_number or (sheet.number if sheet else "")


def _settlement(entry: RegisterEntry, record: EmergencyPublication | None) -> Settlement | None:
    if record is None or record.settled_at is None or not _is_emergency(entry):
        return None
    return Settlement(record.due_at, record.settled_at)


def _sheets(found_keys: Iterable[Any]) -> dict[Any, ReviewSheet]:
    keys = {key for key in found_keys if key}
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
        principal=signature.principal_key,
        represented=printed(signature.name, signature.principal_name)
        if signature.principal_key
        else "",
        read_seconds=signature.read_seconds,
        attachments=attachments_read(signature.reading),
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
        previous__in=[entry.pk for entry in entries], kind__in=RegisterEntry.ENDS
    )
    return dict(found.order_by().values_list("previous_id", "happened_at"))
