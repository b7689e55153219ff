"""The rule itself taken away: workflows, tasks, groups, accounts, settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from tests.road import fresh
from tests.sidedoors.door import door
from tests.sidedoors.visit import SMUGGLED, Visit
from wagtail_govreview.models import TierTask

FAMILY = "By changing the configuration"


def publish(page: Any, visit: Visit) -> None:
    """As Wagtail's editor would, for somebody who may publish everywhere."""
    page.get_latest_revision().publish(user=visit.user)


def workflow_of(visit: Visit) -> Workflow:
    workflow: Workflow = visit.road.section.get_workflow()
    return workflow


@door(FAMILY, "switch Wagtail's workflows off and publish a draft")
def workflows_off(visit: Visit) -> Iterator[None]:
    page = visit.changed()
    visit.settings.WAGTAIL_WORKFLOW_ENABLED = False
    yield
    visit.save(page, action_publish="1")


@door(FAMILY, "take the workflow away from the section and publish a draft")
def unassign(visit: Visit) -> Iterator[None]:
    page = visit.changed()
    yield
    visit.post("wagtailadmin_workflows:remove", visit.road.section.pk)
    publish(page, visit)


@door(FAMILY, "take the workflow away in the middle of a review and publish")
def unassign_in_review(visit: Visit) -> Iterator[None]:
    page = visit.road.draft(title=SMUGGLED)
    visit.road.submit(page)
    yield
    visit.post("wagtailadmin_workflows:remove", visit.road.section.pk)
    publish(page, visit)


@door(FAMILY, "take the workflow away, publish a draft, and give the workflow back")
def unassign_and_back(visit: Visit) -> Iterator[None]:
    page, workflow = visit.changed(), workflow_of(visit)
    yield
    visit.post("wagtailadmin_workflows:remove", visit.road.section.pk)
    publish(page, visit)
    WorkflowPage.objects.create(page=visit.road.section.page_ptr, workflow=workflow)


@door(FAMILY, "disable the workflow and publish a draft")
def disable_workflow(visit: Visit) -> Iterator[None]:
    page = visit.changed()
    yield
    visit.post("wagtailadmin_workflows:disable", workflow_of(visit).pk)
    publish(page, visit)


@door(FAMILY, "disable the task of a tier in the middle of a review")
def disable_task(visit: Visit) -> Iterator[None]:
    visit.waiting()
    yield
    visit.post("wagtailadmin_workflows:disable_task", TierTask.objects.get(tier="third").pk)


@door(FAMILY, "assign a workflow without tiers to one page and publish it")
def other_workflow(visit: Visit) -> Iterator[None]:
    page = visit.changed()
    workflow = Workflow.objects.create(name="Without tiers")
    task = GroupApprovalTask.objects.create(name="Anybody")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    yield
    WorkflowPage.objects.create(page=page.page_ptr, workflow=workflow)
    publish(page, visit)


@door(FAMILY, "take a tier out of the workflow in the middle of a review")
def without_a_tier(visit: Visit) -> Iterator[None]:
    page = visit.road.draft(title=SMUGGLED)
    visit.road.submit(page)
    visit.road.sign(page, "first")
    yield
    WorkflowTask.objects.filter(task__tiertask__tier="third").delete()
    visit.road.sign(page, "second")


@door(FAMILY, "put the tiers into another order in the middle of a review")
def reorder(visit: Visit) -> Iterator[None]:
    page = visit.road.draft(title=SMUGGLED)
    visit.road.submit(page)
    yield
    for tier, place in (("third", 0), ("second", 1), ("first", 2)):
        WorkflowTask.objects.filter(task__tiertask__tier=tier).update(sort_order=place)
    visit.road.sign(page, "third")


@door(FAMILY, "take all groups from a task and approve it")
def task_without_groups(visit: Visit) -> Iterator[None]:
    page = visit.road.draft(title=SMUGGLED)
    visit.road.submit(page)
    TierTask.objects.get(tier="first").groups.clear()
    answers = {"decision": "approve", "checklist": visit.road.checklist(page)}
    yield
    visit.post("wagtail_govreview:sign", fresh(page).current_workflow_task_state.pk, **answers)


@door(FAMILY, "delete the group of a tier in the middle of a review and sign")
def group_deleted(visit: Visit) -> Iterator[None]:
    page = visit.waiting()
    yield
    Group.objects.filter(tiertask__tier="third", pk__in=_groups("third")).delete()
    visit.road.sign(page, "third")


def _groups(tier: str) -> list[Any]:
    return list(TierTask.objects.get(tier=tier).groups.values_list("pk", flat=True))


@door(FAMILY, "sign after being taken out of the group")
def taken_out(visit: Visit) -> Iterator[None]:
    page = visit.waiting()
    visit.road.people["third"].groups.clear()
    yield
    visit.road.sign(page, "third")


@door(FAMILY, "sign with an account that was switched off")
def switched_off(visit: Visit) -> Iterator[None]:
    page = visit.waiting()
    signer = visit.road.people["third"]
    signer.is_active = False
    signer.save()
    yield
    visit.road.sign(page, "third", user=signer)


@door(FAMILY, "put oneself into the group that signs last, and sign")
def join_the_group(visit: Visit) -> Iterator[None]:
    page = visit.waiting()
    yield
    visit.user.groups.add(*_groups("third"))
    visit.road.sign(page, "third", user=visit.user)
