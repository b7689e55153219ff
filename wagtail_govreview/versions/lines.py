"""Ledger lines as versions: what a line says in its data, in words. Rooms register how their own acts are told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    CharField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, Concat

from wagtail_govreview.keys import is_number
from wagtail_govreview.ledger import acts
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.versions.streams import CHANGED, DELETED, MADE, Chosen, Stream
from wagtail_govreview.versions.version import Version
from wagtail_govreview.versions.words import FieldChange, Pairs, changes_between

# A verb writes its record and its line in one transaction, moments apart.
SAME_ACT = timedelta(seconds=5)

# In the canonical JSON of a line's data.
NOTHING_BEFORE, NOTHING_AFTER = '"before":{}', '"after":{}'

Teller = Callable[[Mapping[str, Any], LedgerLine], Iterable[FieldChange]]


@dataclass(frozen=True)
class _Telling:
    kind: str
    tell: Teller


_TELLINGS: dict[str, _Telling] = {}


def register_telling(act: str, tell: Teller, kind: str = "") -> None:
    """Say how the data of an act's lines is told.

    ``kind``: ``made``, ``changed`` or ``deleted``; without it, what ``before`` and ``after`` in the data say.
    """
    _TELLINGS[act] = _Telling(kind, tell)


def before_and_after(read: Callable[[Mapping[str, Any]], Pairs]) -> Teller:
    """A teller of lines with ``before`` and ``after`` in their data, both read by ``read``."""

    def tell(data: Mapping[str, Any], line: LedgerLine) -> tuple[FieldChange, ...]:
        return changes_between(read(data.get("before") or {}), read(data.get("after") or {}))

    return tell


def lines_of_kind(lines: QuerySet[LedgerLine], kind: str) -> QuerySet[LedgerLine]:
    """Those of ``lines`` that can be told, of one kind or (``""``) of all."""
    if not kind:
        return lines.filter(act__in=list(_TELLINGS))
    fixed = [act for act, telling in _TELLINGS.items() if telling.kind == kind]
    by_data = [act for act, telling in _TELLINGS.items() if not telling.kind]
    first, last = Q(data__contains=NOTHING_BEFORE), Q(data__contains=NOTHING_AFTER)
    said = {MADE: first, DELETED: last & ~first, CHANGED: ~first & ~last}
    return lines.filter(Q(act__in=fixed) | Q(act__in=by_data) & said.get(kind, Q(pk=None)))


def kind_of_line(line: LedgerLine) -> str:
    """Was something made, changed or deleted?"""
    kind = _TELLINGS[line.act].kind
    if kind:
        return kind
    if NOTHING_BEFORE in line.data:
        return MADE
    return DELETED if NOTHING_AFTER in line.data else CHANGED


def data_of(line: LedgerLine) -> Mapping[str, Any]:
    """The line's data; nothing, if somebody made it unreadable."""
    try:
        found = json.loads(line.data)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


class LineStream(Stream):
    """``lines``: a queryset of ledger lines. ``record_of``: kind and key of the record whose history a line is in."""

    code = "line"

    def __init__(
        self, lines: QuerySet[LedgerLine], record_of: Callable[[LedgerLine], tuple[str, str]]
    ) -> None:
        self.lines = lines
        self.record_of = record_of

    def rows(self, chosen: Chosen) -> QuerySet[LedgerLine]:
        rows = self.within(lines_of_kind(self.lines, chosen.kind), chosen)
        return rows.filter(actor__icontains=chosen.person) if chosen.person else rows

    def items(self, keys: Sequence[Any]) -> dict[Any, Version]:
        lines = LedgerLine.objects.filter(pk__in=keys).select_related("chain")
        return {line.pk: self._version(line) for line in lines}

    def _version(self, line: LedgerLine) -> Version:
        return Version(
            at=line.at,
            who=line.actor,
            kind=kind_of_line(line),
            noun=acts.label(line.act),
            name=line.summary,
            changes=tuple(_TELLINGS[line.act].tell(data_of(line), line)),
            record=self.record_of(line),
            line=line,
        )


class StateStream(LineStream):
    """Lines of which those of ``acts`` hold a whole state in ``after``, said by ``read``.

    ``comparable``: the acts at whose moments somebody may want to compare.
    """

    def __init__(
        self,
        lines: QuerySet[LedgerLine],
        record_of: Callable[[LedgerLine], tuple[str, str]],
        *,
        read: Callable[[Mapping[str, Any]], Pairs],
        acts: Sequence[str],
        comparable: Sequence[str],
    ) -> None:
        super().__init__(lines, record_of)
        self.read, self.acts, self.comparable = read, acts, comparable

    def state(self, at: datetime) -> dict[str, list[str]]:
        """What the newest line up to ``at`` says. One query."""
        lines = self.lines.filter(act__in=self.acts, at__lte=at)
        line = lines.order_by("-at", "-number").first()
        after = data_of(line).get("after", {}) if line else {}
        return {label: text.splitlines() for label, text in self.read(after)}

    def moment_of(self, key: str) -> datetime | None:
        """When the line with this key was written; ``None`` if it is none of these."""
        if not is_number(key):
            return None
        found = self.lines.filter(pk=key, act__in=self.comparable)
        moment = found.values_list("at", flat=True).first()
        return moment if isinstance(moment, datetime) else None

    def _version(self, line: LedgerLine) -> Version:
        version = super()._version(line)
        if line.act not in self.comparable:
            return version
        return replace(version, token=f"{self.code}-{line.pk}")


def told_by_ledger(model: Any, key: str = "id", moment: str = "history_date") -> Exists:
    """Is there a line about this very act: same subject, same moment? For rows that would be shown twice."""
    subject = Concat(
        Value(f"{model._meta.label_lower}:"),
        Cast(OuterRef(key), CharField()),
        output_field=CharField(),
    )
    return Exists(around(LedgerLine.objects.filter(subject=subject), "at", moment))


def around(rows: QuerySet[Any], moment: str, outer_moment: str) -> QuerySet[Any]:
    """``rows`` whose ``moment`` lies close to ``outer_moment`` of the row outside."""
    earliest = ExpressionWrapper(OuterRef(outer_moment) - SAME_ACT, output_field=DateTimeField())
    latest = ExpressionWrapper(OuterRef(outer_moment) + SAME_ACT, output_field=DateTimeField())
    return rows.filter(**{f"{moment}__gte": earliest, f"{moment}__lte": latest})
