"""A sheet, a signature, an entry of the register as an event."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from wagtail_govreview.ledger import acts
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.timeline.events import Event
from wagtail_govreview.publication.timeline.records import Records, label_of
from wagtail_govreview.review.labels import signed_tier_label
from wagtail_govreview.review.sheets import ReviewSheet, Signature
from wagtail_govreview.versions.lines import data_of
from wagtail_govreview.versions.values import readable_value

SUBMITTED = "review.submitted"


def of_line(line: LedgerLine, records: Records) -> Event:
    """What a ledger line tells, with the record behind it, if that still exists."""
    label, _colon, key = line.subject.rpartition(":")
    number = int(key) if key.isdigit() else 0
    if label == label_of(Signature) and number in records.signatures:
        event = of_signature(records.signatures[number])
    elif label == label_of(RegisterEntry) and number in records.entries:
        event = of_entry(records.entries[number])
    elif line.act == SUBMITTED and number in records.sheets:
        event = of_submission(records.sheets[number])
    else:
        event = _plain(line, records.sheets.get(number) if label == label_of(ReviewSheet) else None)
    return replace(event, at=line.at, line=line)


def of_submission(sheet: ReviewSheet) -> Event:
    what = _("submitted for review")
    if sheet.round > 1:
        what = _("submitted again, round %(round)s") % {"round": sheet.round}
    notes = tuple(str(finding.get("sentence", "")) for finding in sheet.findings or ())
    return Event(sheet.submitted_at, "submitted", what, sheet.undertaker, notes=notes, sheet=sheet)


def of_signature(item: Signature) -> Event:
    agreed = item.decision == Signature.Decision.SIGNED
    sentence = _("%(tier)s signed") if agreed else _("%(tier)s returned it")
    return Event(
        item.signed_at,
        item.decision,
        sentence % {"tier": signed_tier_label(item)},
        _with_title(item.name, item.title),
        item.opinion,
        sheet=item.sheet,
    )


def of_entry(entry: RegisterEntry) -> Event:
    sentences: dict[Any, str] = {
        RegisterEntry.Kind.PUBLICATION: _("published under %(number)s"),
        RegisterEntry.Kind.UPDATE: _("updated in public under %(number)s"),
        RegisterEntry.Kind.WITHDRAWAL: _("taken offline under %(number)s"),
        RegisterEntry.Kind.STOCK: _("taken over under %(number)s, public before the review began"),
    }
    sentence = sentences.get(entry.kind, "%(number)s " + str(entry.get_kind_display()))
    what = sentence % {"number": entry.number}
    return Event(entry.happened_at, entry.kind, what, entry.actor, entry.reason, entry=entry)


def _plain(line: LedgerLine, sheet: ReviewSheet | None) -> Event:
    """An act of which the line itself says all."""
    data = data_of(line)
    what = acts.label(line.act)
    if data.get("from") and data.get("to"):
        places = {"what": what, "old": data["from"], "new": data["to"]}
        what = _("%(what)s: %(old)s → %(new)s") % places
    elif data.get("go_live_at"):
        moment = readable_value(_moment(data["go_live_at"]))
        what = _("%(what)s: %(moment)s") % {"what": what, "moment": moment}
    kind = line.act.rpartition(".")[2]
    return Event(line.at, kind, what, line.actor, sheet=sheet)


def _moment(text: str) -> Any:
    return parse_datetime(str(text)) or text


def _with_title(name: str, title: str) -> str:
    return _("%(name)s (%(title)s)") % {"name": name, "title": title} if title else name
