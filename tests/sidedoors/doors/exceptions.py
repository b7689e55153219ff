"""The exceptions that the package itself offers, used for what they are not meant for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.utils import timezone
from freezegun import freeze_time

from tests.delegations import delegated, stand_in
from tests.road import fresh
from tests.sidedoors.door import door
from tests.sidedoors.visit import SMUGGLED, Visit
from wagtail_govreview.moments import local_moment
from wagtail_govreview.publication.exempt import exempt_publication
from wagtail_govreview.publication.services.publish_in_emergency import publish_in_emergency
from wagtail_govreview.rulebook import get_profile

FAMILY = "By the exceptions"


def allow(user: Any) -> None:
    """Somebody has named this person for emergencies."""
    user.user_permissions.add(Permission.objects.get(codename="publish_in_emergency"))
    for memo in ("_perm_cache", "_user_perm_cache"):
        user.__dict__.pop(memo, None)


def in_emergency(user: Any, page: Any, **changes: Any) -> None:
    order = {
        "reason": "突发事件信息",
        "ordered_by": "马海山",
        "ordered_post": "副厅长",
        "ordered_how": "phone",
        "ordered_at": timezone.now(),
        "secrecy": [item.code for item in get_profile().secrecy],
    }
    publish_in_emergency(page, user, **{**order, **changes})


@door(FAMILY, "publish in an emergency without having been named for it")
def emergency(visit: Visit) -> Iterator[None]:
    page = visit.road.draft(title=SMUGGLED)
    yield
    in_emergency(visit.user, page)


@door(FAMILY, "publish in an emergency, having been named for it")
def named_for_emergencies(visit: Visit) -> Iterator[None]:
    page = visit.road.draft(title=SMUGGLED)
    allow(visit.user)
    yield
    in_emergency(visit.user, page)


@door(FAMILY, "publish in an emergency that nobody ordered")
def nobody_ordered(visit: Visit) -> Iterator[None]:
    page = visit.road.draft(title=SMUGGLED)
    allow(visit.user)
    yield
    in_emergency(visit.user, page, ordered_by=" ")


@door(FAMILY, "change what was published in an emergency")
def after_the_emergency(visit: Visit) -> Iterator[None]:
    page = visit.road.draft()
    on_duty = visit.road.employ("registrar", "duty")
    allow(on_duty)
    in_emergency(on_duty, page)
    yield
    page = fresh(page)
    page.title = SMUGGLED
    page.save_revision(user=visit.user).publish(user=visit.user, skip_permission_checks=True)


@door(FAMILY, "import a page by a script that says why")
def exempt(visit: Visit) -> Iterator[None]:
    page = visit.road.draft(title=SMUGGLED)
    yield
    with exempt_publication(reason="从旧站迁移", user=visit.user):
        page.get_latest_revision().publish(user=visit.user, skip_permission_checks=True)


@door(FAMILY, "import a page by a script that does not say why")
def exempt_without_reason(visit: Visit) -> Iterator[None]:
    page = visit.road.draft(title=SMUGGLED)
    yield
    with exempt_publication(reason=" ", user=visit.user):
        page.get_latest_revision().publish(user=visit.user, skip_permission_checks=True)


@door(FAMILY, "go on changing pages when the script is over")
def after_the_import(visit: Visit) -> Iterator[None]:
    page = visit.road.draft()
    with exempt_publication(reason="从旧站迁移", user=visit.user):
        page.get_latest_revision().publish(user=visit.user, skip_permission_checks=True)
    yield
    page = fresh(page)
    page.title = SMUGGLED
    page.save_revision(user=visit.user).publish(user=visit.user, skip_permission_checks=True)


@door(FAMILY, "publish in an emergency through the form, having been named for it")
def emergency_form(visit: Visit) -> Iterator[None]:
    page = visit.road.draft(title=SMUGGLED)
    allow(visit.user)
    order = {
        "reason": "incident",
        "details": "水库水位超过警戒",
        "ordered_by": "马海山",
        "ordered_post": "副厅长",
        "ordered_how": "phone",
        "ordered_at": local_moment(timezone.now()).strftime("%Y-%m-%d %H:%M"),
        "secrecy": [item.code for item in get_profile().secrecy],
        "revision": page.latest_revision_id,
    }
    yield
    visit.post("wagtail_govreview:publish_in_emergency", page.pk, **order)


@door(FAMILY, "sign in another's place without an authorisation")
def no_authorisation(visit: Visit) -> Iterator[None]:
    page = visit.waiting()
    yield
    visit.road.sign(page, "third", user=visit.road.people["registrar"])


@door(FAMILY, "sign in another's place when the authorisation is over")
def authorisation_over(visit: Visit) -> Iterator[None]:
    page = visit.waiting()
    principal = visit.road.employ("third", "principal_of_it")
    given = delegated(visit.road, "third", stand_in(), principal=principal)
    yield
    with freeze_time(given.ends_at):
        visit.road.sign(page, "third", user=given.delegate)


@door(FAMILY, "sign a second tier, in another's place")
def second_tier(visit: Visit) -> Iterator[None]:
    page = visit.waiting()
    principal = visit.road.employ("third", "principal_of_it")
    delegated(visit.road, "third", visit.road.people["second"], principal=principal)
    yield
    visit.road.sign(page, "third", user=visit.road.people["second"])


@door(FAMILY, "sign what was not opened")
def unread(visit: Visit) -> Iterator[None]:
    page = visit.waiting()
    state = page.current_workflow_task_state
    answers = {"checklist": visit.road.checklist(page)}
    yield
    state.task.specific.on_action(state, visit.road.people["third"], "approve", **answers)
