"""A sheet, a signature, an entry of the register as an event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_govreview.keys import number_of
from wagtail_govreview.ledger import acts
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.publication.emergency.models import EmergencyPublication
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.timeline.events import Event
from wagtail_govreview.publication.timeline.records import Records, label_of
from wagtail_govreview.review.findings import Said, said
from wagtail_govreview.review.labels import signed_tier_label
from wagtail_govreview.review.names import title_of, who_signed
from wagtail_govreview.review.removal import removal_of
from wagtail_govreview.review.rules import is_hasty
from wagtail_govreview.review.sheets import ReviewSheet, Signature
from wagtail_govreview.review.viewing import attachments_read
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.versions.lines import data_of
from wagtail_govreview.versions.values import readable_value

SUBMITTED = "review.submitted"


def of_line(line: LedgerLine, records: Records) -> Event:
    """What a ledger line tells, with the record behind it, if that still exists."""
    label, _colon, key = line.subject.rpartition(":")
    number = number_of(key)
    if label == label_of(Signature) and number in records.signatures:
        event = of_signature(records.signatures[number])
    elif label == label_of(RegisterEntry) and number in records.entries:
        event = of_entry(records.entries[number])
    elif line.act == SUBMITTED and number in records.sheets:
        event = of_submission(records.sheets[number], str(data_of(line).get("reason", "")))
    else:
        event = _plain(line, records.sheets.get(number) if label == label_of(ReviewSheet) else None)
    return replace(event, at=line.at, line=line)


def of_submission(sheet: ReviewSheet, reason: str | None = None) -> Event:
    """``reason``: why the page is to go, as the ledger says it; None: read what the sheet says."""
    if sheet.is_removal:
        return _of_request(
            sheet, removal_of(sheet).get("printed", "") if reason is None else reason
        )
    what = _("submitted for review")
    if sheet.round > 1:
        what = _("submitted again, round %(round)s") % {"round": sheet.round}
    notes = tuple(_notes_of_findings(said(sheet.findings)))
    return Event(sheet.submitted_at, "submitted", what, sheet.undertaker, notes=notes, sheet=sheet)


def _notes_of_findings(findings: Sequence[Said]) -> Iterator[str]:
    """The advice in its own words; of what the automatic checks found, how much, and what was decided about it."""
    yield from (finding.sentence for finding in findings if not finding.severity)
    checked = [finding for finding in findings if finding.severity]
    if checked:
        words = ngettext(
            "Automated checks: %(count)d finding, %(ruled)d with a ruling",
            "Automated checks: %(count)d findings, %(ruled)d with a ruling",
            len(checked),
        )
        ruled = sum(bool(finding.decision) for finding in checked)
        yield words % {"count": len(checked), "ruled": ruled}


def _of_request(sheet: ReviewSheet, reason: str) -> Event:
    """Somebody asked for the page to go."""
    deletion = sheet.purpose == ReviewSheet.Purpose.DELETION
    what = _("asked for its deletion") if deletion else _("asked for it to be taken offline")
    if sheet.round > 1:
        what = _("%(what)s again, round %(round)s") % {"what": what, "round": sheet.round}
    return Event(sheet.submitted_at, "requested", what, sheet.undertaker, reason, sheet=sheet)


def of_signature(item: Signature) -> Event:
    agreed = item.decision == Signature.Decision.SIGNED
    sentence = _("%(tier)s signed") if agreed else _("%(tier)s returned it")
    return Event(
        item.signed_at,
        item.decision,
        sentence % {"tier": signed_tier_label(item)},
        _with_title(who_signed(item), title_of(item)),
        item.opinion,
        notes=_haste(item),
        sheet=item.sheet,
    )


def _haste(item: Signature) -> tuple[str, ...]:
    """Said where the profile takes it for too quick to have read."""
    seconds, attachments = item.read_seconds, attachments_read(item.reading)
    if seconds is None or not is_hasty(seconds, attachments, get_profile().inspection):
        return ()
    words = ngettext(
        "signed %(count)d second after it was first opened",
        "signed %(count)d seconds after it was first opened",
        seconds,
    )
    return (words % {"count": seconds},)


def of_entry(entry: RegisterEntry) -> Event:
    sentences: dict[Any, str] = {
        RegisterEntry.Kind.PUBLICATION: _("published under %(number)s"),
        RegisterEntry.Kind.UPDATE: _("updated in public under %(number)s"),
        RegisterEntry.Kind.WITHDRAWAL: _("taken offline under %(number)s"),
        RegisterEntry.Kind.DELETION: _("deleted under %(number)s"),
        RegisterEntry.Kind.STOCK: _("taken over under %(number)s, public before the review began"),
    }
    sentence = sentences.get(entry.kind, "%(number)s " + str(entry.get_kind_display()))
    what = sentence % {"number": entry.number}
    if entry.exception:
        what = f"{what} ({entry.get_exception_display()})"
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
    notes = tuple(_notes_of_emergency(line.act, data))
    return Event(line.at, kind, what, line.actor, notes=notes, sheet=sheet)


def _notes_of_emergency(act: str, data: Mapping[str, Any]) -> Iterator[str]:
    """Who ordered it and until when signatures are due; or how that ended."""
    due_at = readable_value(_moment(data.get("due_at", "")))
    if act == "publication.emergency":
        order = {name: data.get(f"ordered_{name}", "") for name in ("by", "post", "how")}
        order["at"] = readable_value(_moment(data.get("ordered_at", "")))
        yield _("Ordered by %(by)s (%(post)s), %(how)s, %(at)s") % order
        yield _("Signatures due by %(moment)s") % {"moment": due_at}
    elif act == "publication.emergency_settled":
        yield str(_OUTCOMES.get(data.get("outcome"), ""))
        sentence = _("Late: due by %(moment)s") if data.get("late") else _("In time")
        yield sentence % {"moment": due_at}


_OUTCOMES: dict[Any, Any] = dict(EmergencyPublication.State.choices)


def _moment(text: str) -> Any:
    return parse_datetime(str(text)) or text


def _with_title(name: str, title: str) -> str:
    return _("%(name)s (%(title)s)") % {"name": name, "title": title} if title else name
