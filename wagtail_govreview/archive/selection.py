"""What goes into one package: everything of one page, or what a unit registered in a period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import Max, QuerySet

from wagtail_govreview.moments import midnight
from wagtail_govreview.publication.emergency.models import EmergencyPublication
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review.sheets import ReviewSheet
from wagtail_govreview.units.models import Unit


@dataclass(frozen=True)
class Selection:
    """``page_key`` for one item: all its rounds and entries in this unit. Days, both included, for a period:
    the entries registered in it, each with all rounds of its sheet. What was never published is in no period.

    ``newest``: only entries up to this key, so that what is registered meanwhile stays outside.
    """

    unit: Unit
    page_key: str = ""
    first_day: date | None = None
    last_day: date | None = None
    newest: int | None = None

    def entries(self) -> QuerySet[RegisterEntry]:
        """The entries, in the order in which they were registered."""
        entries = RegisterEntry.objects.filter(unit=self.unit)
        if self.page_key:
            entries = entries.filter(page_key=self.page_key)
        if self.first_day:
            entries = entries.filter(happened_at__gte=_begins(self.first_day))
        if self.last_day:
            entries = entries.filter(happened_at__lt=_begins(self.last_day + timedelta(days=1)))
        if self.newest is not None:
            entries = entries.filter(pk__lte=self.newest)
        return entries.order_by("pk")

    def unpublished(self) -> QuerySet[ReviewSheet]:
        """The item's sheets whose number never came into the register."""
        if not self.page_key:
            return ReviewSheet.objects.none()
        sheets = ReviewSheet.objects.filter(unit=self.unit, page_key=self.page_key)
        published = self.entries().exclude(sheet_number="").values("sheet_number")
        settled = self.emergencies().filter(state=EmergencyPublication.State.SIGNED)
        return (
            sheets.exclude(number__in=published)
            .exclude(number__in=settled.values("settled_sheet__number"))
            .order_by("pk")
        )

    def emergencies(self) -> QuerySet[EmergencyPublication]:
        """What of it was published in an emergency. Where that was signed afterwards, its entry names no sheet."""
        found: QuerySet[EmergencyPublication] = EmergencyPublication.objects.filter(
            entry__in=self.entries().order_by().values("pk")
        )
        return found

    def settled(self) -> Selection:
        """The same, closed at this moment."""
        newest = self.entries().aggregate(newest=Max("pk"))["newest"]
        return replace(self, newest=newest or 0)

    @cached_property
    def as_of(self) -> datetime | None:
        """The newest event in it: the moment that the package gives as its own. ``None``: it is empty."""
        newest = self.entries().aggregate(newest=Max("happened_at"))["newest"]
        submitted = self.unpublished().aggregate(newest=Max("submitted_at"))["newest"]
        settled = self.emergencies().aggregate(newest=Max("settled_at"))["newest"]
        return max(filter(None, (newest, submitted, settled)), default=None)

    def count(self) -> int:
        """How many entries, and sheets without one."""
        return self.entries().count() + self.unpublished().count()


def _begins(day: date) -> datetime:
    """The first moment of ``day`` on the site's clock."""
    return midnight(day)
