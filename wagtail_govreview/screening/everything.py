"""Everything that is live under the rule, page by page, in the order of the keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from wagtail_govreview.pages import base_page_model
from wagtail_govreview.units.governance import governed_paths
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.territory import Territory

PIECE = 500


def live_pages(unit: Unit | None = None) -> QuerySet[Any]:
    """All public pages under the rule; with ``unit``, those of its part of the tree. One or two queries before it."""
    pages = governed_paths().filter(base_page_model()._default_manager.filter(live=True))
    return pages.filter(Territory().region(unit)) if unit is not None else pages


def keys_after(last: int, unit: Unit | None = None, *, size: int = PIECE) -> list[int]:
    """The next keys after ``last``, in their order."""
    pages = live_pages(unit).filter(pk__gt=last).order_by("pk")
    return list(pages.values_list("pk", flat=True)[:size])


def keys_between(first: int, final: int, unit: Unit | None = None) -> list[int]:
    """The keys from ``first`` to ``final``, both included, in their order."""
    pages = live_pages(unit).filter(pk__gte=first, pk__lte=final).order_by("pk")
    return list(pages.values_list("pk", flat=True))


def live_page(key: int) -> Any:
    """The page in its own type as visitors see it now; ``None`` if it is not live."""
    pages: Any = base_page_model()._default_manager.filter(live=True, pk=key)
    page = pages.first()
    return page.specific if page is not None else None


def each_page(keys: list[int]) -> Iterator[Any]:
    """The pages with these keys that are still live, one after the other: little memory."""
    return (page for page in map(live_page, keys) if page is not None)
