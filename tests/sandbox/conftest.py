"""What the sandbox's tests stand on: the rows that Wagtail's migrations would have made, and the demo site.

Building the demo site takes two seconds, so a module builds it once, in a transaction around its tests.
"""

import pytest
from django.db import transaction
from django.test import override_settings
from wagtail.models import Collection, Locale, Page

from sandbox.portal.demo.build import DemoSite, build_site


def lay_ground() -> Page:
    """A locale, a root collection and the tree's root page, which is returned."""
    Locale.objects.get_or_create(language_code="zh-hans")
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    return Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))


@pytest.fixture
def ground(db) -> Page:
    """The root page of a site without anything else."""
    return lay_ground()


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo site for a whole module; yields the folder of its files, and leaves nothing behind."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        lay_ground()
        build_site()
        yield media
        transaction.set_rollback(True)


@pytest.fixture
def demo(built, db, settings) -> DemoSite:
    """The module's demo site as the database has it; what a test changes is taken back after it."""
    settings.MEDIA_ROOT = built
    return build_site()
