"""Nobody keeps the server busy with documents and spreadsheets: the next one has to wait, and says how long."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time

from tests.road import Road
from wagtail_govreview.models import FilingPackage
from wagtail_govreview.moments import local_day

NOON = "2026-03-02 04:00:20"
LIST = "/admin/govreview/sheets/"


@pytest.fixture
def limited(road: Road, settings):
    settings.GOVREVIEW_HEAVY_PER_MINUTE = 2
    road.published()
    return road


def reader(road: Road, role: str = "registrar") -> Client:
    client = Client()
    client.force_login(road.people[role])
    return client


@pytest.mark.parametrize(
    "query",
    [
        "sheets/?export=csv",
        "register/?export=xlsx",
        "register/?export=pdf",
        "ledger/?export=csv",
        "inspection/?export=csv",
        "history/?export=csv",
        "timeline/{page}/?export=csv",
        "sheets/{sheet}/pdf/",
    ],
)
def test_the_third_in_a_minute_waits(limited: Road, query: str) -> None:
    page = limited.section.get_children().first()
    path = query.format(page=page.pk, sheet=limited.sheet(page).pk)
    client, other = reader(limited), reader(limited, "inspector")
    with freeze_time(NOON) as clock:
        answers = [client.get(f"/admin/govreview/{path}") for _turn in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert answers[2]["Retry-After"] == "40"
        assert "40" in answers[2].content.decode()
        assert other.get(f"/admin/govreview/{path}").status_code == 200, (
            "each person for themselves"
        )
        assert client.get(LIST).status_code == 200, "reading is no heavy work"
        clock.tick(41)
        assert client.get(f"/admin/govreview/{path}").status_code == 200


def test_packages_wait_too_and_none_is_begun(limited: Road, django_capture_on_commit_callbacks):
    client, today = reader(limited, "archivist"), local_day().isoformat()
    asked = {"unit": limited.unit.pk, "first_day": today, "last_day": today}
    page = limited.section.get_children().first()
    item = reverse("wagtail_govreview:filing_item", args=[limited.unit.pk, page.pk])
    with freeze_time(timezone.now().replace(second=20)), django_capture_on_commit_callbacks():
        for _turn in range(2):
            assert client.post(reverse("wagtail_govreview:filing_new"), asked).status_code == 302
        assert client.post(reverse("wagtail_govreview:filing_new"), asked).status_code == 429
        assert client.post(item).status_code == 429
    assert FilingPackage.objects.count() == 2


def test_no_limit_counts_nothing(limited: Road, settings) -> None:
    settings.GOVREVIEW_HEAVY_PER_MINUTE = None
    client = reader(limited)
    assert {client.get(f"{LIST}?export=csv").status_code for _turn in range(5)} == {200}


def test_a_cache_that_keeps_nothing_stops_nobody(limited: Road, settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    client = reader(limited)
    assert {client.get(f"{LIST}?export=csv").status_code for _turn in range(5)} == {200}
