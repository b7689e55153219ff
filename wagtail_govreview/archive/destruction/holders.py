"""Who still needs a record: the rows whose foreign keys forbid to delete it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db import models

Going = Mapping[type[models.Model], Collection[Any] | None]
HOLD = (models.PROTECT, models.RESTRICT)


def holders_of(records: Going) -> list[Any]:
    """The rows outside of ``records`` (keys by model) that point to any of them and hold it."""
    found = {}
    for model, keys in list(records.items()):
        for relation in _holding_relations(model):
            for row in _rows(relation, keys or (), records):
                found[type(row), row.pk] = row
    return list(found.values())


def holding(model: type[models.Model], keys: Collection[Any], going: Going) -> set[Any]:
    """Those ``keys`` of ``model`` to which something points that stays.

    ``going``: what goes along, by model; ``None`` for all rows of a model, which go with what they point to.
    """
    held = set()
    for relation in _holding_relations(model):
        if going.get(relation.related_model, ()) is not None:
            for row in _rows(relation, keys, going):
                held.add(getattr(row, relation.field.attname))
    return held


def _holding_relations(model: type[models.Model]) -> Iterator[Any]:
    return (relation for relation in model._meta.related_objects if relation.on_delete in HOLD)


def _rows(relation: Any, keys: Collection[Any], going: Going) -> Iterator[Any]:
    model, name = relation.related_model, relation.field.name
    leaving = set(going.get(model) or ())
    rows = model._base_manager.filter(**{f"{name}__in": list(keys)})
    return (row for row in rows.iterator() if row.pk not in leaving)
