"""What is public under the rule but not in the register, as from the time before the review began (存量)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from wagtail_govreview.pages import base_page_model
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.units.governance import GovernedPaths, governed_paths
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.territory import Territory

PIECE = 1000


def current_entries() -> QuerySet[RegisterEntry]:
    """The entries that stand for what is public now."""
    return RegisterEntry.objects.filter(state=RegisterEntry.State.CURRENT)


def governed_live_pages(paths: GovernedPaths | None = None) -> QuerySet[Any]:
    """All public pages under the rule."""
    live = base_page_model()._default_manager.filter(live=True)
    return (governed_paths() if paths is None else paths).filter(live)


def count_unregistered(region: Q) -> int:
    """How many public pages of a part of the tree the register does not know. One query, one for the rule."""
    entries = current_entries().filter(page=OuterRef("pk"))
    return governed_live_pages().filter(region).filter(~Exists(entries)).count()


def unregistered(region: Q) -> Iterator[list[Any]]:
    """The keys of those pages in the order of the tree, in pieces; constant memory on every database.

    Pages that are registered meanwhile are left out from the next piece on.
    """
    paths, last = governed_paths(), ""
    while True:
        pages = governed_live_pages(paths).filter(region, path__gt=last).order_by("path")
        piece = list(pages.values_list("pk", "path")[:PIECE])
        known = registered([key for key, _path in piece])
        keys = [key for key, _path in piece if key not in known]
        if keys:
            yield keys
        if len(piece) < PIECE:
            return
        last = piece[-1][1]


def registered(keys: Sequence[Any]) -> set[Any]:
    """Those of the pages that have a current entry."""
    return set(current_entries().filter(page_id__in=keys).values_list("page_id", flat=True))


def unregistered_of_unit(unit: Unit) -> int:
    """How many public pages of ``unit`` the register does not know."""
    return count_unregistered(Territory().region(unit))
