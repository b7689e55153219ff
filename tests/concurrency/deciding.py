"""Decisions of people who have the form open already: what they decide on was read before the race begins."""

from __future__ import annotations

from typing import Any

from tests.concurrency.racing import Verb
from tests.road import Road, fresh


def signing(road: Road, page: Any, role: str, user: Any = None) -> Verb:
    """Sign the tier at which the page waits now, everything opened and ticked."""
    state, checklist = _state(page), road.checklist(page)
    person = user or road.people[role]
    road.open_all(page, person)
    return lambda: state.task.specific.on_action(state, person, "approve", checklist=checklist)


def returning(road: Road, page: Any, role: str) -> Verb:
    """Return it from the tier at which it waits now."""
    state, person = _state(page), road.people[role]
    return lambda: state.task.specific.on_action(state, person, "reject", comment="数字与附件不符")


def cancelling(road: Road, page: Any) -> Verb:
    """Its undertaker takes it back."""
    state = fresh(page).current_workflow_state
    return lambda: state.cancel(user=road.people["editor"])


def _state(page: Any) -> Any:
    return fresh(page).current_workflow_task_state.specific
