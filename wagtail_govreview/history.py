"""django-simple-history for models of this package: shows what a record looked like (the ledger proves it)."""

from __future__ import annotations

import copy
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from simple_history.models import HistoricalRecords


class History(HistoricalRecords):
    """``HistoricalRecords`` that can copy a ``ParentalKey``.

    A historical copy's foreign keys have no reverse relation, which modelcluster's check forbids for a
    ``ParentalKey``; a copy is no member of the cluster, so a plain foreign key says the truth.
    """

    def fields_included(self, model: type[models.Model]) -> list[models.Field[Any, Any]]:
        return [_as_plain_key(field) for field in super().fields_included(model)]


def _as_plain_key(field: models.Field[Any, Any]) -> models.Field[Any, Any]:
    if not isinstance(field, ParentalKey):
        return field
    plain = copy.copy(field)
    plain.__class__ = models.ForeignKey
    return plain
