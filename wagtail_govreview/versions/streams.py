"""Several tables read as one list in the order of time: what changed is kept in more than one place.

The databases do the joining: a union of bare keys and moments is sorted and cut into pages, and only what a page shows is
read in full. So a list costs the same number of queries however long it is.
"""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, IntegerField, QuerySet, Value

MADE = "made"
CHANGED = "changed"
DELETED = "deleted"


@dataclass(frozen=True)
class Chosen:
    """What a reader asks for; empty means everything. ``kind``: ``made``, ``changed``, ``deleted`` or a stream's own."""

    person: str = ""
    since: datetime.datetime | None = None
    until: datetime.datetime | None = None
    kind: str = ""
    subject: str = ""


class Stream(ABC):
    """One table's part in the list. ``code`` is unique among the streams that are merged."""

    code = ""
    moment = "at"

    @abstractmethod
    def rows(self, chosen: Chosen) -> QuerySet[Any]:
        """The rows that fit; a queryset without order."""

    @abstractmethod
    def items(self, keys: Sequence[Any]) -> dict[Any, Any]:
        """What is shown for the rows with these keys, in a constant number of queries."""

    def within(self, rows: QuerySet[Any], chosen: Chosen) -> QuerySet[Any]:
        """``rows`` of the days that were chosen."""
        if chosen.since:
            rows = rows.filter(**{f"{self.moment}__gte": chosen.since})
        if chosen.until:
            rows = rows.filter(**{f"{self.moment}__lt": chosen.until})
        return rows


@dataclass(frozen=True)
class Merged:
    """The streams as one list, the newest first: enough of a queryset for paginators and spreadsheets."""

    streams: tuple[Stream, ...]
    choice: Chosen = Chosen()
    newest_first: bool = True

    def chosen(self, choice: Chosen) -> Merged:
        return replace(self, choice=choice)

    def count(self) -> int:
        return self._union.count() if self.streams else 0

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, place: slice) -> list[Any]:
        if not self.streams:
            return []
        return self._read(list(self._union[place]))

    def iterator(self, chunk_size: int = 500) -> Iterator[Any]:
        """All items, read in pieces."""
        start = 0
        while piece := self[start : start + chunk_size]:
            yield from piece
            start += chunk_size

    __iter__ = iterator

    @property
    def _union(self) -> QuerySet[Any]:
        parts = [self._part(place, stream) for place, stream in enumerate(self.streams)]
        union = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
        order = ("row_at", "row_stream", "row_key")
        return union.order_by(*(f"-{name}" if self.newest_first else name for name in order))

    def _part(self, place: int, stream: Stream) -> QuerySet[Any]:
        rows = stream.rows(self.choice).order_by()
        return rows.annotate(
            row_stream=Value(place, output_field=IntegerField()),
            row_key=F("pk"),
            row_at=F(stream.moment),
        ).values_list("row_stream", "row_key", "row_at")

    def _read(self, rows: list[tuple[int, Any, Any]]) -> list[Any]:
        found: dict[int, dict[Any, Any]] = {}
        for place, stream in enumerate(self.streams):
            keys = [key for number, key, _at in rows if number == place]
            found[place] = stream.items(keys) if keys else {}
        return [found[place][key] for place, key, _at in rows if key in found[place]]
