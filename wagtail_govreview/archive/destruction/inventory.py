"""The inventory (销毁清单): all that would go with the entries named, and why it may not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_govreview.archive.destruction import rules
from wagtail_govreview.archive.destruction.holders import holders_of, holding
from wagtail_govreview.archive.models import FilingPackage
from wagtail_govreview.conf import settings
from wagtail_govreview.content.models import SignedAttachment, SignedContent, SignedFile
from wagtail_govreview.ledger.canonical import canonical_json
from wagtail_govreview.ledger.destruction.records import Item, Part
from wagtail_govreview.ledger.digests import digest_of_text
from wagtail_govreview.moments import local_day
from wagtail_govreview.pages import base_page_model
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.refusal import Refusal
from wagtail_govreview.review.sheets import (
    OPEN_STATES,
    ReviewSheet,
    SheetState,
    Signature,
)
from wagtail_govreview.screening.rulings import Ruling
from wagtail_govreview.units.models import Unit

OWN = (RegisterEntry, ReviewSheet, Signature)
IN_REVIEW = (*OPEN_STATES, SheetState.SIGNED)


@dataclass
class Inventory:
    """``items``: one for each entry, with the records that go along. ``notices``: what stays nevertheless."""

    unit: Unit | None = None
    items: list[Item] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def parts(self) -> Iterator[Part]:
        return (part for item in self.items for part in item.parts)

    @cached_property
    def digest(self) -> str:
        """What is approved and confirmed: every record with its digest."""
        told = [[item.summary, [part.told() for part in item.parts]] for item in self.items]
        return digest_of_text(canonical_json(told))


def take_inventory(numbers: Collection[str]) -> Inventory:
    """Everything of the items to which the entries with these ``numbers`` belong. Writes nothing."""
    numbers = list(dict.fromkeys(number.strip() for number in numbers if number.strip()))
    entries = RegisterEntry.objects.filter(number__in=numbers).order_by("pk")
    found = dict(entries.values_list("number", "page_key"))
    unknown = [number for number in numbers if number not in found]
    units = Unit.objects.filter(pk__in=entries.order_by().values("unit"))
    refusals = rules.for_numbers(numbers, unknown, [unit.name for unit in units])
    if refusals:
        return Inventory(refusals=refusals)
    (unit,) = units
    return _Taking(unit, list(dict.fromkeys(found.values())), numbers).inventory()


class _Taking:
    """The records of some items of one unit, read once."""

    def __init__(self, unit: Unit, page_keys: Sequence[str], numbers: Collection[str]) -> None:
        self.unit = unit
        self.numbers = set(numbers)
        self.page_keys = page_keys
        mine = {"unit": unit, "page_key__in": page_keys}
        self.entries = list(RegisterEntry.objects.filter(**mine).defer("snapshot").order_by("pk"))
        self.sheets = list(ReviewSheet.objects.filter(**mine).order_by("pk"))
        self.signatures = list(Signature.objects.filter(sheet__in=self.sheets).order_by("pk"))
        self.going: dict[type[models.Model], set[Any]] = {
            RegisterEntry: {entry.pk for entry in self.entries},
            ReviewSheet: {sheet.pk for sheet in self.sheets},
            Signature: {signature.pk for signature in self.signatures},
        }
        self.records = self._records_about()
        self.contents = self._contents()
        self.attachments = list(
            SignedAttachment.objects.filter(content__in=self.contents).order_by("pk")
        )
        self.going[SignedAttachment] = {each.pk for each in self.attachments}
        self.files = self._files()

    def inventory(self) -> Inventory:
        return Inventory(
            unit=self.unit,
            items=list(self._items()),
            refusals=[refusal for key in self.page_keys for refusal in self._refusals(key)],
            notices=list(self._notices()),
        )

    # -- what goes ----------------------------------------------------------------------------------------------

    def _records_about(self) -> list[Any]:
        """Evidence of other kinds about the entries and sheets, such as that of an emergency publication."""
        found = []
        for holder in holders_of(self.going):
            goes = getattr(holder, "may_be_destroyed", False) and type(holder) not in OWN
            if goes and not self._leads_outside(holder):
                found.append(holder)
                self.going.setdefault(type(holder), set()).add(holder.pk)
        # Rulings on findings point to no sheet: they hold for every round of the page.
        mine = {"unit": self.unit, "page_key__in": self.page_keys}
        return [*found, *Ruling.objects.filter(**mine).order_by("pk")]

    def _leads_outside(self, record: Any) -> bool:
        """Is it also about an entry or a sheet that stays?"""
        return any(
            getattr(record, column.attname) not in (None, *self.going[column.related_model])
            for column in record._meta.concrete_fields
            if column.related_model in (RegisterEntry, ReviewSheet)
        )

    def _contents(self) -> list[SignedContent]:
        everything: tuple[Any, ...] = (*self.entries, *self.sheets, *self.records)
        keys: set[Any] = {getattr(each, "content_id", None) for each in everything} - {None}
        kept = holding(SignedContent, keys, {**self.going, SignedAttachment: None})
        found = SignedContent.objects.filter(pk__in=keys - kept).defer("canonical")
        self.going[SignedContent] = keys - kept
        return list(found.order_by("pk"))

    def _files(self) -> list[SignedFile]:
        keys = {each.file_id for each in self.attachments}
        free = keys - holding(SignedFile, keys, self.going)
        return list(SignedFile.objects.filter(pk__in=free).order_by("pk"))

    def _items(self) -> Iterator[Item]:
        """What several entries share goes with the first of them."""
        left = list(self._parts())
        for entry in self.entries:
            mine = [part for part, page_key in left if page_key == entry.page_key]
            left = [each for each in left if each[1] != entry.page_key]
            own = Part(entry, entry.number, entry.digest)
            yield Item(
                subject=entry,
                summary=str(entry),
                parts=(own, *mine),
                facts={"entry": entry.number, "year": entry.year, "serial": entry.serial},
            )

    def _parts(self) -> Iterator[tuple[Part, str]]:
        """Everything but the entries, each with the page to whose item it belongs."""
        page_of_sheet = {sheet.pk: sheet.page_key for sheet in self.sheets}
        page_of_content: dict[Any, str] = {}
        both: tuple[Any, ...] = (*self.entries, *self.sheets)
        for each in both:
            page_of_content.setdefault(each.content_id, each.page_key)
        for sheet in self.sheets:
            yield Part(sheet, f"{sheet.number}/{sheet.round}", sheet.digest), sheet.page_key
        for signature in self.signatures:
            name = f"{signature.tier_wording} {signature.name}"
            yield Part(signature, name, signature.digest), page_of_sheet[signature.sheet_id]
        for record in self.records:
            yield Part(record, str(record), getattr(record, "digest", "")), self._page_of(record)
        for content in self.contents:
            page = page_of_content.get(content.pk, self.page_keys[0])
            page_of_content[content.pk] = page
            yield Part(content, content.page_type, content.fingerprint), page
        page_of_file: dict[Any, str] = {}
        for use in self.attachments:
            page = page_of_content[use.content_id]
            page_of_file.setdefault(use.file_id, page)
            yield Part(use, use.filename), page
        for file in self.files:
            yield Part(file, file.file.name, file.digest, file.file.name), page_of_file[file.pk]

    def _page_of(self, record: Any) -> str:
        key = getattr(record, "page_key", "")
        return key if key in self.page_keys else self.page_keys[0]

    # -- what speaks against it, and what stays -----------------------------------------------------------------

    def _refusals(self, page_key: str) -> list[Refusal]:
        entries = [entry for entry in self.entries if entry.page_key == page_key]
        sheets = [sheet for sheet in self.sheets if sheet.page_key == page_key]
        page = self._pages.get(page_key)
        years = settings.years_before_destruction
        facts = rules.ItemFacts(
            title=entries[-1].title,
            is_public=any(entry.state == RegisterEntry.State.CURRENT for entry in entries)
            or bool(page and page.live),
            is_in_review=any(sheet.state in IN_REVIEW for sheet in sheets)
            or bool(page and page.workflow_in_progress),
            unnamed=[entry.number for entry in entries if entry.number not in self.numbers],
            users=self._users(entries, sheets),
            newest=max(entry.happened_at for entry in entries),
        )
        return rules.for_item(facts, years=years, born_before=_years_ago(years))

    def _users(self, entries: Sequence[RegisterEntry], sheets: Sequence[ReviewSheet]) -> list[str]:
        mine: dict[type[models.Model], set[Any]] = {
            RegisterEntry: {entry.pk for entry in entries},
            ReviewSheet: {sheet.pk for sheet in sheets},
            Signature: {
                signature.pk
                for signature in self.signatures
                if signature.sheet_id in {sheet.pk for sheet in sheets}
            },
        }
        return [
            f"{holder._meta.verbose_name} {holder}"
            for holder in holders_of(mine)
            if holder.pk not in self.going.get(type(holder), ())
        ]

    @cached_property
    def _pages(self) -> dict[str, Any]:
        """The pages that Wagtail still has, by the key under which they were registered."""
        keys = {entry.page_id for entry in self.entries} - {None}
        pages = base_page_model()._base_manager.filter(pk__in=keys)
        return {str(page.pk): page for page in pages}

    def _notices(self) -> Iterator[str]:
        for page in self._pages.values():
            sentence = _(
                "Wagtail still has the page “%(title)s” (%(key)s) with its drafts: delete it there."
            )
            yield sentence % {"title": page.title, "key": page.pk}
        days = [local_day(entry.happened_at) for entry in self.entries]
        packages = FilingPackage.objects.filter(
            unit=self.unit,
            state=FilingPackage.State.READY,
            first_day__lte=max(days),
            last_day__gte=min(days),
        )
        for package in packages.order_by("pk"):
            sentence = _(
                "Filing package %(number)s may hold a copy; it stays. Ask the archive that has it."
            )
            yield sentence % {"number": package.number}


def _years_ago(years: int) -> datetime:
    now = timezone.now()
    day = 28 if (now.month, now.day) == (2, 29) else now.day
    return now.replace(year=now.year - years, day=day)
