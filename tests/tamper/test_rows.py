"""A row that is taken away, a row that is slipped in, a file that is exchanged: found, and named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, models

from tests.tamper.attack import found_after, undone
from tests.tamper.mutations import duplicate, evidence_models, remove
from tests.tamper.scene import Scene
from wagtail_govreview.ledger.verification import verify_all
from wagtail_govreview.models import SignedFile
from wagtail_govreview.storage import private_storage

pytestmark = pytest.mark.django_db

MODELS = evidence_models()
# An opening that no signature rests on proves nothing; the signature that rests on one names it.
OPENINGS = ("Opening",)


def newest(model: Any) -> models.Model:
    row = model._base_manager.order_by("-pk").first()
    if row is None:
        pytest.skip(f"the scene has no {model.__name__}")
    return row


@pytest.mark.parametrize("model", [each for each in MODELS if each.__name__ not in OPENINGS])
def test_a_row_that_was_taken_away(scene: Scene, model: Any) -> None:
    row = newest(model)
    assert found_after(lambda: remove(row), row)


@pytest.mark.parametrize("model", [each for each in MODELS if each.__name__ not in OPENINGS])
def test_a_row_that_was_slipped_in(scene: Scene, model: Any) -> None:
    row = newest(model)
    with undone():
        try:
            duplicate(row)
        except DatabaseError as refused:
            pytest.skip(f"the database refuses it: {refused}")
        assert list(verify_all())


def test_the_bytes_of_a_kept_file(scene: Scene) -> None:
    kept = SignedFile.objects.order_by("pk").first()
    path = Path(private_storage().path(kept.file.name))
    before = path.read_bytes()
    try:
        path.write_bytes(before[:-1] + b"\x00")
        assert kept.digest in [problem.where for problem in verify_all()]
    finally:
        path.write_bytes(before)


def test_the_bytes_behind_a_live_page(scene: Scene) -> None:
    path = Path(scene.document.file.path)
    before = path.read_bytes()
    try:
        path.write_bytes(before + b"%")
        codes = {problem.code for problem in verify_all()}
        assert {"publication.drift", "publication.draft_changed"} <= codes
    finally:
        path.write_bytes(before)
