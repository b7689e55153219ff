"""Which part of the page tree is whose, read once, for lists, sweeps and commands."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from wagtail_govreview.units.models import Unit


class Territory:
    """All units with their parts of the tree. Hold it no longer than one request or one command."""

    def __init__(self) -> None:
        units: Any = Unit.objects.filter(root_page__isnull=False).select_related("root_page")
        self._units: dict[str, Unit] = {}
        for unit in units.order_by("pk"):
            self._units.setdefault(unit.root_page.path, unit)

    def __iter__(self) -> Any:
        """The units that have a part of the tree, in the order of the tree."""
        return (self._units[path] for path in sorted(self._units))

    def unit_of(self, page: Any) -> Unit | None:
        """The organ that publishes ``page``: the deepest one above it. No query."""
        step = type(page).steplen
        for end in range(len(page.path), 0, -step):
            if page.path[:end] in self._units:
                return self._units[page.path[:end]]
        return None

    def region(self, unit: Unit | None) -> Q:
        """The pages of ``unit`` without those of the units below it; of None, those in no unit."""
        tops = [path for path, each in self._units.items() if each == unit]
        if unit is not None and not tops:
            return Q(pk__in=())
        top = tops[0] if tops else ""
        region = Q(path__startswith=top)
        for other in self._units:
            if other != top and other.startswith(top):
                region &= ~Q(path__startswith=other)
        return region
