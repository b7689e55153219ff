"""Wagtail's workflow: its screens, its models, two windows at once."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sandbox.portal.models import NewsPage
from tests.road import fresh
from tests.sidedoors.door import door
from tests.sidedoors.visit import SMUGGLED, Visit
from wagtail_govreview.publication.services import withdraw

FAMILY = "In the workflow"


@door(FAMILY, "change the text and approve it in one request")
def edit_and_approve(visit: Visit) -> Iterator[None]:
    page = visit.waiting()
    answers = json.dumps({"checklist": visit.road.checklist(page)})
    yield
    visit.save(
        page,
        title=SMUGGLED,
        action_workflow_action="1",
        **{"workflow-action-name": "approve", "workflow-action-extra-data": answers},
    )


@door(FAMILY, "give the last signature after a newer draft was saved past the lock")
def finish_with_newer_draft(visit: Visit) -> Iterator[None]:
    page = visit.waiting()
    yield
    visit.road.edit(page, user=visit.user, title=SMUGGLED)
    visit.road.sign(page, "third")


@door(FAMILY, "sign a tier that is another person's")
def sign_for_another(visit: Visit) -> Iterator[None]:
    page = visit.road.draft(title=SMUGGLED)
    visit.road.submit(page)
    state = fresh(page).current_workflow_task_state
    answers = {"decision": "approve", "checklist": visit.road.checklist(page)}
    yield
    visit.post("wagtail_govreview:sign", state.pk, **answers)


@door(FAMILY, "approve through Wagtail's own window, with nothing ticked")
def approve_unticked(visit: Visit) -> Iterator[None]:
    page = visit.waiting()
    state = page.current_workflow_task_state
    yield
    visit.post("wagtailadmin_pages:workflow_action", page.pk, "approve", state.pk, window=True)


@door(FAMILY, "sign what was taken back in another window")
def sign_after_cancel(visit: Visit) -> Iterator[None]:
    page = visit.waiting()
    state = page.current_workflow_task_state
    answers = {"decision": "approve", "checklist": visit.road.checklist(page)}
    page.current_workflow_state.cancel(user=visit.road.people["editor"])
    yield
    visit.post("wagtail_govreview:sign", state.pk, **answers)


@door(FAMILY, "approve what was taken back, by code")
def approve_after_cancel(visit: Visit) -> Iterator[None]:
    page = visit.waiting()
    state = page.current_workflow_task_state
    page.current_workflow_state.cancel(user=visit.road.people["editor"])
    yield
    state.specific.approve(user=visit.user)


@door(FAMILY, "approve a task by code, without a signature")
def approve_by_code(visit: Visit) -> Iterator[None]:
    page = visit.waiting()
    yield
    page.current_workflow_task_state.specific.approve(user=visit.user)


@door(FAMILY, "finish the workflow by code")
def finish_by_code(visit: Visit) -> Iterator[None]:
    page = visit.waiting()
    yield
    page.current_workflow_state.finish(user=visit.user)


@door(FAMILY, "change a returned page and hand it in again")
def resume_after_return(visit: Visit) -> Iterator[None]:
    page = visit.waiting()
    visit.road.send_back(page, "third")
    yield
    visit.save(fresh(page), title=SMUGGLED, action_submit="1")


@door(FAMILY, "publish a newer draft with Wagtail's own action at the end of the workflow")
def another_finish_action(visit: Visit) -> Iterator[None]:
    page = visit.waiting()
    visit.road.edit(page, user=visit.user, title=SMUGGLED)
    visit.settings.WAGTAIL_FINISH_WORKFLOW_ACTION = "wagtail.workflows.publish_workflow_state"
    yield
    visit.road.sign(page, "third")


@door(FAMILY, "publish again what was taken offline, in the editor")
def publish_withdrawn(visit: Visit) -> Iterator[None]:
    page = visit.public()
    withdraw(page, user=visit.road.people["registrar"], reason="内容有误")
    yield
    visit.save(fresh(page), action_publish="1")


@door(FAMILY, "publish again what was taken offline, by code")
def save_withdrawn(visit: Visit) -> Iterator[None]:
    page = visit.public()
    withdraw(page, user=visit.road.people["registrar"], reason="内容有误")
    page = NewsPage.objects.get(pk=page.pk)
    yield
    page.live = True
    page.save()
