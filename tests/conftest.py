from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, Page, Site

from sandbox.portal.models import HomePage
from tests.road import Road, person
from wagtail_govreview.models import SignedFile
from wagtail_govreview.storage import private_storage


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
    # The field took its storage when Django started.
    monkeypatch.setattr(SignedFile._meta.get_field("file"), "storage", private_storage())


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
