"""Write down what was changed past this room's own verbs: in Wagtail's screens for users and workflows, in code."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from wagtail.log_actions import get_active_log_context

from wagtail_govreview.ledger import people
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.ledger.services import append
from wagtail_govreview.units.models import Unit, UnitGroup
from wagtail_govreview.units.set_up.state import workflow_state_of

CONFIGURED = ("unit.set_up", "unit.workflow_changed")


@transaction.atomic
def note_membership(link: UnitGroup, user: Any, *, joined: bool, actor: Any = None) -> None:
    """``user`` came into the group of a role, or left it. Without ``actor``: by who is logged in."""
    append(
        link.unit.code,
        "unit.member_added" if joined else "unit.member_removed",
        actor=actor or acting_user(),
        subject=user,
        summary=people.display_name(user),
        data={"role": link.role, "group": link.group.name, "person_key": people.key(user)},
    )


@transaction.atomic
def note_configuration(unit: Unit) -> None:
    """Write a line if tasks, groups or assigned workflows are no longer what the ledger last said."""
    before, after = _last_known(unit), workflow_state_of(unit)
    if before == after:
        return
    append(
        unit.code,
        "unit.workflow_changed",
        actor=acting_user(),
        subject=unit,
        summary=unit.name,
        data={"before": before, "after": after},
    )


def acting_user() -> Any:
    """Who is logged in to the admin for this act; ``None`` outside of it."""
    return get_active_log_context().user


def _last_known(unit: Unit) -> dict[str, Any]:
    line = (
        LedgerLine.objects.filter(chain__name=unit.code, act__in=CONFIGURED)
        .order_by("-number")
        .first()
    )
    after = json.loads(line.data)["after"] if line else {}
    return {key: after[key] for key in ("groups", "tasks", "workflow") if key in after}
