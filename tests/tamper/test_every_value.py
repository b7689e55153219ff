"""Every column of every kind of evidence: another value in it is found, and the finding names the row."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models

from tests.tamper.attack import changed
from tests.tamper.mutations import evidence_models, values_instead
from tests.tamper.scene import Scene
from tests.tamper.unproved import UNPROVED
from wagtail_govreview.ledger.verification import verify_all

pytestmark = pytest.mark.django_db

COLUMNS = [
    (model, field)
    for model in evidence_models()
    for field in model._meta.concrete_fields
    if (model.__name__, field.name) not in UNPROVED
]


def test_the_site_as_it_was_built_is_right(scene: Scene) -> None:
    assert [str(problem) for problem in verify_all()] == []


@pytest.mark.parametrize(
    ("model", "field"),
    COLUMNS,
    ids=[f"{model.__name__}.{field.name}" for model, field in COLUMNS],
)
def test_another_value_is_found(scene: Scene, model: Any, field: models.Field) -> None:
    rows = _rows(model, field)
    if not rows:
        pytest.skip(f"the scene has no {model.__name__}")
    tried = [
        changed(row, field, value) is not None
        for row in rows
        for value in list(values_instead(row, field))[:3]
    ]
    assert any(tried), "the database refused everything: the scene needs rows that differ more"


def _rows(model: Any, field: models.Field) -> list[models.Model]:
    """The newest row that has a value in this column, and one that has none."""
    rows = model._base_manager.order_by("-pk")
    full = [row for row in rows if getattr(row, field.attname) not in (None, "", [], {})]
    empty = [row for row in rows if row not in full]
    return full[:1] + empty[:1]
