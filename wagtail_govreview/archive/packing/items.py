"""The items of a package: each entry of the register in a folder of its own, with its sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.db.models import QuerySet

from wagtail_govreview.archive.naming import safe
from wagtail_govreview.archive.packing import evidence, histories, papers
from wagtail_govreview.archive.packing.delegations import delegations_of, members_of
from wagtail_govreview.archive.packing.findings import Findings
from wagtail_govreview.archive.packing.member import (
    ENTRIES,
    UNPUBLISHED,
    Member,
    exact,
    listed,
    readable,
)
from wagtail_govreview.archive.packing.pieces import by_key
from wagtail_govreview.archive.packing.seen import Seen
from wagtail_govreview.archive.selection import Selection
from wagtail_govreview.publication.emergency.models import EmergencyPublication
from wagtail_govreview.publication.emergency.record import emergency_text
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.services.register import entry_text
from wagtail_govreview.review.names import printed
from wagtail_govreview.review.services.deciding import signature_text
from wagtail_govreview.review.services.submit import sheet_text
from wagtail_govreview.review.sheets import ReviewSheet, Signature

BATCH = 100
STOCK_FOLDER = "存量"
EMERGENCY = RegisterEntry.Exceptional.EMERGENCY


def folder_of(entry: RegisterEntry) -> str:
    """``登记/2026/宁水-2026-00001 标题``."""
    year = str(entry.year) if entry.year else STOCK_FOLDER
    return f"{ENTRIES}/{year}/{safe(entry.number, 64)} {safe(entry.title)}"


@dataclass
class Items:
    """Reads a selection batch by batch: a constant number of queries for each, whatever it holds."""

    selection: Selection
    at: datetime
    with_pdf: bool
    seen: Seen
    findings: Findings
    done: int = 0

    def batches(self) -> Iterator[tuple[list[str], Iterator[Member]]]:
        """For each batch the subjects that the ledger may tell of, and its files. Read the files before going on."""
        entries = self.selection.entries().select_related("unit", "content")
        for batch in by_key(entries, BATCH):
            self.seen.new(batch)
            folders = {entry.sheet_number: folder_of(entry) for entry in reversed(batch)}
            folders.pop("", None)
            records = _emergencies(batch)
            folders |= _signed_afterwards(batch, records)
            self.done += len(batch)
            yield self._batch(batch, self._new_sheets(folders), folders, records)
        sheets = self.selection.unpublished()
        for batch in by_key(_with_signatures(sheets), BATCH):
            folders = {
                sheet.number: f"{UNPUBLISHED}/{safe(sheet.number, 64)} {safe(sheet.title)}"
                for sheet in batch
            }
            self.done += len(batch)
            yield self._batch([], self.seen.new(batch), folders, {})

    def _new_sheets(self, numbers: Any) -> list[ReviewSheet]:
        """All rounds of these numbers, except for what an earlier folder holds."""
        found = ReviewSheet.objects.filter(unit=self.selection.unit, number__in=list(numbers))
        return self.seen.new(_with_signatures(found).order_by("pk"))

    def _batch(
        self,
        entries: list[RegisterEntry],
        sheets: list[ReviewSheet],
        folders: dict[str, str],
        emergencies: dict[int, EmergencyPublication],
    ) -> tuple[list[str], Iterator[Member]]:
        signatures = [item for sheet in sheets for item in sheet.signatures.all()]
        self.seen.new(signatures)
        self.seen.new(emergencies.values())
        delegations = self.seen.new(delegations_of(signatures))
        self.findings.counts.update(
            entries=len(entries), sheets=len(sheets), signatures=len(signatures)
        )
        records = (*entries, *sheets, *signatures, *delegations, *emergencies.values())
        subjects = [_subject(record) for record in records]
        members = self._members(entries, sheets, folders, emergencies)
        return subjects, chain(members, members_of(delegations, self.findings))

    def _members(
        self,
        entries: list[RegisterEntry],
        sheets: list[ReviewSheet],
        folders: dict[str, str],
        emergencies: dict[int, EmergencyPublication],
    ) -> Iterator[Member]:
        records: list[Any] = [*entries, *sheets]
        contents = {record.content_id: record.content for record in records if record.content}
        kept = evidence.Kept(contents, self.seen, self.findings)
        for entry in entries:
            yield from self._entry(entry, kept)
            if entry.pk in emergencies:
                text = emergency_text(emergencies[entry.pk])
                yield exact(f"{folder_of(entry)}/应急发布.json", text)
        yield from self._sheets(sheets, folders)
        yield from self._histories(entries, sheets, folders)
        yield from kept.members()

    def _entry(self, entry: RegisterEntry, kept: evidence.Kept) -> Iterator[Member]:
        folder = folder_of(entry)
        yield exact(f"{folder}/登记.json", entry_text(entry))
        about = {
            "number": entry.number,
            "title": entry.title,
            "kind": entry.kind,
            "state": entry.state,
            "happened_at": entry.happened_at,
            "sheet": entry.sheet_number,
            "digest": entry.digest,
            **kept.described(entry.content_id),
        }
        yield readable(f"{folder}/目录.json", about)
        if entry.snapshot:
            yield Member(f"{folder}/快照.html", [papers.snapshot_page(entry).encode()])
            self.findings.counts["snapshots"] += 1

    def _sheets(self, sheets: list[ReviewSheet], folders: dict[str, str]) -> Iterator[Member]:
        for sheet in sheets:
            name = _sheet_name(sheet, folders)
            yield exact(f"{name}.json", sheet_text(sheet))
            for number, signature in enumerate(sheet.signatures.all(), start=1):
                yield exact(
                    f"{name} {_signature_name(number, signature)}.json", signature_text(signature)
                )
        if self.with_pdf and sheets:
            yield from papers.sheets_in_print(
                [(_sheet_name(sheet, folders), sheet) for sheet in sheets], self.at, self.findings
            )

    def _histories(
        self,
        entries: Sequence[RegisterEntry],
        sheets: Sequence[ReviewSheet],
        folders: dict[str, str],
    ) -> Iterator[Member]:
        known = {sheet.pk: sheet for sheet in sheets}
        for key, records in histories.of_sheets(known).items():
            sheet = known[key]
            yield listed(f"{_sheet_name(sheet, folders)} 历史.json", records)
        homes = self._homes(entries, sheets, folders)
        for key, records in histories.of_pages(homes).items():
            yield listed(f"{homes[key]}/来源与填报 历史.json", records)

    def _homes(
        self,
        entries: Sequence[RegisterEntry],
        sheets: Sequence[ReviewSheet],
        folders: dict[str, str],
    ) -> dict[int, str]:
        """The folder of each page that was not met before, by the page's key."""
        found = [(entry.page_key, folder_of(entry)) for entry in entries]
        found += [(sheet.page_key, folders[sheet.number]) for sheet in sheets]
        homes: dict[int, str] = {}
        for key, folder in found:
            if key.isdigit() and self.seen.add("page", int(key)):
                homes[int(key)] = folder
        return homes


def _with_signatures(sheets: QuerySet[ReviewSheet]) -> QuerySet[ReviewSheet]:
    return sheets.select_related("unit", "content").prefetch_related("signatures__delegation__unit")


def _emergencies(entries: Sequence[RegisterEntry]) -> dict[int, EmergencyPublication]:
    """By the key of their entry. No query where nothing was published in an emergency."""
    exceptional = {entry.pk: entry for entry in entries if entry.exception == EMERGENCY}
    if not exceptional:
        return {}
    records = EmergencyPublication.objects.filter(entry__in=exceptional)
    found = {record.entry_id: record for record in records.select_related("settled_sheet", "unit")}
    for key, record in found.items():
        record.entry = exceptional[key]
    return found


def _signed_afterwards(
    entries: Sequence[RegisterEntry], emergencies: dict[int, EmergencyPublication]
) -> dict[str, str]:
    """The folder of each sheet on which an emergency publication was signed afterwards, by the sheet's number."""
    folders = {}
    for entry in entries:
        record = emergencies.get(entry.pk)
        if record and record.settled_sheet and record.state == record.State.SIGNED:
            folders[record.settled_sheet.number] = folder_of(entry)
    return folders


def _sheet_name(sheet: ReviewSheet, folders: dict[str, str]) -> str:
    return f"{folders[sheet.number]}/审查表 第{sheet.round}轮"


def _signature_name(number: int, signature: Signature) -> str:
    name = printed(signature.name, signature.principal_name)
    return f"签字{number} {safe(signature.tier_wording, 20)} {safe(name, 40)}"


def _subject(record: Any) -> str:
    return f"{record._meta.label_lower}:{record.pk}"
