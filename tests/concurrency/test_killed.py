"""A process is killed in the middle of a signature or a publication: another one goes on as if it had not begun."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import models
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState

from sandbox.portal.models import NewsPage
from tests.concurrency.judge import judge
from tests.concurrency.racing import in_processes
from tests.concurrency.stopping import killed_before_writing, stopped_before_writing
from tests.road import Road, fresh
from wagtail_govreview.ledger.models import Chain, LedgerLine
from wagtail_govreview.models import RegisterEntry, ReviewSheet, Signature
from wagtail_govreview.publication.schedules import verify_schedules
from wagtail_govreview.units.models import SerialCounter

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

SIGNING = [Signature, Chain, LedgerLine, TaskState, WorkflowState]
PUBLISHING = [*SIGNING, Page, NewsPage, SerialCounter, RegisterEntry, PageLogEntry]


def named(model: type[models.Model]) -> str:
    return model.__name__


@pytest.mark.parametrize("model", SIGNING[:4], ids=named)
def test_killed_while_signing(road: Road, model: type[models.Model]) -> None:
    page = road.draft()
    road.submit(page)
    killed_before_writing(model, lambda: road.sign(page, "first"))
    judge()
    assert Signature.objects.count() == 0
    assert in_processes([lambda: road.sign(page, "first")]) == [""]
    assert road.sheet(page).tier == "second"
    judge()


@pytest.mark.parametrize("model", PUBLISHING, ids=named)
def test_killed_while_publishing(road: Road, waiting: Any, model: type[models.Model]) -> None:
    (page,) = waiting()
    killed_before_writing(model, lambda: road.sign(page, "third"))
    judge()
    if road.sheet(page).state == ReviewSheet.State.IN_REVIEW:
        assert in_processes([lambda: road.sign(page, "third")]) == [""]
    assert fresh(page).live
    judge()


@pytest.mark.parametrize("model", [Chain, Page, RegisterEntry, LedgerLine], ids=named)
def test_killed_while_publishing_on_time(road: Road, model: type[models.Model]) -> None:
    """``publish_scheduled`` opens no transaction around what it does."""
    page = road.draft(go_live_at=timezone.now() + timedelta(hours=1))
    road.submit(page)
    road.sign_all(page)
    assert not fresh(page).live

    later = timezone.now() + timedelta(hours=2)

    def publish_in_two_hours() -> None:
        with freeze_time(later):
            call_command("publish_scheduled")

    killed_before_writing(model, publish_in_two_hours)
    judge()
    assert in_processes([publish_in_two_hours]) == [""]
    if not fresh(page).live:
        # Wagtail took the time off before it saved the page. That is told, and the signatures still hold.
        assert [notice.where for notice in verify_schedules()] == [road.sheet(page).number]
        with freeze_time(later):
            page.latest_revision.publish(user=road.people["registrar"])
    assert list(verify_schedules()) == []
    assert fresh(page).live
    judge()


@pytest.mark.parametrize("model", [Chain, SerialCounter, ReviewSheet, LedgerLine], ids=named)
def test_killed_while_submitting(road: Road, model: type[models.Model]) -> None:
    page = road.draft()
    killed_before_writing(model, lambda: road.submit(page))
    judge()
    assert in_processes([lambda: road.submit(page)]) == [""]
    road.sign_all(page)
    assert fresh(page).live
    judge()


def test_nothing_is_to_be_seen_of_a_publication_that_stands_still(road: Road, waiting: Any) -> None:
    (page,) = waiting()
    with stopped_before_writing(RegisterEntry, lambda: road.sign(page, "third")):
        assert not fresh(page).live
        judge()
