"""Reading in pieces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet


def by_key(queryset: QuerySet[Any], size: int) -> Iterator[list[Any]]:
    """The records by key, ``size`` at a time: constant memory on every database."""
    last = 0
    while piece := list(queryset.filter(pk__gt=last).order_by("pk")[:size]):
        yield piece
        last = piece[-1].pk
