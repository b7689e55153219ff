"""What the checks of whole items and of links have to know, read from the database once for an item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wagtail_govreview.moments import local_day
from wagtail_govreview.pages import base_page_model
from wagtail_govreview.screening.checks.items.live_texts import LiveText, text_digest
from wagtail_govreview.screening.checks.links.facts import LINKS, link_facts
from wagtail_govreview.units.models import Unit

ITEM_FACTS = "item"  # the key in ``Context.data``
MOST_DOUBLES = 3
MOST_ALIKE = 100


@dataclass(frozen=True)
class ItemFacts:
    """``doubles``: title and path of pages on which the same text is public."""

    doubles: Sequence[tuple[str, str]] = ()


def item_facts(page: Any, unit: Unit | None = None, on: date | None = None) -> dict[str, Any]:
    """For ``Context.data``: the facts about a specific page and its links. A constant number of queries."""
    return {
        ITEM_FACTS: ItemFacts(doubles=doubles_of(page)),
        LINKS: link_facts(page, on or local_day()),
    }


def doubles_of(page: Any) -> list[tuple[str, str]]:
    """Public pages with the same text as a specific page, whatever their titles. Two queries at most; none for a short text.

    An alias has the text of its page on purpose.
    """
    digest = text_digest(page) if page.alias_of_id is None else ""
    if not digest:
        return []
    keys = [
        key
        for key in LiveText.objects.filter(digest=digest).values_list("page_key", flat=True)[
            :MOST_ALIKE
        ]
        if key != str(page.pk)
    ]
    pages = base_page_model()._default_manager.filter(pk__in=keys, live=True).order_by("pk")
    return list(pages.values_list("title", "url_path")[:MOST_DOUBLES]) if keys else []
