"""Writing a list of destruction into the ledger and the guard's table, and deleting what it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils import timezone

from wagtail_govreview.ledger.destruction.knowledge import DESTROYED
from wagtail_govreview.ledger.models import Chain, DestroyedRecord, Destruction, LedgerLine
from wagtail_govreview.ledger.people import display_name
from wagtail_govreview.ledger.permanence import Kept
from wagtail_govreview.ledger.services import Act, append_all

PIECE = 500


@dataclass(frozen=True)
class Order:
    """By whose approval (销毁批准文号), why, who ordered it and who watched it (监销)."""

    approval: str
    reason: str
    ordered_by: str
    supervised_by: str


@dataclass(frozen=True)
class Part:
    """One record that goes. ``name`` and ``digest`` stay in the ledger, ``path`` is that of its file."""

    record: Kept
    name: str
    digest: str = ""
    path: str = ""

    @property
    def table(self) -> str:
        return self.record._meta.db_table

    def told(self) -> dict[str, Any]:
        """What the ledger says of it."""
        return {
            "table": self.table,
            "key": self.record.pk,
            "name": self.name,
            "digest": self.digest,
        }


@dataclass(frozen=True)
class Item:
    """One subject of the list with all that goes along with it. ``facts`` stand in its ledger line."""

    subject: models.Model
    summary: str
    parts: tuple[Part, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)


def destroy_items(
    chain: str, number: str, order: Order, items: Sequence[Item], *, actor: Any = None
) -> Destruction:
    """Write the list ``number`` and delete what it names, with one ledger line for each item.

    Must be called inside the transaction of the verb that holds ``chain``. The rows of the list are what the guard of
    the database asks for, so the window is open for these records only, and closed with the transaction, whatever
    happens to it. Raises Django's ``ProtectedError`` where something else still points to a record.
    """
    lines = _write_lines(chain, number, order, items, actor)
    head = Destruction.objects.create(
        chain=Chain.objects.get(name=chain),
        number=number,
        approval=order.approval,
        reason=order.reason,
        ordered_by=order.ordered_by,
        supervised_by=order.supervised_by,
        actor=display_name(actor),
        at=timezone.now(),
    )
    DestroyedRecord.objects.bulk_create(
        (
            DestroyedRecord(
                destruction=head,
                line=line,
                table_name=part.table,
                record_key=part.record.pk,
                name=part.name[:255],
                digest=part.digest,
                path=part.path,
            )
            for line, item in zip(lines, items, strict=True)
            for part in item.parts
        ),
        batch_size=PIECE,
    )
    _erase([part.record for item in items for part in item.parts])
    return head


def _write_lines(
    chain: str, number: str, order: Order, items: Sequence[Item], actor: Any
) -> list[LedgerLine]:
    append_all(
        chain,
        [
            Act(
                DESTROYED,
                actor=actor,
                subject=item.subject,
                summary=item.summary,
                data={
                    "list": number,
                    "approval": order.approval,
                    "reason": order.reason,
                    "ordered_by": order.ordered_by,
                    "supervised_by": order.supervised_by,
                    **item.facts,
                    "records": [part.told() for part in item.parts],
                },
            )
            for item in items
        ],
    )
    newest = LedgerLine.objects.filter(chain__name=chain).order_by("-number")
    return list(newest[: len(items)])[::-1]


def _erase(records: Iterable[Kept]) -> None:
    """Delete the rows, those first that point to others, with what showed how they once looked."""
    by_model: dict[type[Kept], list[Any]] = {}
    for record in records:
        by_model.setdefault(type(record), []).append(record.pk)
    for model, keys in by_model.items():
        _sever(model, keys)
    for model in _pointing_first(by_model):
        for piece in _pieces(by_model[model]):
            models.QuerySet(model).filter(pk__in=piece).delete()
            _forget_history(model, piece)


def _sever(model: type[Kept], keys: list[Any]) -> None:
    """What stays, or goes after it, no longer points to what goes: an entry to the one before it."""
    for relation in model._meta.related_objects:
        column: Any = relation.field
        if column.null and relation.related_model is model:
            for piece in _pieces(keys):
                pointing: Any = models.QuerySet(model).filter(**{f"{column.name}__in": piece})
                pointing.update(**{column.name: None})


def _pointing_first(by_model: Iterable[type[Kept]]) -> list[type[Kept]]:
    left, found = list(by_model), []
    while left:
        pointed = {
            field.remote_field.model
            for model in left
            for field in model._meta.concrete_fields
            if field.remote_field and field.remote_field.model is not model
        }
        free = [model for model in left if model not in pointed] or left[:1]
        found += free
        left = [model for model in left if model not in free]
    return found


def _forget_history(model: type[Kept], keys: list[Any]) -> None:
    manager = getattr(model._meta, "simple_history_manager_attribute", "")
    if manager:
        getattr(model, manager).filter(**{f"{model._meta.pk.attname}__in": keys}).delete()


def _pieces(keys: Sequence[Any]) -> Iterable[list[Any]]:
    return (list(keys[start : start + PIECE]) for start in range(0, len(keys), PIECE))
