"""Which pages are under the rule, by which workflow, and which organ answers for them.

A page is governed when the workflow that applies to it holds at least one active tier task. Which workflow
applies is Wagtail's own rule: the nearest active one that is assigned to the page or to an ancestor. It is
read from the assignments themselves, never through ``page.get_workflow()``: that answers ``None`` to
everybody once ``WAGTAIL_WORKFLOW_ENABLED`` is off, and a setting must not be a side door.

Tier tasks belong to a higher floor, so they are known here only by name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from wagtail_govreview.units.models import Unit

TIER_TASK = ("wagtail_govreview", "TierTask")


def governing_workflow(page: Any, parent: Any = None) -> Workflow | None:
    """The workflow that governs ``page``, or ``None`` when the page is not governed. One query.

    ``page`` may be unsaved; then ``parent``, the page below which it is to be made, decides.
    """
    nearest = assignments_down_to(page, parent).filter(workflow__active=True).first()
    return nearest.workflow if nearest is not None and nearest.governs else None


def assignments_down_to(page: Any, parent: Any = None) -> QuerySet[WorkflowPage]:
    """The assignments on ``page`` and on its ancestors, the nearest first; of inactive workflows too."""
    return (
        _assignments().filter(page__path__in=_paths_down_to(page, parent)).order_by("-page__depth")
    )


def is_governed(page: Any, parent: Any = None) -> bool:
    """Is ``page`` under the rule? Always asked afresh: one query. Screens may ask ``shown_as_governed``."""
    return governing_workflow(page, parent) is not None


def unit_of(page: Any, parent: Any = None) -> Unit | None:
    """The organ that publishes ``page``: the one whose part of the page tree is deepest. One query."""
    return (
        Unit.objects.filter(root_page__path__in=_paths_down_to(page, parent))
        .order_by("-root_page__depth", "pk")
        .first()
    )


def tier_tasks(workflow: Workflow) -> list[Any]:
    """The active tier tasks of ``workflow``, in the order in which they sign. One query."""
    tasks = tier_task_model()._default_manager
    return list(
        tasks.filter(workflow_tasks__workflow=workflow, active=True)
        .select_related("unit")
        .order_by("workflow_tasks__sort_order", "workflow_tasks__pk")
    )


def tier_task_model() -> Any:
    """The model of a tier's task, which a higher floor defines."""
    return apps.get_model(*TIER_TASK)


class GovernedPaths:
    """All assignments of workflows in the site, read once: for lists, bulk actions and sweeps.

    Hold it no longer than one request or one command: it does not see later changes.
    """

    def __init__(self, governs: dict[str, bool]) -> None:
        self._governs = governs

    def __bool__(self) -> bool:
        """Is anything governed at all?"""
        return any(self._governs.values())

    def __contains__(self, page: Any) -> bool:
        """Is ``page`` governed? No query."""
        for path in reversed(_paths_down_to(page, None)):
            if path in self._governs:
                return self._governs[path]
        return False

    def governed(self, pages: Iterable[Any]) -> list[Any]:
        """Those of ``pages`` that are governed, in their order. No further query."""
        return [page for page in pages if page in self]

    def filter(self, pages: QuerySet[Any]) -> QuerySet[Any]:
        """``pages`` narrowed to the governed ones, by their paths."""
        wanted = Q(pk__in=())
        for path, governs in self._governs.items():
            if governs:
                wanted |= self._region(path)
        return pages.filter(wanted)

    def holes_below(self, page: Any) -> list[str]:
        """Where the rule ends inside the part of the tree below ``page``: the tree paths of the topmost pages."""
        holes = [] if page in self else [page.path]
        for path, governs in self._governs.items():
            if not governs and path != page.path and path.startswith(page.path):
                holes.append(path)
        return sorted(holes)

    def _region(self, path: str) -> Q:
        """The pages for which the assignment at ``path`` is the nearest."""
        region = Q(path__startswith=path)
        for other in self._governs:
            if other != path and other.startswith(path):
                region &= ~Q(path__startswith=other)
        return region


def governed_paths() -> GovernedPaths:
    """What is governed in the whole site, in one query, for questions about many pages."""
    rows = _assignments().filter(workflow__active=True).values_list("page__path", "governs")
    return GovernedPaths(dict(rows))


def _assignments() -> QuerySet[WorkflowPage]:
    """Workflows with the pages they are assigned to; ``governs`` says whether tiers sign in them."""
    app_label, model = TIER_TASK
    tiers = WorkflowTask.objects.filter(
        workflow=OuterRef("workflow"),
        task__active=True,
        task__content_type__app_label=app_label,
        task__content_type__model=model.lower(),
    )
    return WorkflowPage.objects.select_related("workflow").annotate(governs=Exists(tiers))


def _paths_down_to(page: Any, parent: Any) -> list[str]:
    """The tree paths from the root to ``page``; of an unsaved page, to its ``parent``."""
    path = page.path if page is not None else ""
    step = type(page).steplen if page is not None else 0
    if not path and parent is not None:
        path, step = parent.path, type(parent).steplen
    return [path[:end] for end in range(step, len(path) + 1, step)] if path else []
