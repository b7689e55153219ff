"""One task for each tier, one workflow that holds them in order, assigned to the unit's page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from wagtail_govreview.refusal import refuse_if
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.rulebook.types import Tier
from wagtail_govreview.units import rules
from wagtail_govreview.units.governance import tier_task_model
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.roles import group_name, workflow_name
from wagtail_govreview.units.set_up.steps import Steps


def ensure_tasks(unit: Unit, groups: Mapping[str, Group], steps: Steps) -> list[Any]:
    """The unit's tier tasks in the order of the rule, each signed by its own group and no other."""
    return [_task(unit, tier, groups[tier.code], steps) for tier in get_profile().tiers]


def ensure_workflow(unit: Unit, page: Any, tasks: list[Any], steps: Steps) -> Workflow:
    """The unit's workflow with exactly ``tasks`` in front; tasks that are not ours stay behind them."""
    workflow = workflow_of(unit, page)
    if workflow is None:
        workflow = Workflow.objects.create(name=workflow_name(unit.code))
        steps.did(_("Made the workflow “%(workflow)s”.") % {"workflow": workflow.name})
    if not workflow.active:
        workflow.active = True
        workflow.save(update_fields=("active",))
        steps.did(_("Made the workflow “%(workflow)s” active again.") % {"workflow": workflow.name})
    _put_in_order(workflow, tasks, steps)
    return workflow


def ensure_assignment(workflow: Workflow, page: Any, steps: Steps, *, replace: bool) -> None:
    """Assign ``workflow`` to ``page``. Refused where another active workflow is, unless ``replace``."""
    assigned = WorkflowPage.objects.filter(page=page).select_related("workflow").first()
    if assigned is None:
        WorkflowPage.objects.create(page=page, workflow=workflow)
    elif assigned.workflow_id != workflow.pk:
        other = assigned.workflow
        refuse_if(rules.for_assignment(str(page), other.name if other.active else "", replace))
        assigned.workflow = workflow
        assigned.save(update_fields=("workflow",))
    if assigned is None or assigned.workflow is workflow:
        steps.did(
            _("Assigned the workflow “%(workflow)s” to the page “%(page)s”.")
            % {"workflow": workflow.name, "page": page}
        )
    _name_exceptions(page, workflow, steps)


def withdraw_assignment(unit: Unit, page: Any, steps: Steps) -> None:
    """Take the unit's workflow away from ``page``, which the unit leaves."""
    mine = WorkflowPage.objects.filter(page=page, workflow__in=_workflows(unit))
    for assigned in mine.select_related("workflow"):
        assigned.delete()
        steps.did(
            _("Took the workflow “%(workflow)s” away from the page “%(page)s”.")
            % {"workflow": assigned.workflow.name, "page": page}
        )


def workflow_of(unit: Unit, page: Any = None) -> Workflow | None:
    """The workflow in which the unit's tiers sign; of several, the one assigned to ``page``."""
    mine = _workflows(unit).order_by("-active", "pk")
    assigned = mine.filter(workflow_pages__page=page).first() if page is not None else None
    return assigned or mine.first()


def _workflows(unit: Unit) -> Any:
    tasks = tier_task_model()._default_manager.filter(unit=unit)
    return Workflow.objects.filter(workflow_tasks__task__in=tasks.values("pk")).distinct()


def _task(unit: Unit, tier: Tier, group: Group, steps: Steps) -> Any:
    model = tier_task_model()
    task = model._default_manager.filter(unit=unit, tier=tier.code).order_by("pk").first()
    if task is None:
        task = model._default_manager.create(
            name=group_name(unit.code, tier), unit=unit, tier=tier.code
        )
        steps.did(_("Made the task “%(task)s”.") % {"task": task.name})
    if not task.active:
        task.active = True
        task.save(update_fields=("active",))
        steps.did(_("Made the task “%(task)s” active again.") % {"task": task.name})
    if {held.pk for held in task.groups.all()} != {group.pk}:
        task.groups.set([group])
        steps.did(
            _("Only “%(group)s” signs the task “%(task)s”.")
            % {"group": group.name, "task": task.name}
        )
    return task


def _put_in_order(workflow: Workflow, tasks: list[Any], steps: Steps) -> None:
    """Order and complete the workflow's tasks; take out tiers that the rule no longer has."""
    links = list(
        WorkflowTask.objects.filter(workflow=workflow)
        .select_related("task")
        .order_by("sort_order", "pk")
    )
    ours = {task.pk for task in tasks}
    outdated = set(
        tier_task_model()
        ._default_manager.filter(pk__in=[link.task_id for link in links])
        .exclude(pk__in=ours)
        .values_list("pk", flat=True)
    )
    foreign = [link.task_id for link in links if link.task_id not in ours | outdated]
    wished = [task.pk for task in tasks] + foreign
    if [link.task_id for link in links] != wished:
        _rewrite(workflow, links, wished)
        names = " → ".join(task.name for task in tasks)
        steps.did(_("The workflow now runs: %(tasks)s.") % {"tasks": names})
    for link in links:
        if link.task_id in foreign:
            steps.notice(
                _("The task “%(task)s” is none of the rule's; it stays behind the tiers.")
                % {"task": link.task.name}
            )


def _rewrite(workflow: Workflow, links: list[WorkflowTask], wished: list[int]) -> None:
    known = {link.task_id: link for link in links}
    for position, task_id in enumerate(wished):
        link = known.pop(task_id, None) or WorkflowTask(workflow=workflow, task_id=task_id)
        link.sort_order = position
        link.save()
    for link in known.values():
        link.delete()


def _name_exceptions(page: Any, workflow: Workflow, steps: Steps) -> None:
    """Pages below with an active workflow of their own leave this one's reach: worth knowing."""
    below = (
        WorkflowPage.objects.filter(page__path__startswith=page.path, workflow__active=True)
        .exclude(page=page)
        .exclude(workflow=workflow)
        .select_related("page", "workflow")
        .order_by("page__path")
    )
    for other in below:
        steps.notice(
            _(
                "From the page “%(page)s” downwards the workflow “%(workflow)s” decides, not this one."
            )
            % {"page": other.page, "workflow": other.workflow.name}
        )
