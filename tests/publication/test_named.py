"""Snippets that public pages show."""

from __future__ import annotations

import pytest

from sandbox.portal.models import PolicyTopic
from tests.road import Road
from tests.sidedoors.samples import policy_document
from wagtail_govreview.ledger.verification import verify_all
from wagtail_govreview.models import RegisterEntry, ReviewSheet
from wagtail_govreview.publication.services.register import current_entry

pytestmark = pytest.mark.database


def changed() -> list[str]:
    return [each.where for each in verify_all() if each.code == "publication.named_changed"]


def test_a_renamed_snippet_is_named_with_the_page_that_shows_it(road: Road) -> None:
    page = policy_document(road)
    topic = PolicyTopic.objects.get()
    assert not changed()
    topic.name = "水务"
    topic.save()
    assert changed() == [f"portal.policytopic:{topic.pk} {current_entry(page.pk).number}"]


def test_put_back_it_is_as_it_was(road: Road) -> None:
    policy_document(road)
    PolicyTopic.objects.update(name="水务")
    PolicyTopic.objects.update(name="水利")
    assert not changed()


def test_a_deleted_snippet_is_named(road: Road) -> None:
    policy_document(road)
    PolicyTopic.objects.all().delete()
    assert len(changed()) == 1


def test_what_no_page_shows_is_nobodys_business(road: Road) -> None:
    policy_document(road)
    other = PolicyTopic.objects.create(name="农业")
    other.name = "林业"
    other.save()
    assert not changed()


def test_signed_once_more_as_it_is_now(road: Road) -> None:
    page = policy_document(road)
    signed = current_entry(page.pk)
    PolicyTopic.objects.update(name="水务")
    road.submit(page)
    sheet = road.sign_all(page)
    again = current_entry(page.pk)
    assert (sheet.state, again.kind) == (ReviewSheet.State.PUBLISHED, RegisterEntry.Kind.UPDATE)
    assert (again.previous, again.sheet, again.fingerprint) == (signed, sheet, signed.fingerprint)
    assert not list(verify_all())
