"""Taking offline and deleting where the profile wants the tiers to sign for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from tests.publication.removal import ask
from tests.road import fresh
from tests.sidedoors.door import door
from tests.sidedoors.visit import SMUGGLED, Visit

FAMILY = "Where the tiers sign for removals"


def public(visit: Visit) -> Any:
    """A signed page of a site whose profile says so."""
    visit.settings.GOVREVIEW_PROFILE = "tests.profiles.REVIEWED_WITHDRAWAL"
    return visit.public()


@door(FAMILY, "take a page offline past its form, before anybody signed")
def unpublish_reviewed(visit: Visit) -> Iterator[None]:
    page = public(visit)
    yield
    visit.post("wagtailadmin_pages:unpublish", page.pk)


@door(FAMILY, "take a page offline by code, before anybody signed")
def unpublish_reviewed_by_code(visit: Visit) -> Iterator[None]:
    page = public(visit)
    yield
    page.unpublish(user=visit.user)


@door(FAMILY, "delete a page by code, before anybody signed")
def delete_reviewed_by_code(visit: Visit) -> Iterator[None]:
    page = public(visit)
    yield
    with transaction.atomic():
        page.delete()


@door(FAMILY, "publish a change with the signatures of a withdrawal")
def withdrawal_publishes(visit: Visit) -> Iterator[None]:
    page = public(visit)
    visit.road.edit(page, title=SMUGGLED)
    ask(visit.road, page)
    visit.road.sign(page, "first")
    visit.road.sign(page, "second")
    yield
    fresh(page).get_latest_revision().publish(user=visit.user, skip_permission_checks=True)


@door(FAMILY, "publish again with the old signatures what was taken offline on signatures")
def publish_the_withdrawn(visit: Visit) -> Iterator[None]:
    page = public(visit)
    ask(visit.road, page)
    for tier in ("first", "second", "third"):
        visit.road.sign(page, tier)
    yield
    page = fresh(page)
    page.live = True
    page.save()
