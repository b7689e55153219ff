"""What somebody could write into one column instead: plausible values of its type."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from wagtail_govreview.ledger.permanence import Kept
from wagtail_govreview.models import SerialCounter

A_NEW_KEY = 1_000_000


def evidence_models() -> list[type[models.Model]]:
    """Everything that is kept as evidence, and the counters of the numbers."""
    kept = [
        model for model in apps.get_models() if issubclass(model, Kept) and not model._meta.proxy
    ]
    return sorted([*kept, SerialCounter], key=lambda model: model.__name__)


def values_instead(row: models.Model, field: models.Field) -> Iterator[Any]:
    """Other values for one field of one row, none of them the one that it has."""
    value = getattr(row, field.attname)
    seen = [value]
    for other in _others(row, field, value):
        if other not in seen:
            seen.append(other)
            yield other
    if field.null and value is not None:
        yield None


def _others(row: models.Model, field: models.Field, value: Any) -> Iterator[Any]:
    if field.primary_key:
        yield A_NEW_KEY
    elif isinstance(field, models.ForeignKey):
        rows = field.related_model._base_manager.exclude(pk=value).order_by("pk")
        yield from rows.values_list("pk", flat=True)[:2]
    elif field.choices:
        yield from (code for code, _label in field.flatchoices)
    elif isinstance(field, models.JSONField):
        yield from _other_json(value)
    elif isinstance(field, models.BooleanField):
        yield not value
    elif isinstance(field, models.IntegerField):
        yield (value or 0) + 1
        yield max((value or 0) - 1, 0)
    elif isinstance(field, models.DateTimeField):
        yield (value or timezone.now()) + timedelta(minutes=1)
        yield (value or timezone.now()) - timedelta(minutes=1)
    elif isinstance(field, models.DateField):
        yield value + timedelta(days=1)
    else:
        yield from _other_text(row, field, str(value or ""))


def _other_text(row: models.Model, field: models.Field, value: str) -> Iterator[str]:
    yield f"{value} "
    yield f"{value[:-1]}×" if value else "×"
    neighbour = type(row)._base_manager.exclude(**{field.name: value}).order_by("pk").first()
    if neighbour is not None:
        yield str(getattr(neighbour, field.attname))
    yield ""


def _other_json(value: Any) -> Iterator[Any]:
    """Another order, one element less, one more, another text deep inside."""
    if isinstance(value, list):
        yield value[::-1]
        yield value[1:]
        yield [*value, *(value[:1] or ["×"])]
    if isinstance(value, dict):
        yield dict(list(value.items())[1:])
        yield {**value, "×": "×"}
    deep = copy.deepcopy(value)
    if _alter(deep):
        yield deep


def _alter(value: Any) -> bool:
    """Change the first text or number inside ``value``, in place."""
    places = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for place, item in list(places):
        if isinstance(item, (dict, list)):
            if _alter(item):
                return True
        elif isinstance(item, (str, int)):
            value[place] = f"{item}×"
            return True
    return False


def write(row: models.Model, field: models.Field, value: Any) -> None:
    """Put ``value`` into the column of ``field``, as somebody with the database's password would."""
    meta = row._meta
    quote = connection.ops.quote_name
    stored = field.get_db_prep_save(value, connection)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quote(meta.db_table)} SET {quote(field.column)} = %s WHERE {quote(meta.pk.column)} = %s",
            [stored, row.pk],
        )


def remove(row: models.Model) -> None:
    meta = row._meta
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {quote(meta.db_table)} WHERE {quote(meta.pk.column)} = %s", [row.pk]
        )


def duplicate(row: models.Model) -> models.Model:
    """A second row with the same values; where they must be unique, with the next free number or text."""
    twin = copy.copy(row)
    twin.pk = None
    unique = {
        field.name for field in twin._meta.concrete_fields if field.unique and not field.is_relation
    }
    for constraint in twin._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            unique.add(constraint.fields[-1])
    for name in unique - {twin._meta.pk.name}:
        value = getattr(twin, name)
        if isinstance(value, int):
            newest = type(row)._base_manager.aggregate(newest=models.Max(name))["newest"]
            setattr(twin, name, newest + 1)
        elif value is not None:
            setattr(twin, name, f"{value}×")
    models.Model.save_base(twin, force_insert=True)
    return twin
