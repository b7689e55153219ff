"""What is public under the rule, and what of it the register does not know (存量, before it is taken over)."""

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


def current_entries(unit: Unit | None = None) -> QuerySet[RegisterEntry]:
    """The entries that stand for what is public now; with ``unit``, those of its register."""
    entries = RegisterEntry.objects.filter(state=RegisterEntry.State.CURRENT)
    return entries.filter(unit=unit) if unit is not None else entries


def governed_live_pages(paths: GovernedPaths | None = None) -> QuerySet[Any]:
    """All public pages under the rule."""
    live = base_page_model()._default_manager.filter(live=True)
    return (governed_paths() if paths is None else paths).filter(live)


def count_unregistered(region: Q, unit: Unit | None = None) -> int:
    """How many public pages of a part of the tree the register does not know. One query, one for the rule.

    With ``unit``, also those that it knows as another unit's.
    """
    entries = current_entries(unit).filter(page=OuterRef("pk"))
    return governed_live_pages().filter(region).filter(~Exists(entries)).count()


def live_keys(region: Q, size: int = PIECE) -> Iterator[list[Any]]:
    """The keys of all public pages of a part of the tree, in its order, in pieces.

    Read by path: constant memory on every database, and no transaction stays open in between.
    """
    paths, last = governed_paths(), ""
    while True:
        pages = governed_live_pages(paths).filter(region, path__gt=last).order_by("path")
        piece = list(pages.values_list("pk", "path")[:size])
        if piece:
            yield [key for key, _path in piece]
        if len(piece) < size:
            return
        last = piece[-1][1]


def unregistered(region: Q, unit: Unit | None = None) -> Iterator[list[Any]]:
    """The keys of those that the register (of ``unit``) does not know at the moment when the piece is read."""
    for piece in live_keys(region):
        known = registered(piece, unit)
        keys = [key for key in piece if key not in known]
        if keys:
            yield keys


def registered(keys: Sequence[Any], unit: Unit | None = None) -> set[Any]:
    """Those of the pages that have a current entry (of ``unit``)."""
    return set(current_entries(unit).filter(page_id__in=keys).values_list("page_id", flat=True))


def unregistered_of_unit(unit: Unit) -> int:
    """How many public pages of ``unit`` the register does not know."""
    return count_unregistered(Territory().region(unit), unit)
