"""How verifiers read: in pieces, so that memory stays the same, and a second time before they accuse."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from wagtail_govreview.ledger.verification import Problem

Findings = Iterator[tuple[Any, Problem]]
Look = Callable[[Sequence[Any]], Findings]


def in_pieces(queryset: QuerySet[Any], key: str = "pk", *, size: int) -> Iterator[list[Any]]:
    """The objects by a unique number in pieces: constant memory on every database."""
    last = -1
    while piece := list(queryset.filter(**{f"{key}__gt": last}).order_by(key)[:size]):
        yield piece
        last = getattr(piece[-1], key)


def still_there(look: Look, piece: Sequence[Any], records: QuerySet[Any]) -> Iterator[Problem]:
    """The problems that ``look`` finds in ``piece``, and finds again when their ``records`` are read anew.

    A record and what proves it are read one after the other, and somebody may write in between. So what seems
    wrong is read a second time, and only what is wrong then is a problem. ``look`` gives each problem with the
    key of its record.
    """
    suspects = {key for key, _problem in look(piece)}
    if suspects:
        again = list(records.filter(pk__in=suspects).order_by("pk"))
        yield from (problem for _key, problem in look(again))
