"""Register: note a publication, an update or a withdrawal under the unit's next number."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from wagtail_govreview.content.html import snapshot
from wagtail_govreview.ledger.canonical import canonical_json
from wagtail_govreview.ledger.digests import algorithm_of, digest_of_text
from wagtail_govreview.ledger.people import display_name
from wagtail_govreview.ledger.services import Act, append_all, hold
from wagtail_govreview.publication import signals
from wagtail_govreview.publication.acting import current
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review.facts import signatures_of
from wagtail_govreview.review.sheets import ReviewSheet, SheetState
from wagtail_govreview.units.governance import unit_of
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.serials import next_serial, numbering_year

REGISTER_SERIES = "register"


def current_entry(page_pk: Any) -> RegisterEntry | None:
    """The entry that stands for what is public on a page now; None when nothing registered is."""
    return (
        RegisterEntry.objects.filter(page_id=page_pk, state=RegisterEntry.State.CURRENT)
        .select_related("unit", "sheet")
        .first()
    )


@transaction.atomic
def register(page: Any, *, kind: str, sheet: ReviewSheet | None) -> RegisterEntry | None:
    """Note that ``page`` became public, changed in public, or is public no longer (rule, chapter 五).

    Called by the gate in the transaction of the page's save, so that number and publication cannot part.
    Gives None for the withdrawal of a page that was public before anybody registered it and lies in no unit.
    What was public before the review began is taken over by ``adopt`` instead.
    """
    if sheet is not None:
        hold(
            sheet.unit.code
        )  # before the question, so that no other verb of the unit comes in between
    previous = current_entry(page.pk)
    unit = sheet.unit if sheet else previous.unit if previous else unit_of(page)
    if unit is None:
        return None
    if sheet is None:
        hold(unit.code)
    now = timezone.now()
    year = numbering_year(now)
    serial = next_serial(unit, REGISTER_SERIES, year)
    entry = new_entry(page, unit, kind, f"{unit.code}-{year}-{serial:05d}", now)
    entry.year, entry.serial, entry.previous = year, serial, previous
    if sheet is not None:
        _copy_sheet(entry, sheet)
        entry.snapshot = snapshot(page)
    elif previous is not None:
        _copy_previous(entry, previous)
    _close_previous(previous, kind)
    entry.digest = entry_digest(entry)
    entry.save()
    _settle_sheets(page, sheet, kind)
    append_all(unit.code, [act_of(entry)])
    signals.entry_registered.send(sender=RegisterEntry, entry=entry, user=current().user)
    return entry


def new_entry(page: Any, unit: Unit, kind: str, number: str, now: Any) -> RegisterEntry:
    """An entry about ``page`` as it is now. Not saved, without year, serial and digest."""
    withdrawal = kind == RegisterEntry.Kind.WITHDRAWAL
    return RegisterEntry(
        unit=unit,
        number=number,
        kind=kind,
        state=RegisterEntry.State.CLOSED if withdrawal else RegisterEntry.State.CURRENT,
        page_id=page.pk,
        page_key=str(page.pk),
        title=page.title,
        url=page.get_full_url() or page.get_url() or "",
        happened_at=now,
        actor=display_name(current().user),
        reason=current().reason,
    )


def _copy_sheet(entry: RegisterEntry, sheet: ReviewSheet) -> None:
    source = sheet.answers["source"]
    entry.sheet = sheet
    entry.sheet_number = sheet.number
    entry.information_class = sheet.information_class
    entry.attribute = sheet.attribute
    entry.source = source["site"]
    entry.source_link = source["link"]
    entry.document_number = source["document_number"]
    entry.undertaker = sheet.undertaker
    entry.submitted_at = sheet.submitted_at
    entry.fingerprint = sheet.fingerprint
    entry.content_id = sheet.content_id
    entry.signers = [
        {
            "tier": signature.tier_wording,
            "name": signature.name,
            "title": signature.title,
            "at": signature.signed_at.isoformat(),
        }
        for signature in signatures_of(sheet)
    ]


COPIED_FROM_PREVIOUS = (
    "sheet_id",
    "sheet_number",
    "information_class",
    "attribute",
    "source",
    "source_link",
    "document_number",
    "undertaker",
    "fingerprint",
    "content_id",
    "url",
)


def _copy_previous(entry: RegisterEntry, previous: RegisterEntry) -> None:
    """A withdrawal says of which publication."""
    for name in COPIED_FROM_PREVIOUS:
        setattr(entry, name, getattr(previous, name))


def _close_previous(previous: RegisterEntry | None, kind: str) -> None:
    if previous is None:
        return
    previous.state = (
        RegisterEntry.State.WITHDRAWN
        if kind == RegisterEntry.Kind.WITHDRAWAL
        else RegisterEntry.State.SUPERSEDED
    )
    previous.save(update_fields=["state"])


def _settle_sheets(page: Any, sheet: ReviewSheet | None, kind: str) -> None:
    """Only the sheet of what is public now keeps the right to be public."""
    published = ReviewSheet.objects.filter(page_id=page.pk, state=SheetState.PUBLISHED)
    if kind == RegisterEntry.Kind.WITHDRAWAL:
        for old in published:
            _set_state(old, SheetState.REVOKED)
        return
    for old in published:
        if old != sheet:
            _set_state(old, SheetState.SUPERSEDED)
    if sheet is not None:
        _set_state(sheet, SheetState.PUBLISHED)


def _set_state(sheet: ReviewSheet, state: SheetState) -> None:
    sheet.state = state
    sheet.save(update_fields=["state"])


def entry_digest(entry: RegisterEntry) -> str:
    """Digest of everything the register prints of ``entry``; only ``state`` may change later."""
    return digest_of_text(entry_text(entry), algorithm_of(entry.digest) or None)


def entry_text(entry: RegisterEntry) -> str:
    """The exact text under the entry's digest."""
    printed = {
        "number": entry.number,
        "kind": entry.kind,
        "sheet": entry.sheet_number,
        "page": entry.page_key,
        "title": entry.title,
        "url": entry.url,
        "information_class": entry.information_class,
        "attribute": entry.attribute,
        "source": entry.source,
        "source_link": entry.source_link,
        "document_number": entry.document_number,
        "undertaker": entry.undertaker,
        "signers": entry.signers,
        "submitted_at": entry.submitted_at,
        "happened_at": entry.happened_at,
        "actor": entry.actor,
        "reason": entry.reason,
        "fingerprint": entry.fingerprint,
        "snapshot": entry.snapshot,
    }
    return canonical_json(printed)


def act_of(entry: RegisterEntry) -> Act:
    """What the ledger says of a saved entry."""
    return Act(
        f"publication.{entry.kind}",
        actor=current().user,
        subject=entry,
        summary=str(entry),
        data={
            "number": entry.number,
            "kind": entry.kind,
            "sheet": entry.sheet_number,
            "fingerprint": entry.fingerprint,
            "url": entry.url,
            "reason": entry.reason,
            "entry_digest": entry.digest,
        },
    )
