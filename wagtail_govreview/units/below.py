"""A unit with the units below it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail_govreview.units.models import Unit


def with_units_below(unit: Unit) -> set[Any]:
    """Keys of ``unit`` and of all units below it, at any depth. One query.

    Below are the units whose superior it is, and those whose part of the page tree lies inside its own.
    """
    rows = list(Unit.objects.values_list("pk", "parent_id", "root_page__path"))
    paths = {pk: path for pk, _parent, path in rows if path}
    found = {unit.pk}
    while new := set(_directly_below(found, rows, paths)) - found:
        found |= new
    return found


def _directly_below(
    superiors: set[Any], rows: Iterable[tuple[Any, Any, str | None]], paths: dict[Any, str]
) -> Iterable[Any]:
    roots = tuple(paths[pk] for pk in superiors if pk in paths)
    for pk, parent, path in rows:
        if parent in superiors or (path and roots and path.startswith(roots)):
            yield pk
