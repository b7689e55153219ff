"""What the checks may know besides the text, read from the database once for an item."""

from __future__ import annotations

from datetime import date
from typing import Any

from wagtail_govreview.moments import local_day
from wagtail_govreview.screening.allowed import allowed_numbers
from wagtail_govreview.screening.checks.items.facts import item_facts
from wagtail_govreview.screening.dictionaries.active import wordbook_for
from wagtail_govreview.screening.phrases.active import phrase_bank
from wagtail_govreview.screening.registry import Context
from wagtail_govreview.units.models import Unit

SHEET_DRAFTS = "govreview_sheet_drafts"  # a higher floor's model, by its relation


def context_for(page: Any, unit: Unit | None, on: date | None = None) -> Context:
    """The context of ``page`` as it would be published by ``unit`` on the day ``on`` (default: today)."""
    day = on or local_day()
    return Context(
        unit_code=unit.code if unit else "",
        on=day,
        attribute=_attribute(page),
        allowed=allowed_numbers(unit),
        dictionaries=wordbook_for(unit),
        phrases=phrase_bank(),
        data=item_facts(page, unit, day),
    )


def _attribute(page: Any) -> str:
    """The disclosure attribute that is chosen in the draft."""
    drafts = getattr(page, SHEET_DRAFTS, None)
    first = next(iter(drafts.all()), None) if drafts is not None else None
    return str(first.attribute) if first is not None else ""
