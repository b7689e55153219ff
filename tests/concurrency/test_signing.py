"""People who decide on one sheet at the same moment."""

from __future__ import annotations

from typing import Any

import pytest

from tests.concurrency.deciding import cancelling, returning, signing
from tests.concurrency.judge import judge
from tests.concurrency.racing import at_once, in_processes, too_late
from tests.road import Road, fresh
from wagtail_govreview.models import ReviewSheet, Signature
from wagtail_govreview.refusal import Refused

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

TITLE = "各灌区有序开展春灌前渠道检修"


@pytest.fixture
def sent(road: Road) -> Any:
    """A page that waits at the first tier."""
    draft = road.draft(TITLE)
    road.submit(draft)
    return draft


def test_people_of_one_tier_sign_once(road: Road, sent: Any) -> None:
    others = [road.employ("first", f"other_{number}") for number in range(4)]
    results = at_once([signing(road, sent, "first", user) for user in others])
    assert too_late(results) == len(others) - 1
    assert Signature.objects.count() == 1
    assert road.sheet(sent).tier == "second"
    judge()


def test_one_person_in_several_processes_signs_once(road: Road, sent: Any) -> None:
    said = in_processes([signing(road, sent, "first")] * 4)
    assert sorted(said) == ["", "Refused", "Refused", "Refused"]
    assert Signature.objects.count() == 1
    judge()


def test_the_last_signature_publishes_once(road: Road, waiting: Any) -> None:
    (page,) = waiting()
    others = [road.employ("third", f"other_{number}") for number in range(3)]
    results = at_once([signing(road, page, "third", user) for user in others])
    assert too_late(results) == len(others) - 1
    assert fresh(page).live
    judge()


def test_signing_and_returning_end_in_one_of_them(road: Road, sent: Any) -> None:
    other = road.employ("first", "other")
    results = at_once([signing(road, sent, "first", other), returning(road, sent, "first")])
    assert too_late(results) == 1
    assert Signature.objects.count() == 1
    judge()


def test_signing_and_taking_back_end_in_one_order(road: Road, sent: Any) -> None:
    at_once([signing(road, sent, "first"), cancelling(road, sent)])
    assert road.sheet(sent).state == ReviewSheet.State.WITHDRAWN
    judge()


def test_what_is_edited_while_it_is_signed_is_not_published(road: Road, waiting: Any) -> None:
    """Code of the host's saves a revision at the moment of the last signature: the signed one is public, or none."""
    (page,) = waiting()
    at_once([signing(road, page, "third"), lambda: road.edit(page, title="改过的标题")])
    shown = fresh(page)
    assert not shown.live or shown.title == "第1条"
    judge()


def test_signing_and_submitting_again_after_a_return(road: Road, sent: Any) -> None:
    late = signing(road, sent, "first", road.employ("first", "other"))
    road.send_back(sent, "first")
    road.edit(sent, title=f"{TITLE}（改）")
    results = at_once([lambda: road.submit(sent), late])
    assert isinstance(results[1], Refused)
    judge()


def test_submitting_again_and_cancelling(road: Road, sent: Any) -> None:
    road.send_back(sent, "first")
    road.edit(sent, title=f"{TITLE}（改）")
    at_once([lambda: road.submit(sent), cancelling(road, sent)])
    judge()
