"""The versions that django-simple-history keeps of a model, as a stream."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.utils.text import capfirst

from wagtail_govreview.keys import is_number
from wagtail_govreview.ledger.people import display_name
from wagtail_govreview.versions.streams import CHANGED, DELETED, MADE, Chosen, Stream
from wagtail_govreview.versions.version import Version
from wagtail_govreview.versions.words import Names, Pairs, changes_between, read_fields

KIND_OF = {"+": MADE, "~": CHANGED, "-": DELETED}
TYPE_OF = {kind: mark for mark, kind in KIND_OF.items()}

Reader = Callable[[Any, Names], Pairs]


class KeptStream(Stream):
    """``records``: a queryset of a model's history. ``reader`` says a record in words, field by field.

    ``record_of``: kind and key under which the history of a record is found. ``summary``: for records that are part
    of another one, the whole of one in one line, under ``label``. ``told``: an ``Exists`` expression of the rows that
    another stream shows; they count for the state, and are not listed once more.
    """

    moment = "history_date"

    def __init__(
        self,
        records: QuerySet[Any],
        *,
        record_of: Callable[[Any], tuple[str, str]],
        reader: Reader = read_fields,
        name: Callable[[Any], str] = str,
        summary: Callable[[Any], str] | None = None,
        label: Any = "",
        told: Any = None,
    ) -> None:
        self.records = records
        self.original = records.model.instance_type
        self.code = str(self.original._meta.model_name)
        self.record_of, self.reader, self.name = record_of, reader, name
        self.summary, self.label, self.told = summary, label, told

    def rows(self, chosen: Chosen) -> QuerySet[Any]:
        rows = self.within(self.records, chosen)
        if self.told is not None:
            rows = rows.filter(~self.told)
        if chosen.person:
            rows = rows.filter(history_user__in=people_called(chosen.person))
        if chosen.kind:
            rows = rows.filter(history_type=TYPE_OF.get(chosen.kind, ""))
        return rows

    def items(self, keys: Sequence[Any]) -> dict[Any, Version]:
        rows = self._rows_with_previous(keys)
        history = self.records.model._base_manager
        before = history.in_bulk([row.previous_key for row in rows if row.previous_key])
        originals = {row.pk: row.instance for row in [*rows, *before.values()]}
        names = Names(originals.values())
        return {
            row.pk: self._version(row, originals[row.pk], originals.get(row.previous_key), names)
            for row in rows
        }

    def state(self, at: datetime) -> dict[str, list[str]]:
        """How the records stood at ``at``: lines by label. Two queries and one for each model referred to."""
        newest: dict[Any, Any] = {}
        rows = self.records.filter(history_date__lte=at).order_by("history_date", "history_id")
        for row in rows:
            newest[row.id] = row
        standing = [row.instance for row in newest.values() if row.history_type != "-"]
        if self.summary:
            return {str(self.label): sorted(self.summary(each) for each in standing)}
        names = Names(standing)
        state: dict[str, list[str]] = {}
        for each in standing:
            for label, text in self.reader(each, names):
                state.setdefault(str(label), []).extend(text.splitlines())
        return state

    def moment_of(self, key: str) -> datetime | None:
        """When the version with this key was kept; ``None`` if it is none of these records."""
        if not is_number(key):
            return None
        found = self.records.filter(pk=key).values_list("history_date", flat=True).first()
        return found if isinstance(found, datetime) else None

    def _rows_with_previous(self, keys: Sequence[Any]) -> list[Any]:
        history = self.records.model._base_manager
        earlier = history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        previous = earlier.order_by("-history_id").values("history_id")[:1]
        rows = history.filter(pk__in=keys).select_related("history_user")
        return list(rows.annotate(previous_key=Subquery(previous)))

    def _version(self, row: Any, original: Any, before: Any, names: Names) -> Version:
        kind = KIND_OF[row.history_type]
        if kind == CHANGED and before is not None:
            changes = changes_between(self.reader(before, names), self.reader(original, names))
        else:
            changes = ()
        return Version(
            at=row.history_date,
            who=display_name(row.history_user),
            kind=kind,
            noun=capfirst(str(self.original._meta.verbose_name)),
            name=self.name(original),
            changes=changes,
            record=self.record_of(original),
            token=f"{self.code}-{row.pk}",
        )


def people_called(words: str) -> QuerySet[Any]:
    """Accounts with ``words`` in their names, Chinese names written together included."""
    accounts = get_user_model()._default_manager.all()
    model = get_user_model()
    wanted = Q(**{f"{model.USERNAME_FIELD}__icontains": words})
    fields = {field.name for field in model._meta.get_fields()}
    if {"first_name", "last_name"} <= fields:
        accounts = accounts.annotate(
            chinese_name=Concat("last_name", "first_name"),
            western_name=Concat("first_name", Value(" "), "last_name", output_field=CharField()),
        )
        wanted |= Q(chinese_name__icontains=words) | Q(western_name__icontains=words)
    return accounts.filter(wanted)
