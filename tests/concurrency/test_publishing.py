"""Publications, withdrawals, submissions and heads given outside, at the same moment."""

from __future__ import annotations

from typing import Any

import pytest

from tests.concurrency.deciding import signing
from tests.concurrency.judge import judge
from tests.concurrency.racing import at_once, in_processes, too_late
from tests.road import Road, fresh
from wagtail_govreview.ledger.anchors.given import standings
from wagtail_govreview.ledger.models import Chain
from wagtail_govreview.ledger.services import give_anchor
from wagtail_govreview.models import RegisterEntry, ReviewSheet
from wagtail_govreview.publication.services import withdraw

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

PEOPLE = 8
PUBLICATIONS = 20


def serials() -> list[int]:
    entries = RegisterEntry.objects.filter(year__gt=0).order_by("serial")
    return list(entries.values_list("serial", flat=True))


def take_offline(road: Road, page: Any) -> None:
    withdraw(fresh(page), user=road.people["registrar"], reason="经查证有误")


def test_publications_of_many_processes_are_numbered_without_a_gap(
    road: Road, waiting: Any
) -> None:
    pages = waiting(PUBLICATIONS)
    said = in_processes([signing(road, page, "third") for page in pages])
    assert said == [""] * PUBLICATIONS
    assert serials() == list(range(1, PUBLICATIONS + 1))
    assert all(fresh(page).live for page in pages)
    judge()


def test_publications_of_many_threads_are_numbered_without_a_gap(road: Road, waiting: Any) -> None:
    pages = waiting(PEOPLE)
    at_once([signing(road, page, "third") for page in pages])
    assert serials() == list(range(1, PEOPLE + 1))
    assert all(fresh(page).live for page in pages)
    judge()


def test_submissions_are_numbered_without_a_gap(road: Road) -> None:
    pages = [road.draft(f"第{number}条") for number in range(PEOPLE)]
    sheets = at_once([lambda page=page: road.submit(page) for page in pages])
    assert len({sheet.number for sheet in sheets}) == PEOPLE
    judge()


def test_a_page_that_two_people_submit_has_one_sheet(road: Road) -> None:
    page = road.draft()
    other = road.employ("editor", "other")
    results = at_once([lambda: road.submit(page), lambda: road.submit(page, other)])
    assert too_late(results) == 1
    assert ReviewSheet.objects.count() == 1
    judge()


def test_withdrawing_and_publishing_an_update(road: Road) -> None:
    page = road.published()
    road.edit(page, title="各灌区有序开展春灌前渠道检修（更新）")
    road.submit(page)
    road.sign(page, "first")
    road.sign(page, "second")
    at_once([lambda: fresh(page).unpublish(), signing(road, page, "third")])
    kinds = set(RegisterEntry.objects.filter(page=page).values_list("kind", flat=True))
    assert RegisterEntry.Kind.WITHDRAWAL in kinds
    judge()


def test_two_people_take_a_page_offline_once(road: Road) -> None:
    page = road.published()
    at_once([lambda: take_offline(road, page)] * 4)
    withdrawals = RegisterEntry.objects.filter(kind=RegisterEntry.Kind.WITHDRAWAL)
    assert withdrawals.count() == 1
    assert not fresh(page).live
    judge()


def test_withdrawals_and_publications_of_one_unit(road: Road, waiting: Any) -> None:
    public = [road.published(f"旧{number}") for number in range(3)]
    pages = waiting(3)
    at_once(
        [
            *(lambda page=page: take_offline(road, page) for page in public),
            *(signing(road, page, "third") for page in pages),
        ]
    )
    assert [fresh(page).live for page in public] == [False] * 3
    assert [fresh(page).live for page in pages] == [True] * 3
    judge()


def test_heads_that_are_given_while_others_publish(road: Road, waiting: Any) -> None:
    pages = waiting(3)

    def give() -> str:
        heads = [each.head for each in standings(Chain.objects.all())]
        return give_anchor(heads, lambda anchor: anchor.text, channels=["print"])

    at_once([*(signing(road, page, "third") for page in pages), give, give])
    judge()
