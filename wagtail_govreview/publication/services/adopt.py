"""Adopt: take pages that were public before the review began into the register, as stock (存量)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import DataError, InternalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_govreview.content.evidence import keep_all
from wagtail_govreview.content.fingerprint import Taken, has_fingerprint
from wagtail_govreview.content.gathering import UNREADABLE, Gathered, Unread, gather, why
from wagtail_govreview.ledger.services import Act, append_all, hold
from wagtail_govreview.pages import base_page_model
from wagtail_govreview.publication import signals
from wagtail_govreview.publication.acting import current
from wagtail_govreview.publication.live import current_entries, registered
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.services.register import (
    STOCK_YEAR,
    act_of,
    entry_digest,
    new_entry,
    register_number,
)
from wagtail_govreview.refusal import Refusal, Refused
from wagtail_govreview.review.sheets import ReviewSheet, SheetState
from wagtail_govreview.units.governance import unit_of
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.serials import next_serials

STOCK_SERIES = "stock"
UNWRITABLE = (DataError, InternalError, ValueError, Refused)
"""What no database or evidence storage takes: too long an address, a file replaced at that moment, a page
whose template failed inside the database."""


@dataclass
class Adoption:
    """What came of a batch: new entries, pages that stayed outside, and what the entries say is missing."""

    entries: list[RegisterEntry] = field(default_factory=list)
    left_out: list[Unread] = field(default_factory=list)
    without_files: list[Unread] = field(default_factory=list)

    def __iadd__(self, other: Adoption) -> Adoption:
        self.entries += other.entries
        self.left_out += other.left_out
        self.without_files += other.without_files
        return self


def adopt(page: Any) -> RegisterEntry | None:
    """Note ``page`` as it is, claiming no signatures, so that the sweep finds later changes of it.

    Gives None for a page that is not public, is registered already, or lies in no unit. Raises
    :class:`~wagtail_govreview.refusal.Refused` if its content cannot be read.
    """
    unit = unit_of(page)
    if unit is None:
        return None
    adoption = adopt_all(unit, [page.pk])
    if adoption.left_out:
        raise Refused([Refusal("publication.unreadable", adoption.left_out[0].reason)])
    return adoption.entries[0] if adoption.entries else None


def adopt_all(unit: Unit, keys: Sequence[Any]) -> Adoption:
    """Note many pages of ``unit`` in one transaction, with one ledger line each.

    A constant number of queries, whatever the number of pages. Pages that are not public or in this unit's
    register already are passed over. What came from another unit's part is taken over from its register, if it is
    still what that says. A page that cannot be read is left out and harms no other.
    """
    try:
        return _adopt(unit, keys)
    except UNWRITABLE as error:
        if len(keys) == 1:
            return Adoption(left_out=[Unread(keys[0], why(error))])
    adoption = Adoption()
    for key in keys:
        adoption += adopt_all(unit, [key])
    return adoption


@dataclass(frozen=True)
class _Read:
    page: Any
    taken: Taken
    snapshot: str


@transaction.atomic
def _adopt(unit: Unit, keys: Sequence[Any]) -> Adoption:
    elsewhere = _held(unit, keys)
    gathered, unread = gather(_still_to_adopt(unit, keys))
    adoption = Adoption(left_out=unread)
    read = [each for each in (_read(item, adoption) for item in gathered) if each]
    read = [each for each in read if _is_as_handed_over(each, elsewhere, adoption)]
    if not read:
        return adoption
    adoption.entries = _write_entries(unit, read, elsewhere)
    _supersede_sheets(adoption.entries)
    _hand_over(adoption.entries)
    append_all(unit.code, [act_of(entry) for entry in adoption.entries])
    user = current().user
    for entry in adoption.entries:
        signals.entry_registered.send(sender=RegisterEntry, entry=entry, user=user)
    return adoption


def _held(unit: Unit, keys: Sequence[Any]) -> dict[Any, RegisterEntry]:
    """Lock the ledgers concerned, always in the same order. Gives the current entries of other units, by page."""
    others = current_entries().filter(page_id__in=keys).exclude(unit=unit).select_related("unit")
    for code in sorted({unit.code, *(entry.unit.code for entry in others)}):
        hold(code)
    return {entry.page_id: entry for entry in others.all()}


def _is_as_handed_over(
    read: _Read, elsewhere: Mapping[Any, RegisterEntry], adoption: Adoption
) -> bool:
    """What another unit had signed is taken over as it was signed, or not at all."""
    entry = elsewhere.get(read.page.pk)
    if entry is None or has_fingerprint(read.page, entry.fingerprint):
        return True
    sentence = _("It is not what %(unit)s registered (entry %(number)s).")
    reason = sentence % {"unit": entry.unit.name, "number": entry.number}
    adoption.left_out.append(Unread(read.page.pk, reason))
    return False


def _hand_over(entries: Sequence[RegisterEntry]) -> None:
    """The other unit's entry is superseded, and its ledger says by which."""
    handed = [(entry.previous, entry) for entry in entries if entry.previous is not None]
    superseded = RegisterEntry.objects.filter(pk__in=[previous.pk for previous, _entry in handed])
    superseded.update(state=RegisterEntry.State.SUPERSEDED)
    by_unit: dict[str, list[Act]] = defaultdict(list)
    for previous, entry in handed:
        by_unit[previous.unit.code].append(_handed_over(previous, entry))
    for code, acts in by_unit.items():
        append_all(code, acts)


def _handed_over(previous: RegisterEntry, entry: RegisterEntry) -> Act:
    return Act(
        "publication.handed_over",
        actor=current().user,
        subject=previous,
        summary=str(previous),
        data={"number": previous.number, "to": entry.number, "unit": entry.unit.code},
    )


def _still_to_adopt(unit: Unit, keys: Sequence[Any]) -> list[Any]:
    """Asked again under the unit's lock: somebody may have published, withdrawn or adopted meanwhile."""
    pages = base_page_model()._base_manager.filter(pk__in=keys, live=True)
    live = set(pages.values_list("pk", flat=True))
    known = registered(keys, unit)
    return [key for key in keys if key in live and key not in known]


def _read(item: Gathered, adoption: Adoption) -> _Read | None:
    try:
        read = _Read(item.page, item.take(), item.snapshot())
    except UNREADABLE as error:
        adoption.left_out.append(Unread(item.page.pk, why(error)))
        return None
    missing = [
        file.title or file.filename or file.object_key for file in read.taken.files if file.missing
    ]
    if missing:
        sentence = _("Taken over, but these files are missing: %(files)s.")
        reason = sentence % {"files": ", ".join(missing)}
        adoption.without_files.append(Unread(item.page.pk, reason))
    return read


def _write_entries(
    unit: Unit, read: Sequence[_Read], elsewhere: Mapping[Any, RegisterEntry]
) -> list[RegisterEntry]:
    contents = keep_all(each.taken for each in read)
    serials = next_serials(unit, STOCK_SERIES, STOCK_YEAR, len(read))
    now = timezone.now()
    entries = []
    for each, serial in zip(read, serials, strict=True):
        number = register_number(unit.code, STOCK_YEAR, serial)
        entry = new_entry(each.page, unit, RegisterEntry.Kind.STOCK, number, now)
        entry.year, entry.serial = STOCK_YEAR, serial
        entry.previous = elsewhere.get(each.page.pk)
        entry.content = contents[each.taken.fingerprint]
        entry.fingerprint = each.taken.fingerprint
        entry.snapshot = each.snapshot
        entry.digest = entry_digest(entry)
        entries.append(entry)
    RegisterEntry.objects.bulk_create(entries)
    return _with_keys(entries)


def _with_keys(entries: list[RegisterEntry]) -> list[RegisterEntry]:
    """MySQL does not say which keys it gave; MariaDB and the others do."""
    if any(entry.pk is None for entry in entries):
        numbers = [entry.number for entry in entries]
        found = RegisterEntry.objects.filter(number__in=numbers).values_list("number", "pk")
        keys = dict(found)
        for entry in entries:
            entry.pk = keys[entry.number]
    return entries


def _supersede_sheets(entries: Sequence[RegisterEntry]) -> None:
    """Only the sheet of what is public now keeps the right to be public.

    There are none on the ordinary way, and then no row of a sheet is locked: whoever signs locks the sheet
    first and the unit's ledger after it.
    """
    pages: list[Any] = [entry.page_id for entry in entries]
    sheets = ReviewSheet.objects.filter(page_id__in=pages, state=SheetState.PUBLISHED)
    if keys := list(sheets.values_list("pk", flat=True)):
        ReviewSheet.objects.filter(pk__in=keys).update(state=SheetState.SUPERSEDED)
