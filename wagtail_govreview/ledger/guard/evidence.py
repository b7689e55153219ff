"""What the guard holds: for each table of evidence, which columns never change and which rows never go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from wagtail_govreview.ledger.models import Chain
from wagtail_govreview.ledger.permanence import Kept


@dataclass(frozen=True)
class GuardedTable:
    """One table of evidence.

    ``fixed``: columns that stay as they were written. ``losing``: foreign keys that may become NULL when what they
    point to is deleted. ``severed``: foreign keys with the table they lead to; they may become NULL once the row there
    stands in a list of destruction. ``unique``: sets of columns that no two rows share. ``destroyable``: may rows go at
    all, once they stand in such a list?
    """

    table: str
    key: str
    fixed: tuple[str, ...]
    losing: tuple[str, ...]
    severed: tuple[tuple[str, str], ...]
    unique: tuple[tuple[str, ...], ...]
    destroyable: bool

    @property
    def undeletable(self) -> str:
        """Why a row is not deleted. At most 128 characters, the most that MySQL passes on."""
        way = ", except by manage.py govreview_destroy" if self.destroyable else ""
        return f"{self.table} is evidence: rows are never deleted{way}"

    @property
    def unchangeable(self) -> str:
        return f"{self.table} is evidence: what was written in this row never changes"

    @property
    def irreplaceable(self) -> str:
        return f"{self.table} is evidence: this row is there already and is never replaced"


def kept_models() -> list[type[Kept]]:
    """Every model of evidence that has a table, also those of other applications."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, Kept) and model._meta.managed and not model._meta.proxy
    ]


def guarded_table(model: type[Kept], columns: set[str]) -> GuardedTable:
    """How ``model`` is guarded in a database in which its table has these ``columns``."""
    fixed, losing, severed = [], [], []
    for field in model._meta.local_concrete_fields:
        if field.name in model.changes_later or field.column not in columns:
            continue
        if _loses(field):
            losing.append(field.column)
        elif target := _destroyable_target(field):
            severed.append((field.column, target))
        else:
            fixed.append(field.column)
    return GuardedTable(
        table=model._meta.db_table,
        key=str(model._meta.pk.column),
        fixed=tuple(fixed),
        losing=tuple(losing),
        severed=tuple(severed),
        unique=tuple(key for key in _unique(model) if columns.issuperset(key)),
        destroyable=model.may_be_destroyed,
    )


def _loses(field: Any) -> bool:
    return field.null and field.remote_field and field.remote_field.on_delete is models.SET_NULL


def _destroyable_target(field: Any) -> str:
    """The table to which a nullable foreign key leads, if rows there may be destroyed."""
    target = field.null and field.remote_field and field.remote_field.model
    if not target or not issubclass(target, Kept) or not target.may_be_destroyed:
        return ""
    return target._meta.db_table


def _unique(model: type[Kept]) -> list[tuple[str, ...]]:
    """The primary key, and every other unique set of columns."""
    options: Any = model._meta
    found: list[tuple[str, ...]] = [(options.pk.column,)]
    # A chain is begun by an upsert that meets its own name, and its lines hold it fast.
    if model is Chain:
        return found
    found += [(f.column,) for f in options.local_concrete_fields if f.unique and not f.primary_key]
    for constraint in options.total_unique_constraints:
        found.append(tuple(options.get_field(name).column for name in constraint.fields))
    return found
