"""Make or change the record of a unit."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import WorkflowPage

from wagtail_govreview.ledger.services import append
from wagtail_govreview.refusal import Refusal, refuse_if
from wagtail_govreview.units import rules, signals
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.set_up.state import facts_of
from wagtail_govreview.units.set_up.workflow import workflow_of


@transaction.atomic
def save_unit(unit: Unit, *, actor: Any = None) -> Unit:
    """Save ``unit`` and write what changed into its ledger chain. Raises ``Refused``.

    This writes the record only; groups, permissions and the workflow are made by ``set_up_unit``.
    """
    stored = Unit.objects.select_for_update().filter(pk=unit.pk).first()
    refuse_if(refusals_for(unit, stored))
    before, after = facts_of(stored), facts_of(unit)
    unit.save()
    if before != after:
        act = "unit.changed" if stored else "unit.made"
        data = {"before": before, "after": after}
        append(unit.code, act, actor=actor, subject=unit, summary=unit.name, data=data)
        signals.unit_changed.send(Unit, unit=unit, actor=actor, before=before, after=after)
    return unit


def refusals_for(unit: Unit, stored: Unit | None, *, replace: bool = False) -> list[Refusal]:
    """Why ``unit`` may not be saved over ``stored``, the record as it is now (``None``: a new unit)."""
    return [
        *rules.for_code(unit.code),
        *rules.for_code_change(stored.code if stored else "", unit.code),
        *rules.for_superior(unit.code, _superiors(unit)),
        *rules.for_root_page(str(unit.root_page or ""), _owner_of_root_page(unit)),
        *rules.for_moving(_bound_to(stored), str(unit.root_page or ""), replace),
    ]


def _superiors(unit: Unit) -> list[str]:
    """Codes of the units above, as far up as they go; a circle ends where it closes."""
    codes: list[str] = []
    above = unit.parent
    while above is not None and above.code not in codes:
        codes.append(above.code)
        above = above.parent
    return codes


def _owner_of_root_page(unit: Unit) -> str:
    if unit.root_page_id is None:
        return ""
    other = Unit.objects.filter(root_page=unit.root_page_id).exclude(pk=unit.pk).first()
    return other.name if other else ""


def _bound_to(stored: Unit | None) -> str:
    """The page from which ``stored`` publishes under its workflow; ``""`` when it is free to move."""
    if stored is None or stored.root_page is None:
        return ""
    workflow = workflow_of(stored, stored.root_page)
    bound = WorkflowPage.objects.filter(page=stored.root_page, workflow=workflow).exists()
    return str(stored.root_page) if workflow and bound else ""
