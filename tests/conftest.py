from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from wagtail.models import Locale, Page, Site

from sandbox.portal.models import HomePage
from tests.road import Road, person
from wagtail_govreview.ledger import guard
from wagtail_govreview.models import Delegation, SignedFile
from wagtail_govreview.storage import private_storage

# Files of most tests are a few bytes that no reader can read, and nobody would rule on them; the tests of the checks ask
# for all findings (tests/screening/conftest.py).
django_settings.GOVREVIEW_SEVERITIES = {
    f"attachment.{code}": None for code in ("broken", "missing", "no_reader", "no_text_layer")
}

TRANSACTIONAL = {"transactional_db", "django_db_reset_sequences", "live_server"}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """MySQL ends a test's transaction when a trigger is made: there only the tests of the guard have one."""
    if connection.vendor == "mysql":
        django_settings.GOVREVIEW_DATABASE_GUARD = False


@pytest.fixture(autouse=True)
def flushable(request: pytest.FixtureRequest) -> Iterator[None]:
    """The flush after a test that commits deletes evidence, too; what follows on it puts the guard up again."""
    marker = request.node.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction", False)
    if not commits and TRANSACTIONAL.isdisjoint(request.fixturenames):
        yield
        return
    request.getfixturevalue("db")
    yield
    guard.lift("default")


@pytest.fixture(autouse=True)
def private_folders(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a test never reach the folders of the demo."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.STORAGES = {
        **settings.STORAGES,
        "govreview_evidence": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "evidence"), "base_url": None},
        },
    }
    # The fields took their storage when Django started.
    for model in (SignedFile, Delegation):
        monkeypatch.setattr(model._meta.get_field("file"), "storage", private_storage())


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> None:
    """How much heavy work a person started is counted in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def site(db: Any) -> Site:
    """An empty portal: a root, a home page, a default site. Built here, since tests run no migrations."""
    Locale.objects.get_or_create(language_code="zh-hans")
    root = Page.objects.filter(depth=1).first() or Page.add_root(
        instance=Page(title="Root", slug="root")
    )
    home = HomePage.objects.first()
    if home is None:
        home = HomePage(title="门户网站", slug="portal")
        root.add_child(instance=home)
    site, _created = Site.objects.get_or_create(
        hostname="localhost",
        defaults={"root_page": home, "is_default_site": True, "site_name": "门户网站"},
    )
    return site


@pytest.fixture
def road(site: Site) -> Road:
    """One governed unit, ready for a first draft."""
    return Road()


@pytest.fixture
def boss(db: Any) -> Any:
    """A superuser, who is no exception."""
    return person("boss", is_superuser=True)


@pytest.fixture
def desk(client: Client, boss: Any) -> Client:
    """The superuser's browser."""
    client.force_login(boss)
    return client
