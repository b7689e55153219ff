"""Register: note a publication, an update or a withdrawal under the unit's next number."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from wagtail_govreview.content.evidence import keep
from wagtail_govreview.content.html import snapshot
from wagtail_govreview.ledger.canonical import canonical_json
from wagtail_govreview.ledger.digests import algorithm_of, digest_of_text
from wagtail_govreview.ledger.people import display_name
from wagtail_govreview.ledger.services import Act, append_all, hold
from wagtail_govreview.publication import signals
from wagtail_govreview.publication.acting import current
from wagtail_govreview.publication.aliases import as_signed
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.services.settle import settle_by_entry
from wagtail_govreview.review.drafts import sheet_draft_of
from wagtail_govreview.review.facts import signatures_of
from wagtail_govreview.review.sheets import ReviewSheet, SheetState, Signature
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.sources.attributions import attribution_of
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


def hold_unit_of(page: Any) -> None:
    """Lock the chain of the unit that answers for ``page``, in the transaction of the page's save.

    Asked for before anything is read of what is public now, and before the page's row is locked: signing locks
    the chain first too, so nobody waits in a circle, and who comes second sees what the first one did.
    """
    entry = current_entry(page.pk) if page.pk is not None else None
    unit = entry.unit if entry is not None else unit_of(page)
    if unit is not None:
        hold(unit.code)


@transaction.atomic
def register(
    page: Any, *, kind: str, sheet: ReviewSheet | None, exception: str = ""
) -> RegisterEntry | None:
    """Note that ``page`` became public, changed in public, or is public no longer (rule, chapter 五).

    ``sheet``: on which it was signed; of a removal also the one on which it is still to be signed.
    Called by the gate in the transaction of the page's save, so that number and publication cannot part.
    ``exception``: by what it became public without signatures, see ``permits``.
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
        previous = current_entry(page.pk)
    now = timezone.now()
    year = numbering_year(now)
    serial = next_serial(unit, REGISTER_SERIES, year)
    entry = new_entry(page, unit, kind, register_number(unit.code, year, serial), now)
    entry.year, entry.serial, entry.previous = year, serial, previous
    if sheet is not None:
        _copy_sheet(entry, sheet)
        if kind not in RegisterEntry.ENDS:
            entry.snapshot = snapshot(page)
    elif exception:
        _copy_content(entry, page, exception)
    elif previous is not None:
        _copy_previous(entry, previous)
    _close_previous(previous, kind)
    entry.digest = entry_digest(entry)
    entry.save()
    _settle_sheets(page, sheet, kind)
    append_all(unit.code, [act_of(entry)])
    if previous is not None and previous.exception:
        settle_by_entry(entry)
    signals.entry_registered.send(sender=RegisterEntry, entry=entry, user=current().user)
    return entry


STOCK_YEAR = 0


def register_number(code: str, year: int, serial: int) -> str:
    """The number of an entry of the unit ``code``; what was taken over stands in the series of the year 0."""
    return f"{code}-{'存量' if year == STOCK_YEAR else year}-{serial:05d}"


def new_entry(page: Any, unit: Unit, kind: str, number: str, now: Any) -> RegisterEntry:
    """An entry about ``page`` as it is now. Not saved, without year, serial and digest."""
    code, reason = _why(page, kind)
    return RegisterEntry(
        unit=unit,
        number=number,
        kind=kind,
        state=(
            RegisterEntry.State.CLOSED
            if kind in RegisterEntry.ENDS
            else RegisterEntry.State.CURRENT
        ),
        page_id=None if kind == RegisterEntry.Kind.DELETION else page.pk,
        page_key=str(page.pk),
        title=page.title,
        url=page.get_full_url() or page.get_url() or "",
        happened_at=now,
        actor=display_name(current().user),
        reason=reason,
        reason_code=code,
    )


def _why(page: Any, kind: str) -> tuple[str, str]:
    """Code and wording of the reason: as a person gave it, or that the page's time was over."""
    given = current()
    if kind == RegisterEntry.Kind.WITHDRAWAL and page.expired and not given.reason:
        expired = get_profile().withdrawal.expired
        return expired.code, expired.wording
    return given.code, given.reason


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
            **_represented(signature),
        }
        for signature in signatures_of(sheet)
    ]


def _copy_content(entry: RegisterEntry, page: Any, exception: str) -> None:
    """What became public without a sheet: the content itself, and what its draft says of its source."""
    entry.exception = exception
    entry.content = keep(as_signed(page))
    entry.fingerprint = entry.content.fingerprint
    entry.snapshot = snapshot(page)
    entry.undertaker = entry.actor
    attribution, draft = attribution_of(page), sheet_draft_of(page)
    if attribution is not None:
        entry.information_class = attribution.information_class
        entry.source = attribution.source_site
        entry.source_link = attribution.link
        entry.document_number = attribution.document_number
    if draft is not None:
        entry.attribute = draft.attribute


def _represented(signature: Signature) -> dict[str, str]:
    """For whom it was signed; nothing for a signature in one's own name, so that older digests stay valid."""
    if not signature.principal_key:
        return {}
    return {"principal": signature.principal_name, "principal_title": signature.principal_title}


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
        if kind in RegisterEntry.ENDS
        else RegisterEntry.State.SUPERSEDED
    )
    previous.save(update_fields=["state"])


def _settle_sheets(page: Any, sheet: ReviewSheet | None, kind: str) -> None:
    """Only the sheet of what is public now keeps the right to be public."""
    sheets = ReviewSheet.objects.filter(page_id=page.pk, purpose=ReviewSheet.Purpose.PUBLICATION)
    published = sheets.filter(state=SheetState.PUBLISHED)
    if kind in RegisterEntry.ENDS:
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
    if entry.exception:
        printed["exception"] = entry.exception
    if entry.reason_code:
        printed["reason_code"] = entry.reason_code
    return canonical_json(printed)


def act_of(entry: RegisterEntry) -> Act:
    """What the ledger says of a saved entry."""
    data = {
        "number": entry.number,
        "kind": entry.kind,
        "sheet": entry.sheet_number,
        "fingerprint": entry.fingerprint,
        "url": entry.url,
        "reason": entry.reason,
        "entry_digest": entry.digest,
    }
    if entry.exception:
        data["exception"] = entry.exception
    return Act(
        f"publication.{entry.kind}",
        actor=current().user,
        subject=entry,
        summary=str(entry),
        data=data,
    )
