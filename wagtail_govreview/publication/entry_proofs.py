"""What proves the entries of a piece: read for all of them together, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from wagtail_govreview.content.models import SignedContent
from wagtail_govreview.ledger.links import as_text, existing, expected_key
from wagtail_govreview.ledger.subjects import subject_key
from wagtail_govreview.ledger.told import told_of
from wagtail_govreview.pages import base_page_model
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.services.register import register_number
from wagtail_govreview.publication.succession import ENDINGS, Place, succession_of
from wagtail_govreview.review.sheets import ReviewSheet


class EntryProofs:
    """Of some entries, read with their units: the ledger's lines, the entries beside them, and what they point to."""

    def __init__(self, entries: Sequence[RegisterEntry]) -> None:
        self._told = told_of([subject_key(entry) for entry in entries])
        self._succession = succession_of({entry.page_key for entry in entries})
        self._pages = existing(base_page_model(), (entry.page_key for entry in entries))
        contents = SignedContent.objects.filter(pk__in={entry.content_id for entry in entries})
        self._contents: dict[Any, str] = dict(contents.values_list("pk", "fingerprint"))
        sheets = ReviewSheet.objects.filter(pk__in={entry.sheet_id for entry in entries})
        self._sheets: dict[Any, list[Any]] = {
            key: rest for key, *rest in sheets.values_list("pk", "number", "submitted_at")
        }

    def is_told(self, entry: RegisterEntry) -> bool:
        """Is there a line of this kind of entry about it, in the chain of its unit?"""
        return any(
            line.chain == entry.unit.code and line.act == f"publication.{entry.kind}"
            for line in self._told.get(subject_key(entry), ())
        )

    def has_its_content(self, entry: RegisterEntry) -> bool:
        """Does it point to the kept content that it names?"""
        return self._contents.get(entry.content_id, "") == entry.fingerprint

    def wrong_fields(self, entry: RegisterEntry) -> Iterator[str]:
        """The fields that no digest covers and that do not fit the rest."""
        if entry.number != register_number(entry.unit.code, entry.year, entry.serial):
            yield from ("unit", "year", "serial")
        place = self._succession.place_of(entry)
        if entry.state != place.state:
            yield "state"
        if entry.previous_id != (place.previous.pk if place.previous else None):
            yield "previous"
        if as_text(entry.page_id) != expected_key(entry.page_key, self._pages):
            yield "page"
        if not self._has_its_sheet(entry, place):
            yield "sheet"

    def _has_its_sheet(self, entry: RegisterEntry, place: Place) -> bool:
        """The sheet of that number and submission; a withdrawal names that of what it withdraws."""
        number, submitted_at = self._sheets.get(entry.sheet_id, ("", None))
        if entry.sheet_number != number:
            return False
        if entry.kind in ENDINGS and entry.submitted_at is None:
            return entry.sheet_id == (place.previous.sheet_id if place.previous else None)
        return bool(entry.submitted_at == submitted_at)
