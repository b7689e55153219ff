"""Make a unit able to work, or repair it: groups, permissions, collection, tasks, workflow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wagtail_govreview.ledger.services import append
from wagtail_govreview.refusal import refuse_if
from wagtail_govreview.units import signals
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.quiet import quietly
from wagtail_govreview.units.roles import EDITOR
from wagtail_govreview.units.services.save_unit import refusals_for
from wagtail_govreview.units.set_up.collections import ensure_collection
from wagtail_govreview.units.set_up.groups import ensure_groups
from wagtail_govreview.units.set_up.permissions import (
    ensure_page_permissions,
    withdraw_page_permissions,
)
from wagtail_govreview.units.set_up.state import state_of
from wagtail_govreview.units.set_up.steps import Steps
from wagtail_govreview.units.set_up.workflow import (
    ensure_assignment,
    ensure_tasks,
    ensure_workflow,
    withdraw_assignment,
)


@dataclass(frozen=True)
class SetUp:
    """What a set-up did. ``done`` is empty when everything was in order already.

    ``notices`` name things that were left alone and that somebody should look at. After a dry run ``unit``
    is what it would be, and nothing of it is in the database.
    """

    unit: Unit
    done: tuple[str, ...]
    notices: tuple[str, ...]

    @property
    def changed(self) -> bool:
        return bool(self.done)


@transaction.atomic
def set_up_unit(
    code: str,
    *,
    root_page: Any,
    name: str = "",
    parent: Unit | None = None,
    actor: Any = None,
    replace: bool = False,
    dry_run: bool = False,
) -> SetUp:
    """Set up the unit with this ``code`` on ``root_page``, or repair what is missing or wrong. Idempotent.

    An empty ``name`` or ``parent`` leaves what is there; a new unit without a name takes the page's title.
    ``replace`` takes over a group with people, a page with another workflow, and lets a unit move to another
    page. One ledger line ``unit.set_up`` with before and after, if anything changed. Raises ``Refused``.
    """
    stored = Unit.objects.select_for_update().filter(code=code).first()
    before = state_of(stored)
    steps = Steps()
    with quietly():
        unit = _record(stored, code, name, parent, root_page, steps, replace=replace)
        _ensure(unit, stored, root_page, steps, replace=replace)
    _ask_above(unit, steps)
    if dry_run:
        transaction.set_rollback(True)
    elif steps.done:
        _tell(unit, before, actor)
    return SetUp(unit, tuple(steps.done), tuple(steps.notices))


def _ensure(
    unit: Unit, stored: Unit | None, root_page: Any, steps: Steps, *, replace: bool
) -> None:
    """Everything around the record, each part made or repaired."""
    groups = ensure_groups(unit, steps, replace=replace)
    if stored and stored.root_page_id not in (None, root_page.pk):
        withdraw_assignment(unit, stored.root_page, steps)
        withdraw_page_permissions(groups, stored.root_page, steps)
    ensure_page_permissions(groups, root_page, steps)
    ensure_collection(unit, groups[EDITOR.code], steps)
    tasks = ensure_tasks(unit, groups, steps)
    workflow = ensure_workflow(unit, root_page, tasks, steps)
    ensure_assignment(workflow, root_page, steps, replace=replace)


def _record(
    stored: Unit | None,
    code: str,
    name: str,
    parent: Unit | None,
    page: Any,
    steps: Steps,
    *,
    replace: bool,
) -> Unit:
    """The unit's own record, new or brought up to date."""
    unit = Unit(code=code) if stored is None else Unit.objects.get(pk=stored.pk)
    wished = {
        "name": name or unit.name or str(page.title),
        "parent_id": parent.pk if parent else unit.parent_id,
        "root_page_id": page.pk,
    }
    changed = [field for field, value in wished.items() if getattr(unit, field) != value]
    for field in changed:
        setattr(unit, field, wished[field])
    refuse_if(refusals_for(unit, stored, replace=replace))
    if changed:
        unit.save()
        sentence = _("Made the unit %(unit)s (%(code)s).")
        if stored:
            sentence = _("Changed the record of the unit %(unit)s (%(code)s).")
        steps.did(sentence % {"unit": unit.name, "code": code})
    return unit


def _ask_above(unit: Unit, steps: Steps) -> None:
    """What the rooms above find worth a look, now that the unit is as it will be."""
    for _receiver, sentence in signals.unit_looked_over.send(Unit, unit=unit):
        if sentence:
            steps.notice(sentence)


def _tell(unit: Unit, before: dict[str, Any], actor: Any) -> None:
    after = state_of(unit)
    data = {"before": before, "after": after}
    append(unit.code, "unit.set_up", actor=actor, subject=unit, summary=unit.name, data=data)
    signals.unit_changed.send(Unit, unit=unit, actor=actor, before=before, after=after)
