"""Many at once, and processes that are killed. Needs a database that locks rows: PostgreSQL, MySQL or MariaDB."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from wagtail.models import Locale, Page

from tests.road import Road


@pytest.fixture(autouse=True)
def rows_lock() -> None:
    if not connection.features.has_select_for_update:
        pytest.skip("SQLite writes one transaction at a time: set GOVREVIEW_DATABASE to a server")


@pytest.fixture(autouse=True)
def clean_tree(rows_lock: None, transactional_db: Any) -> None:
    """Tests that commit leave the database empty, Wagtail's root page included."""
    Locale.objects.get_or_create(language_code="zh-hans")
    if not Page.objects.exists():
        Page.add_root(instance=Page(title="Root", slug="root"))


@pytest.fixture
def waiting(road: Road) -> Any:
    """Gives pages that wait at the third tier: the next signature publishes them."""

    def pages(count: int = 1) -> list[Any]:
        drafts = [road.draft(f"第{number}条") for number in range(1, count + 1)]
        for page in drafts:
            road.submit(page)
            road.sign(page, "first")
            road.sign(page, "second")
        return drafts

    return pages


@pytest.fixture(autouse=True)
def mail_folder(settings: Any, tmp_path: Path) -> None:
    """Real mail files: the tests' own outbox is a list of the process that fills it."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
