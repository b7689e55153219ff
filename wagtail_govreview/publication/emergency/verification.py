"""Are the records of emergency publications still what was written, and how much became public by exceptions?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from wagtail_govreview.content.models import SignedContent
from wagtail_govreview.ledger.canonical import plain
from wagtail_govreview.ledger.destruction.knowledge import was_destroyed
from wagtail_govreview.ledger.links import as_text, existing, expected_key
from wagtail_govreview.ledger.models import Chain, LedgerLine
from wagtail_govreview.ledger.reading import Findings, in_pieces, still_there
from wagtail_govreview.ledger.subjects import subject_key
from wagtail_govreview.ledger.told import Told, data_of, told_of
from wagtail_govreview.ledger.verification import Checked, Problem
from wagtail_govreview.pages import base_page_model
from wagtail_govreview.publication.emergency.models import EmergencyPublication
from wagtail_govreview.publication.emergency.record import emergency_digest
from wagtail_govreview.publication.models import RegisterEntry

CHUNK = 200
MADE, SETTLED = "publication.emergency", "publication.emergency_settled"
State = EmergencyPublication.State


def verify_emergencies(unit: str = "") -> Iterator[Problem | Checked]:
    """Every record against its digest and the ledger, its settlement included; and the ledger against the records."""
    records = EmergencyPublication.objects.select_related(
        "unit", "entry", "settled_sheet", "settled_entry"
    )
    if unit:
        records = records.filter(unit__code=unit)
    count = 0
    for piece in in_pieces(records, size=CHUNK):
        count += len(piece)
        yield from still_there(_look, piece, records)
    yield from _missing(unit)
    if count:
        yield Checked(_("emergency publications"), count)


def verify_exemptions(unit: str = "") -> Iterator[Checked]:
    """How many entries became public by an exemption; what they say is verified with the register."""
    entries = RegisterEntry.objects.filter(exception=RegisterEntry.Exceptional.EXEMPT)
    if unit:
        entries = entries.filter(unit__code=unit)
    if count := entries.count():
        yield Checked(_("publications exempt from the review"), count)


def _look(records: Sequence[EmergencyPublication]) -> Findings:
    told = told_of([subject_key(record) for record in records])
    pages = existing(base_page_model(), (record.page_key for record in records))
    users = existing(get_user_model(), (record.user_key for record in records))
    contents = SignedContent.objects.filter(pk__in={record.content_id for record in records})
    fingerprints = dict(contents.values_list("pk", "fingerprint"))
    for record in records:
        lines = told.get(subject_key(record), ())
        links = (
            as_text(record.page_id) == expected_key(record.page_key, pages)
            and as_text(record.user_id) == expected_key(record.user_key, users)
            and fingerprints.get(record.content_id) == record.fingerprint
        )
        if not links or not _is_as_told(record, _line(record, lines, MADE)):
            sentence = _(
                "The record of the emergency publication %(number)s is not what was written."
            )
            yield record.pk, _problem("publication.emergency_changed", record, sentence)
        if _outcome(record) != _told_outcome(_line(record, lines, SETTLED)):
            sentence = _(
                "What became of the signatures due for %(number)s is not what the ledger tells."
            )
            yield record.pk, _problem("publication.emergency_outcome", record, sentence)


def _line(record: EmergencyPublication, lines: Sequence[Told], act: str) -> Mapping[str, Any]:
    """What the newest line of ``act`` in the chain of the record's unit says; nothing where there is none."""
    own = (line for line in reversed(lines) if line.act == act and line.chain == record.unit.code)
    return next((line.data for line in own), {})


def _is_as_told(record: EmergencyPublication, data: Mapping[str, Any]) -> bool:
    return bool(record.digest == data.get("emergency_digest") == emergency_digest(record))


def _outcome(record: EmergencyPublication) -> tuple[Any, ...]:
    """How the record says that it ended; the page's key stands in it as long as it is open."""
    is_open = record.state == State.OPEN
    sheet, entry = record.settled_sheet, record.settled_entry
    return (
        record.open_key == (record.page_key if is_open else None),
        "" if is_open else record.state,
        sheet.number if sheet else "",
        entry.number if entry else "",
        plain(record.settled_at),
    )


def _told_outcome(data: Mapping[str, Any]) -> tuple[Any, ...]:
    return (
        True,
        data.get("outcome", ""),
        data.get("sheet", ""),
        data.get("entry", ""),
        data.get("settled_at"),
    )


def _missing(unit: str) -> Iterator[Problem]:
    """Records that the ledger tells of and that are gone."""
    chains = Chain.objects.filter(name=unit) if unit else Chain.objects.all()
    for chain in chains.order_by("pk"):
        lines = LedgerLine.objects.filter(chain=chain, act=MADE)
        for piece in in_pieces(lines, "number", size=CHUNK):
            keys = {line.pk: line.subject.rpartition(":")[2] for line in piece}
            there = existing(EmergencyPublication, keys.values())
            gone = [line for line in piece if keys[line.pk] not in there]
            digests = {line.pk: data_of(line.data).get("emergency_digest", "") for line in gone}
            destroyed = was_destroyed(digests.values())
            yield from (_gone(line) for line in gone if digests[line.pk] not in destroyed)


def _gone(line: LedgerLine) -> Problem:
    sentence = _(
        "The record of an emergency publication is gone (ledger line %(line)s: %(summary)s)."
    )
    values = {"line": line.number, "summary": line.summary}
    number = data_of(line.data).get("number", line.summary)
    return Problem("publication.emergency_missing", number, sentence % values)


def _problem(code: str, record: EmergencyPublication, sentence: str) -> Problem:
    number = record.entry.number
    return Problem(code, number, sentence % {"number": number})
