"""Hand back: Wagtail gets its workflows back, before the package leaves the site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, router, transaction
from django.db.models import Q
from django.db.models.deletion import Collector
from wagtail.models import (
    GroupApprovalTask,
    ReferenceIndex,
    Task,
    TaskState,
    Workflow,
    WorkflowState,
)

from wagtail_govreview.ledger.services import append
from wagtail_govreview.refusal import refuse_if
from wagtail_govreview.review import rules
from wagtail_govreview.review.handed_back import LEFT
from wagtail_govreview.review.tier_task import TierTask, TierTaskState
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.quiet import quietly

APP = "wagtail_govreview"


@dataclass(frozen=True)
class HandedBack:
    """What there is to hand back: ``reviews`` are pages whose review is cancelled by it."""

    workflows: list[Workflow]
    reviews: list[WorkflowState]
    tasks: list[TierTask]
    steps: int


def to_hand_back() -> HandedBack:
    """What :func:`hand_back` would change. Writes nothing."""
    tasks = list(TierTask.objects.select_related("unit").order_by("pk"))
    workflows = Workflow.objects.filter(workflow_tasks__task__in=[task.pk for task in tasks])
    workflows = workflows.distinct().order_by("pk")
    return HandedBack(
        workflows=list(workflows),
        reviews=list(WorkflowState.objects.active().filter(workflow__in=workflows)),
        tasks=tasks,
        steps=TierTaskState.objects.count(),
    )


@transaction.atomic
def hand_back(*, evidence: str, actor: Any = None) -> HandedBack:
    """End the review of the whole site, and leave nothing of this package in Wagtail's workflows.

    Workflows in which tiers sign are cancelled where they run, and become inactive. Their tasks become Wagtail's own
    approval by a group, inactive too, so that the history of every page can be read without this package. The
    last line of every unit's ledger says ``evidence``: where the evidence is kept from now on. Raises
    :class:`~wagtail_govreview.refusal.Refused` where that is empty.
    """
    refuse_if(rules.for_handing_back(evidence=evidence))
    found = to_hand_back()
    for state in found.reviews:
        state.cancel(user=actor)
    with quietly():
        for workflow in found.workflows:
            workflow.deactivate(user=actor)
        _keep_steps()
        for task in found.tasks:
            _keep_task(task)
    ReferenceIndex.objects.filter(
        Q(content_type__app_label=APP)
        | Q(base_content_type__app_label=APP)
        | Q(to_content_type__app_label=APP)
    ).delete()
    for unit in Unit.objects.select_related("root_page").order_by("code"):
        _leave_page(unit, evidence, actor)
    return found


def _leave_page(unit: Unit, evidence: str, actor: Any) -> None:
    """The unit publishes no part of the tree any more; its ledger says from which page it went, and its last word."""
    page = unit.root_page
    unit.root_page = None
    unit.save(update_fields=["root_page"])
    append(
        unit.code,
        LEFT,
        actor=actor,
        subject=unit,
        summary=evidence,
        data={"evidence": evidence, "page": page.url_path if page is not None else ""},
    )


def _keep_task(task: TierTask) -> None:
    """The task as one that Wagtail knows by itself: same key, same name, same groups."""
    kept = GroupApprovalTask(task_ptr_id=task.pk)
    for field in Task._meta.concrete_fields:
        setattr(kept, field.attname, getattr(task, field.attname))
    kept.content_type = ContentType.objects.get_for_model(GroupApprovalTask)
    kept.active = False
    kept.save()
    kept.groups.set(task.groups.all())
    _forget(TierTask.objects.filter(pk=task.pk))


def _keep_steps() -> None:
    """Steps that were taken stay in the history of their page as plain ones."""
    steps = TierTaskState.objects.all()
    plain = ContentType.objects.get_for_model(TaskState)
    TaskState.objects.filter(pk__in=steps.values("pk")).update(content_type=plain)
    _forget(steps)


def _forget(rows: models.QuerySet[Any]) -> None:
    """Delete this package's own rows and leave those of Wagtail's parent models."""
    collector = Collector(using=router.db_for_write(rows.model), origin=rows)
    collector.collect(rows, keep_parents=True)
    collector.delete()
