"""How many queries a step costs does not depend on how much there is already."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.road import Road, fresh


def queries_of(work: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


@pytest.fixture
def busy(road: Road) -> Callable[[], None]:
    """Four more items published, and two under way."""

    def grow() -> None:
        for number in range(4):
            road.published(f"已发布第{number}条")
        for number in range(2):
            road.submit(road.draft(f"在办第{number}条"))

    return grow


def test_signing_and_publishing(road: Road, busy: Callable[[], None]) -> None:
    def to_the_last_tier() -> Any:
        page = road.draft()
        road.submit(page)
        road.sign(page, "first")
        road.sign(page, "second")
        return page

    road.published()  # the caches of content types are filled
    page = to_the_last_tier()
    before = queries_of(lambda: road.sign(page, "third"))
    busy()
    page = to_the_last_tier()
    assert queries_of(lambda: road.sign(page, "third")) == before


def test_the_edit_view(road: Road, client: Client, busy: Callable[[], None]) -> None:
    page = road.draft()
    client.force_login(road.people["editor"])
    url = f"/admin/pages/{page.pk}/edit/"
    client.get(url)
    before = queries_of(lambda: client.get(url))
    busy()
    assert queries_of(lambda: client.get(url)) == before


def test_the_edit_view_round_after_round(road: Road, client: Client) -> None:
    page = road.draft()
    client.force_login(road.people["editor"])
    url = f"/admin/pages/{page.pk}/edit/"

    def another_round(number: int) -> int:
        road.edit(page, title=f"第{number}次改正")
        road.submit(page)
        road.sign(page, "first")
        road.send_back(page, "second")
        client.get(url)
        return queries_of(lambda: client.get(url))

    _first, *others = [another_round(number) for number in range(4)]
    assert len(set(others)) == 1


def test_the_page_of_signing(road: Road, client: Client, busy: Callable[[], None]) -> None:
    page = road.draft()
    road.submit(page)
    client.force_login(road.people["first"])
    url = f"/admin/govreview/sign/{fresh(page).current_workflow_task_state.pk}/"
    client.get(url)
    before = queries_of(lambda: client.get(url))
    busy()
    assert queries_of(lambda: client.get(url)) == before


def test_a_public_page_asks_for_its_source_once(road: Road, client: Client) -> None:
    page = road.published()
    client.get(page.get_url())
    with CaptureQueriesContext(connection) as captured:
        client.get(page.get_url())
    ours = [query for query in captured if "wagtail_govreview" in query["sql"]]
    assert len(ours) == 1
