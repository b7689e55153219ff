"""Many people publish at once: no gap, no double number, no broken chain. Needs a database that locks rows."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections
from wagtail.models import Locale, Page

from tests.road import Road, fresh
from wagtail_govreview.ledger.verification import verify_all
from wagtail_govreview.models import RegisterEntry, Signature
from wagtail_govreview.refusal import Refused

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

PEOPLE = 8


@pytest.fixture(autouse=True)
def rows_lock() -> None:
    if not connection.features.has_select_for_update:
        pytest.skip("SQLite writes one transaction at a time; there is nothing to race")


def at_once(verbs: list[Callable[[], Any]]) -> list[Any]:
    """Run all ``verbs`` in threads that start together; gives results and refusals in their order."""
    barrier = Barrier(len(verbs))

    def run(verb: Callable[[], Any]) -> Any:
        try:
            barrier.wait()
            return verb()
        except Refused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(verbs)) as pool:
        return list(pool.map(run, verbs))


def test_simultaneous_publications_are_numbered_without_a_gap(road: Road) -> None:
    pages = [road.draft(f"第{number}条") for number in range(PEOPLE)]
    for page in pages:
        road.submit(page)
        road.sign(page, "first")
        road.sign(page, "second")
    at_once([lambda page=page: road.sign(page, "third") for page in pages])
    serials = (
        RegisterEntry.objects.filter(year__gt=0).order_by("serial").values_list("serial", flat=True)
    )
    assert list(serials) == list(range(1, PEOPLE + 1))
    assert all(fresh(page).live for page in pages)
    assert list(verify_all()) == []


def test_simultaneous_submissions_are_numbered_without_a_gap(road: Road) -> None:
    pages = [road.draft(f"第{number}条") for number in range(PEOPLE)]
    sheets = at_once([lambda page=page: road.submit(page) for page in pages])
    numbers = sorted(sheet.number for sheet in sheets)
    assert len(set(numbers)) == PEOPLE
    assert [int(number.rpartition("-")[2]) for number in numbers] == list(range(1, PEOPLE + 1))


def test_two_people_of_one_tier_sign_once(road: Road) -> None:
    page = road.draft()
    road.submit(page)
    others = [road.employ("first", f"other_{number}") for number in range(4)]
    results = at_once([lambda user=user: road.sign(page, "first", user=user) for user in others])
    assert sum(isinstance(result, Refused) for result in results) == len(others) - 1
    assert Signature.objects.count() == 1
    assert road.sheet(page).tier == "second"


def test_signing_and_returning_at_once_ends_in_one_of_them(road: Road) -> None:
    page = road.draft()
    road.submit(page)
    other = road.employ("first", "other")
    results = at_once(
        [lambda: road.sign(page, "first", user=other), lambda: road.send_back(page, "first")]
    )
    assert sum(isinstance(result, Refused) for result in results) == 1
    assert Signature.objects.count() == 1


@pytest.fixture(autouse=True)
def clean_tree(transactional_db: Any) -> None:
    """Tests that commit leave the database empty, Wagtail's root page included."""
    Locale.objects.get_or_create(language_code="zh-hans")
    if not Page.objects.exists():
        Page.add_root(instance=Page(title="Root", slug="root"))
