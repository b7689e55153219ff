"""Foreign keys that are emptied when what they point to goes, so that no digest can cover them.

The record keeps the key as a text beside them, or the ledger does. While the row is there, both must be the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models


def existing(model: type[models.Model], keys: Iterable[str | None]) -> set[str]:
    """Those of the keys, given as texts, that still have a row. One query."""
    found = set()
    for key in {key for key in keys if key}:
        try:
            found.add(model._meta.pk.to_python(key))
        except ValidationError:
            continue
    rows = model._base_manager.filter(pk__in=found).values_list("pk", flat=True)
    return {str(key) for key in rows}


def expected_key(key: str | None, there: set[str]) -> str:
    """The text of a foreign key that is emptied when its row goes: ``key`` while that is there."""
    return key if key is not None and key in there else ""


def as_text(key: Any) -> str:
    return "" if key is None else str(key)


def points_to(found: Any, key: str | None, there: set[str]) -> bool:
    """Is ``found``, the value of a foreign key, what it must be, given the ``key`` that was written?"""
    return as_text(found) == expected_key(key, there)
