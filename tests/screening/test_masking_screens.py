"""The comparison before masking, in the browser's words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.road import fresh
from tests.screening.masks import ID, PHONE, masking
from wagtail_govreview.models import LedgerLine

BODY = f"<p>身份证 <b>{ID[:6]}</b>{ID[6:]}，电话{PHONE}。</p>"


@pytest.fixture(autouse=True)
def only_these() -> Iterator[None]:
    with masking():
        yield


@pytest.fixture
def editor(client: Any, road: Any) -> Any:
    client.force_login(road.people["editor"])
    return client


def url(page: Any) -> str:
    return reverse("wagtail_govreview:mask_page", args=[page.pk])


def test_the_comparison_shows_each_place_before_and_after(road, editor):
    page = road.draft(body=BODY)
    html = editor.get(url(page)).content.decode()
    assert f"<del>{PHONE}</del><ins>138****8000</ins>" in html
    assert f"<del>{ID}</del><ins>11*************515</ins>" in html
    assert html.count(" checked>") == 2
    assert fresh(page).revisions.count() == 1


def test_what_is_ticked_is_masked_and_the_way_back_is_linked(road, editor):
    page = road.draft(body=BODY)
    before = page.latest_revision_id
    keys = [each.key for each, _ticked in editor.get(url(page)).context["changes"]]
    response = editor.post(url(page), {"seen": before, "change": keys[:1]}, follow=True)
    assert response.redirect_chain[0][0] == f"/admin/pages/{page.pk}/edit/"
    draft = fresh(page).get_latest_revision_as_object()
    assert "11****" in draft.body and PHONE in draft.body
    html = response.content.decode()
    assert reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, before]) in html


def test_a_newer_draft_is_shown_anew(road, editor):
    page = road.draft(body=BODY)
    seen = page.latest_revision_id
    road.edit(page, body=f"<p>{PHONE}</p>")
    response = editor.post(url(page), {"seen": seen, "change": ["0.1.2.x"]})
    assert response.status_code == 422
    newest = fresh(page).latest_revision_id
    assert f'name="seen" value="{newest}"' in response.content.decode()
    assert fresh(page).revisions.count() == 2


@pytest.mark.parametrize("seen", ["", "x", "٣", "-1"])
def test_numbers_that_are_none_change_nothing(road, editor, seen):
    page = road.draft(body=BODY)
    assert editor.post(url(page), {"seen": seen, "change": "a"}).status_code == 422
    assert not LedgerLine.objects.filter(act="screening.masked").exists()


def test_in_review_it_says_so_and_offers_nothing(road, client, boss):
    page = road.draft()
    road.submit(page)
    client.force_login(boss)
    html = client.get(url(page)).content.decode()
    assert '<form method="post">' not in html


def test_nothing_to_mask_is_said(road, editor):
    html = editor.get(url(road.draft())).content.decode()
    assert 'type="submit"' not in html.split("govreview-masking", 1)[1]


def test_the_same_number_of_queries_however_much_is_found(road, editor):
    counts = []
    for times in (20, 80):  # short texts are not compared with what is live
        page = road.draft(body=BODY * times)
        editor.get(url(page))
        with CaptureQueriesContext(connection) as queries:
            editor.get(url(page))
        counts.append(len(queries))
    assert counts[0] == counts[1]
