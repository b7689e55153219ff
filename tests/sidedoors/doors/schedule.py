"""Publication at a set time, and the end of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.utils import timezone
from freezegun import freeze_time

from tests.road import fresh
from tests.sidedoors.door import door
from tests.sidedoors.visit import SMUGGLED, Visit

FAMILY = "At a set time"


def scheduled(visit: Visit) -> Any:
    """Signed by everybody for tomorrow."""
    page = visit.road.draft(go_live_at=timezone.now() + timedelta(days=1))
    visit.road.submit(page)
    visit.road.sign_all(page)
    return fresh(page)


@door(FAMILY, "publish a change at a set time, in the editor")
def schedule_in_editor(visit: Visit) -> Iterator[None]:
    page = visit.public()
    later = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    yield
    visit.save(page, title=SMUGGLED, go_live_at=later, action_publish="1")


@door(FAMILY, "approve another revision for the time, in the database")
def another_revision(visit: Visit) -> Iterator[None]:
    page = visit.public()
    draft = visit.road.edit(page, title=SMUGGLED).get_latest_revision()
    yield
    draft.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    draft.save()
    call_command("publish_scheduled")


@door(FAMILY, "set the time in the signed revision to an earlier one")
def earlier_inside(visit: Visit) -> Iterator[None]:
    revision = scheduled(visit).scheduled_revision
    yield
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled")


@door(FAMILY, "set only the time at which the revision is due to an earlier one")
def earlier_outside(visit: Visit) -> Iterator[None]:
    revision = scheduled(visit).scheduled_revision
    yield
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    call_command("publish_scheduled")


@door(FAMILY, "change the text of the signed revision before its time")
def other_text(visit: Visit) -> Iterator[None]:
    revision = scheduled(visit).scheduled_revision
    yield
    revision.content["title"] = SMUGGLED
    revision.save()
    with freeze_time(timezone.now() + timedelta(days=2)):
        call_command("publish_scheduled")


@door(FAMILY, "publish a page again after it expired")
def publish_expired(visit: Visit) -> Iterator[None]:
    page = visit.road.published(expire_at=timezone.now() + timedelta(hours=1))
    with freeze_time(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled")
    page = fresh(page)
    yield
    page.live, page.expired, page.expire_at = True, False, None
    page.save()


@door(FAMILY, "take the date of expiry from a public page")
def never_expire(visit: Visit) -> Iterator[None]:
    page = visit.road.published(expire_at=timezone.now() + timedelta(days=1))
    yield
    type(page).objects.filter(pk=page.pk).update(expire_at=None)
