"""django-simple-history for models of this package: shows what a record looked like (the ledger proves it)."""

from __future__ import annotations

import copy
from typing import Any

from django.db import models
from django.db.models.fields.files import FieldFile
from modelcluster.fields import ParentalKey
from simple_history.models import HistoricalRecords

CHANGED, DELETED = "~", "-"


class History(HistoricalRecords):
    """``HistoricalRecords`` that can copy a ``ParentalKey``.

    A historical copy's foreign keys have no reverse relation, which modelcluster's check forbids for a
    ``ParentalKey``; a copy is no member of the cluster, so a plain foreign key says the truth.
    """

    def create_historical_record(
        self, instance: models.Model, history_type: str, using: str | None = None
    ) -> None:
        """A save that changes nothing is no new version. Costs one query for each save of a kept record."""
        if history_type != CHANGED or self._differs(instance):
            super().create_historical_record(instance, history_type, using)

    def _differs(self, instance: Any) -> bool:
        """Is ``instance`` otherwise than it was last kept?"""
        names = [field.attname for field in self.fields_included(instance)]
        versions = getattr(type(instance), self.manager_name).filter(id=instance.pk)
        last = versions.order_by("-history_id").first()
        return (
            last is None
            or last.history_type == DELETED
            or any(_comparable(last, name) != _comparable(instance, name) for name in names)
        )

    def fields_included(self, model: type[models.Model]) -> list[models.Field[Any, Any]]:
        return [_as_plain_key(field) for field in super().fields_included(model)]


def _comparable(record: Any, name: str) -> Any:
    """A value as the database gives it back: a form leaves a file, or a choice, as an object of its own."""
    value = record._meta.get_field(name).to_python(getattr(record, name))
    return str(value) if isinstance(value, (FieldFile, models.Choices)) else value


def _as_plain_key(field: models.Field[Any, Any]) -> models.Field[Any, Any]:
    if not isinstance(field, ParentalKey):
        return field
    plain = copy.copy(field)
    plain.__class__ = models.ForeignKey
    return plain
