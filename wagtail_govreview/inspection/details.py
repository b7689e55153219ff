"""The exceptions of one row in words, and other cells of the list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_govreview.inspection.case import SEPARATOR
from wagtail_govreview.inspection.indicators import INDICATORS, Indicator
from wagtail_govreview.inspection.models import FactException, InspectionFact
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review.names import title_of_entry, who_signed_entry

FIELD_LABELS = {
    "carrier": gettext_lazy("carrier"),
    "attribute": gettext_lazy("disclosure attribute"),
    "channels": gettext_lazy("channels"),
    "secrecy": gettext_lazy("declarations on secrecy"),
    "source_site": gettext_lazy("source website"),
    "link": gettext_lazy("link to the original"),
    "reprinted_at": gettext_lazy("time of reprint"),
}


@dataclass(frozen=True)
class Shown:
    """One exception of one row. ``indicator`` is ``None`` for a code that is no longer known."""

    label: str
    detail: str
    indicator: Indicator | None = None

    @property
    def is_fault(self) -> bool:
        return self.indicator is not None and self.indicator.is_fault

    @property
    def explained(self) -> str:
        return self.indicator.explained if self.indicator else ""

    def __str__(self) -> str:
        return f"{self.label}: {self.detail}" if self.detail else self.label


def fact_of(entry: RegisterEntry) -> InspectionFact | None:
    """The fact of an entry that was read with it; ``None`` where nothing was counted."""
    return getattr(entry, "inspection_fact", None)


def exceptions_of(entry: RegisterEntry) -> list[Shown]:
    """In the order of the list of indicators; a code that is no longer known comes last, as it is."""
    fact = fact_of(entry)
    found: Iterable[FactException] = fact.exceptions.all() if fact else ()
    order = list(INDICATORS)
    ranked = sorted(
        found, key=lambda item: order.index(item.code) if item.code in order else len(order)
    )
    return [_shown(item) for item in ranked]


def _shown(item: FactException) -> Shown:
    indicator = INDICATORS.get(item.code)
    if indicator is None:
        return Shown(item.code, item.detail)
    parts = item.detail.split(SEPARATOR) if item.detail else []
    return Shown(
        label=str(indicator.label),
        detail=", ".join(str(FIELD_LABELS.get(part, part)) for part in parts),
        indicator=indicator,
    )


@dataclass(frozen=True)
class Signer:
    """One signature as the register prints it."""

    tier: str
    name: str
    title: str
    at: datetime | None


def signers_of(entry: RegisterEntry) -> list[Signer]:
    return [
        Signer(
            item.get("tier", ""),
            who_signed_entry(item),
            title_of_entry(item),
            parse_datetime(item["at"]) if item.get("at") else None,
        )
        for item in entry.signers
    ]


def span_words(minutes: int | None) -> str:
    """“40 min”, “3 h 20 min”, “2 d 4 h”."""
    if minutes is None:
        return ""
    if minutes < 60:
        return _("%(minutes)d min") % {"minutes": minutes}
    if minutes < 24 * 60:
        return _("%(hours)d h %(minutes)d min") % {"hours": minutes // 60, "minutes": minutes % 60}
    return _("%(days)d d %(hours)d h") % {
        "days": minutes // (24 * 60),
        "hours": minutes // 60 % 24,
    }


def complete_words(value: bool | None) -> Any:
    """For spreadsheets."""
    if value is None:
        return _("not applicable")
    return _("complete") if value else _("incomplete")
