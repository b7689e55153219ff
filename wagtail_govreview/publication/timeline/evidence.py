"""The events that the ledger proves, and the records of which it knows nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from wagtail_govreview.ledger.chains import verified_among
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.timeline import telling
from wagtail_govreview.publication.timeline.events import (
    DRAFTS,
    PROVED,
    PUBLICATION,
    REVIEW,
    Event,
)
from wagtail_govreview.publication.timeline.records import Records, label_of
from wagtail_govreview.review.sheets import ReviewSheet, Signature
from wagtail_govreview.versions.streams import Chosen, Stream


class LineEvents(Stream):
    """Ledger lines as events. ``page``: for addresses of comparisons, ``None`` when the reader may not open one."""

    def __init__(self, lines: QuerySet[LedgerLine], page: Any) -> None:
        self.lines = lines
        self.page = page

    def rows(self, chosen: Chosen) -> QuerySet[LedgerLine]:
        if chosen.kind == DRAFTS:
            return self.lines.none()
        rows = self.within(self.lines, chosen)
        if chosen.kind in (REVIEW, PUBLICATION):
            return rows.filter(act__startswith=f"{chosen.kind}.")
        return rows

    def items(self, keys: Sequence[Any]) -> dict[Any, Event]:
        """Five queries for any number of lines."""
        lines = list(LedgerLine.objects.filter(pk__in=keys).select_related("chain"))
        records = Records.behind(lines)
        verified = verified_among(lines)
        events = {line.pk: telling.of_line(line, records) for line in lines}
        before = self._rounds_before(events.values())
        return {
            key: replace(event, verified=key in verified, compare_url=self._compare(event, before))
            for key, event in events.items()
        }

    def _rounds_before(self, events: Any) -> dict[tuple[Any, str, int], Any]:
        """The revisions of the rounds before, by unit, number and round."""
        again = [each.sheet for each in events if each.kind == "submitted" and each.sheet.round > 1]
        if not again or self.page is None:
            return {}
        sheets = ReviewSheet.objects.filter(
            number__in={sheet.number for sheet in again}, revision__isnull=False
        ).order_by()
        found = sheets.values_list("unit_id", "number", "round", "revision_id")
        return {(unit, number, turn): revision for unit, number, turn, revision in found}

    def _compare(self, event: Event, before: dict[tuple[Any, str, int], Any]) -> str:
        sheet = event.sheet
        if self.page is None or event.kind != "submitted" or sheet is None:
            return ""
        old = before.get((sheet.unit_id, sheet.number, sheet.round - 1))
        if old is None or sheet.revision_id is None:
            return ""
        revisions = [self.page.pk, old, sheet.revision_id]
        return reverse("wagtailadmin_pages:revisions_compare", args=revisions)


class UnprovedEvents(Stream):
    """Records of one model that no ledger line is about: somebody made them past the ledger."""

    def __init__(self, records: QuerySet[Any], *, moment: str, kind: str, tell: Any) -> None:
        subject = Concat(
            Value(f"{label_of(records.model)}:"),
            Cast(OuterRef("pk"), CharField()),
            output_field=CharField(),
        )
        told = Exists(LedgerLine.objects.filter(subject=subject))
        self.records, self.moment = records.filter(~told), moment
        self.kind, self.tell = kind, tell

    def rows(self, chosen: Chosen) -> QuerySet[Any]:
        if chosen.kind not in ("", PROVED, self.kind):
            return self.records.none()
        return self.within(self.records, chosen)

    def items(self, keys: Sequence[Any]) -> dict[Any, Event]:
        return {each.pk: self.tell(each) for each in self.records.filter(pk__in=keys)}


def unproved(page_key: str, units: Any) -> list[Stream]:
    """What of a page's evidence has no ledger line, within ``units``."""
    mine = {"page_key": page_key, "unit__in": units}
    sheets = ReviewSheet.objects.filter(**mine)
    signatures = Signature.objects.filter(
        sheet__page_key=page_key, sheet__unit__in=units
    ).select_related("sheet")
    entries = RegisterEntry.objects.filter(**mine).defer("snapshot")
    return [
        UnprovedEvents(sheets, moment="submitted_at", kind=REVIEW, tell=telling.of_submission),
        UnprovedEvents(signatures, moment="signed_at", kind=REVIEW, tell=telling.of_signature),
        UnprovedEvents(entries, moment="happened_at", kind=PUBLICATION, tell=telling.of_entry),
    ]
