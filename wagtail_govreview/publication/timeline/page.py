"""A page's timeline, as far as a reader may see it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from wagtail_govreview.keys import is_number
from wagtail_govreview.ledger.access import chain_keys_read_by
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.publication.access import entries_read_by
from wagtail_govreview.publication.access import units_read_by as units_of_register
from wagtail_govreview.publication.timeline.drafts import LogEvents, RevisionEvents
from wagtail_govreview.publication.timeline.evidence import LineEvents, unproved
from wagtail_govreview.publication.timeline.records import (
    page_subject,
    page_with,
    subjects_of,
    title_of,
)
from wagtail_govreview.review.access import sheets_read_by
from wagtail_govreview.review.access import units_read_by as units_of_sheets
from wagtail_govreview.units.models import Unit
from wagtail_govreview.versions.streams import Merged, Stream


class Timeline:
    """Of the page with ``page_key``, whether it still exists or not, for ``user``.

    Whoever may edit the page sees everything; others see what happened in the units whose sheets or register they may
    read.
    """

    def __init__(self, page_key: str, user: Any) -> None:
        self.page_key = page_key
        self.user = user

    @cached_property
    def page(self) -> Any:
        """The page; ``None`` when it is gone."""
        return page_with(self.page_key)

    @cached_property
    def may_edit(self) -> bool:
        page = self.page
        return page is not None and bool(page.permissions_for_user(self.user).can_edit())

    @cached_property
    def may_read(self) -> bool:
        """Whoever may edit the page, or read a sheet, an entry or a line about it."""
        return (
            self.may_read_sheet
            or entries_read_by(self.user).filter(page_key=self.page_key).exists()
            or self._about_the_page.exists()
        )

    @cached_property
    def may_read_sheet(self) -> bool:
        """May the reader see what the page says for its review sheet?"""
        sheets = sheets_read_by(self.user).filter(page_key=self.page_key)
        return self.may_edit or bool(sheets.exists())

    @cached_property
    def title(self) -> str:
        """The page's title; of a page that is gone, the one that its newest evidence kept; ``""`` of no page ever."""
        return title_of(self.page_key, self.page)

    def events(self, *, drafts: bool = True, newest_first: bool = True) -> Merged:
        """The events, ready to be cut into pages."""
        subjects = subjects_of(self.page_key)
        lines = LedgerLine.objects.filter(subject__in=subjects)
        if not self.may_edit:
            lines = lines.filter(chain__name__in=self._units.values("code"))
        page = self.page if self.may_edit else None
        streams: list[Stream] = [LineEvents(lines, page), *unproved(self.page_key, self._units)]
        if drafts and is_number(self.page_key):
            streams += [RevisionEvents(self.page_key, page), LogEvents(self.page_key, subjects)]
        return Merged(tuple(streams), newest_first=newest_first)

    @cached_property
    def _units(self) -> QuerySet[Unit]:
        if self.may_edit:
            return Unit.objects.all()
        sheets, register = units_of_sheets(self.user), units_of_register(self.user)
        return Unit.objects.filter(Q(pk__in=sheets.values("pk")) | Q(pk__in=register.values("pk")))

    @property
    def _about_the_page(self) -> QuerySet[LedgerLine]:
        lines = LedgerLine.objects.filter(subject=page_subject(self.page_key))
        return lines.filter(chain__name__in=self._units.values("code"))


def openable(user: Any) -> dict[str, set[Any]]:
    """For templates: the units whose sheets and register entries, and the chains, that ``user`` may open."""
    return {
        "sheet_units": set(units_of_sheets(user).values_list("pk", flat=True)),
        "entry_units": set(units_of_register(user).values_list("pk", flat=True)),
        "chains": chain_keys_read_by(user),
    }
