"""Many pages read together say the same as each read alone."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from sandbox.portal.models import NewsPage, PolicyAttachment
from wagtail_govreview.content.fingerprint import fingerprint
from wagtail_govreview.content.gathering import gather
from wagtail_govreview.content.html import snapshot

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def pages(samples, section):
    """One of every type below the section, saved."""
    made = [page for name, page in samples.all().items() if name != "HomePage"]
    for page in made:
        section.add_child(instance=page)
    return made


@pytest.mark.parametrize("algorithm", [None, "sm3"])
def test_the_fingerprints_are_the_same(pages, algorithm):
    gathered, unread = gather([page.pk for page in pages])
    assert unread == []
    assert [item.page.pk for item in gathered] == [page.pk for page in pages]
    for item in gathered:
        alone = Page.objects.get(pk=item.page.pk).specific
        assert item.take(algorithm).fingerprint == fingerprint(alone, algorithm), alone


def test_the_snapshots_are_the_same(pages):
    for item in gather([page.pk for page in pages])[0]:
        assert item.snapshot() == snapshot(Page.objects.get(pk=item.page.pk).specific)


def test_twice_as_many_pages_take_the_same_queries(samples, section):
    def gathering(count):
        keys = []
        for number in range(count):
            page = samples.policy()
            page.slug = f"p{count}-{number}"
            page.attachments = [PolicyAttachment(document=samples.document, title=str(number))]
            page.topics = [samples.topic]
            section.add_child(instance=page)
            keys.append(page.pk)
        with CaptureQueriesContext(connection) as captured:
            gathered, _unread = gather(keys)
            for item in gathered:
                item.take()
        assert len(gathered) == count
        return len(captured)

    assert gathering(5) == gathering(10)


def test_pages_that_do_not_exist_are_in_neither_list(section):
    page = section.add_child(instance=NewsPage(title="x", slug="x", body="x"))
    gathered, unread = gather([page.pk, page.pk + 1000])
    assert [item.page.pk for item in gathered] == [page.pk]
    assert unread == []
