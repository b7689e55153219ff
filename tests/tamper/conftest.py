"""A site with evidence of every kind, built once; each test changes one value of it and puts it back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.guarding import without_guard
from tests.tamper.scene import Scene
from wagtail_govreview.models import Delegation, SignedFile
from wagtail_govreview.storage import private_storage


@pytest.fixture(scope="module", autouse=True)
def private_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """As everywhere in the tests, but for all tests of a module: the site and its files are built once."""
    from django.conf import settings

    folder = tmp_path_factory.mktemp("tamper")
    evidence = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(folder / "evidence"), "base_url": None},
    }
    storages = {**settings.STORAGES, "govreview_evidence": evidence}
    with override_settings(MEDIA_ROOT=str(folder / "media"), STORAGES=storages):
        with pytest.MonkeyPatch.context() as patch:
            # The fields took their storage when Django started.
            for model in (SignedFile, Delegation):
                patch.setattr(model._meta.get_field("file"), "storage", private_storage())
            yield


@pytest.fixture
def _django_db_helper() -> None:
    """The mark ``django_db`` asks for the database only: ``scene`` has a transaction for all tests of a module."""


@pytest.fixture(scope="module")
def built(private_folders: None, django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    """The guard does not stand, and the verification does not look for it: its own tests do."""
    with django_db_blocker.unblock(), transaction.atomic():
        scene = Scene()
        with without_guard(), override_settings(GOVREVIEW_DATABASE_GUARD=False):
            yield scene
        transaction.set_rollback(True)


@pytest.fixture
def scene(built: Scene, django_db_blocker: Any) -> Iterator[Scene]:
    """The site as it was built, whatever the test before did to its database."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield built
        transaction.set_rollback(True)
