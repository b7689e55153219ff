"""Adopt: take pages that were public before the review began into the register, as stock (存量)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import DataError, InternalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_govreview.content.evidence import keep_all
from wagtail_govreview.content.fingerprint import Taken
from wagtail_govreview.content.gathering import UNREADABLE, Gathered, Unread, gather, why
from wagtail_govreview.ledger.services import append_all, hold
from wagtail_govreview.pages import base_page_model
from wagtail_govreview.publication import signals
from wagtail_govreview.publication.acting import current
from wagtail_govreview.publication.live import registered
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.services.register import act_of, entry_digest, new_entry
from wagtail_govreview.refusal import Refusal, Refused
from wagtail_govreview.review.sheets import ReviewSheet, SheetState
from wagtail_govreview.units.governance import unit_of
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.serials import next_serials

STOCK_SERIES = "stock"
STOCK_YEAR = 0
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

    A constant number of queries, whatever the number of pages. Pages that are not public or registered
    already are passed over. A page that cannot be read is left out and harms no other.
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
    hold(unit.code)
    gathered, unread = gather(_still_to_adopt(keys))
    adoption = Adoption(left_out=unread)
    read = [each for each in (_read(item, adoption) for item in gathered) if each]
    if not read:
        return adoption
    adoption.entries = _write_entries(unit, read)
    _supersede_sheets(adoption.entries)
    append_all(unit.code, [act_of(entry) for entry in adoption.entries])
    user = current().user
    for entry in adoption.entries:
        signals.entry_registered.send(sender=RegisterEntry, entry=entry, user=user)
    return adoption


def _still_to_adopt(keys: Sequence[Any]) -> list[Any]:
    """Asked again under the unit's lock: somebody may have published, withdrawn or adopted meanwhile."""
    pages = base_page_model()._base_manager.filter(pk__in=keys, live=True)
    live = set(pages.values_list("pk", flat=True))
    known = registered(keys)
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


def _write_entries(unit: Unit, read: Sequence[_Read]) -> list[RegisterEntry]:
    contents = keep_all(each.taken for each in read)
    serials = next_serials(unit, STOCK_SERIES, STOCK_YEAR, len(read))
    now = timezone.now()
    entries = []
    for each, serial in zip(read, serials, strict=True):
        number = f"{unit.code}-存量-{serial:05d}"
        entry = new_entry(each.page, unit, RegisterEntry.Kind.STOCK, number, now)
        entry.year, entry.serial = STOCK_YEAR, serial
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
