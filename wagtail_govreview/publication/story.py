"""The story of one entry: everything that happened to its page, in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review.sheets import ReviewSheet, Signature

ICONS = {
    "submitted": "upload",
    "signed": "success",
    "returned": "warning",
    RegisterEntry.Kind.PUBLICATION: "globe",
    RegisterEntry.Kind.UPDATE: "resubmit",
    RegisterEntry.Kind.WITHDRAWAL: "no-view",
    RegisterEntry.Kind.STOCK: "folder-inverse",
}


@dataclass(frozen=True)
class Event:
    """Something that happened. ``kind`` names its look, ``what`` says it, ``details`` are somebody's own words."""

    at: datetime
    kind: str
    what: str
    who: str
    details: str = ""
    sheet: ReviewSheet | None = None
    entry: RegisterEntry | None = None

    @property
    def icon(self) -> str:
        return ICONS.get(self.kind, "info-circle")


def story_of(entry: RegisterEntry) -> list[Event]:
    """Submissions, signatures, returns, publications, updates and withdrawals. Three queries."""
    same_page = {"page_key": entry.page_key, "unit": entry.unit_id}
    sheets = ReviewSheet.objects.filter(**same_page).prefetch_related("signatures")
    entries = RegisterEntry.objects.filter(**same_page).defer("snapshot")
    events = [event for sheet in sheets for event in _of_sheet(sheet)]
    events += [_of_entry(other) for other in entries]
    return sorted(events, key=lambda event: event.at)


def _of_sheet(sheet: ReviewSheet) -> list[Event]:
    submitted = _("submitted for review")
    if sheet.round > 1:
        submitted = _("submitted again, round %(round)s") % {"round": sheet.round}
    events = [Event(sheet.submitted_at, "submitted", submitted, sheet.undertaker, sheet=sheet)]
    return events + [_of_signature(item, sheet) for item in sheet.signatures.all()]


def _of_signature(item: Signature, sheet: ReviewSheet) -> Event:
    agreed = item.decision == Signature.Decision.SIGNED
    sentence = _("%(tier)s signed") if agreed else _("%(tier)s returned it")
    return Event(
        item.signed_at,
        item.decision,
        sentence % {"tier": item.tier_wording},
        _with_title(item.name, item.title),
        item.opinion,
        sheet=sheet,
    )


def _of_entry(entry: RegisterEntry) -> Event:
    sentences: dict[Any, str] = {
        RegisterEntry.Kind.PUBLICATION: _("published under %(number)s"),
        RegisterEntry.Kind.UPDATE: _("updated in public under %(number)s"),
        RegisterEntry.Kind.WITHDRAWAL: _("taken offline under %(number)s"),
        RegisterEntry.Kind.STOCK: _("taken over under %(number)s, public before the review began"),
    }
    what = sentences[entry.kind] % {"number": entry.number}
    return Event(entry.happened_at, entry.kind, what, entry.actor, entry.reason, entry=entry)


def _with_title(name: str, title: str) -> str:
    return _("%(name)s (%(title)s)") % {"name": name, "title": title} if title else name
