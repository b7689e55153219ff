"""How a unit is set up, as plain data: compared before and after, and written into the ledger."""

from __future__ import annotations

from typing import Any

from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    WorkflowPage,
    WorkflowTask,
)

from wagtail_govreview.units.governance import tier_task_model
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.set_up.permissions import action_of
from wagtail_govreview.units.set_up.workflow import workflow_of


def state_of(unit: Unit | None) -> dict[str, Any]:
    """Everything that decides who may do what in ``unit``: JSON-ready, empty for no unit."""
    if unit is None:
        return {}
    links = list(unit.groups.select_related("group"))
    groups = {link.role: link.group for link in links}
    return {
        **facts_of(unit),
        **workflow_state_of(unit),
        "page_permissions": _page_permissions(groups),
        "collection_permissions": _collection_permissions(groups),
    }


def workflow_state_of(unit: Unit) -> dict[str, Any]:
    """What decides which tiers sign, and who is in them: the part that changes outside this room are watched for."""
    links = unit.groups.select_related("group").order_by("role")
    return {
        "groups": {link.role: link.group.name for link in links},
        "tasks": _tasks(unit),
        "workflow": _workflow(unit),
    }


def facts_of(unit: Unit | None) -> dict[str, Any]:
    """The record of a unit alone, as plain data."""
    if unit is None:
        return {}
    return {
        "name": unit.name,
        "superior": unit.parent.code if unit.parent else "",
        "page": page_key(unit.root_page),
        "site_code": unit.site_code,
        "contact": unit.contact,
    }


def page_key(page: Any) -> str:
    """A page as the ledger names it in data: its key and its place in the tree."""
    return f"{page.pk} {page.url_path}" if page is not None else ""


def _page_permissions(groups: dict[str, Any]) -> list[str]:
    held = GroupPagePermission.objects.filter(group__in=list(groups.values()))
    return sorted(
        f"{item.group.name}: {action_of(item.permission)} {page_key(item.page)}"
        for item in held.select_related("group", "page", "permission")
    )


def _collection_permissions(groups: dict[str, Any]) -> list[str]:
    held = GroupCollectionPermission.objects.filter(group__in=list(groups.values()))
    return sorted(
        f"{item.group.name}: {item.permission.codename} {item.collection.name}"
        for item in held.select_related("group", "collection", "permission")
    )


def _tasks(unit: Unit) -> dict[str, Any]:
    tasks = tier_task_model()._default_manager.filter(unit=unit).prefetch_related("groups")
    return {
        task.tier: {
            "active": task.active,
            "groups": sorted(group.name for group in task.groups.all()),
        }
        for task in tasks.order_by("pk")
    }


def _workflow(unit: Unit) -> dict[str, Any]:
    """The unit's workflow, and every assignment of any workflow in the unit's part of the tree."""
    workflow = workflow_of(unit, unit.root_page)
    tasks = WorkflowTask.objects.filter(workflow=workflow).order_by("sort_order", "pk")
    return {
        "name": workflow.name if workflow else "",
        "active": workflow is not None and workflow.active,
        "tasks": list(tasks.values_list("task__name", flat=True)),
        "assigned": _assigned(unit.root_page),
    }


def _assigned(root_page: Any) -> dict[str, str]:
    if root_page is None:
        return {}
    assignments = WorkflowPage.objects.filter(page__path__startswith=root_page.path)
    return {
        page_key(item.page): item.workflow.name
        for item in assignments.select_related("page", "workflow").order_by("page__path")
    }
