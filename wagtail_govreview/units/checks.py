"""System check of the units: each one's groups, tasks and workflow are as its set-up made them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, transaction

from wagtail_govreview.refusal import Refused
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.services import set_up_unit


@checks.register("wagtail_govreview", checks.Tags.database)
def check_units(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """W021: a unit's part of the tree is not governed as it was set up. Asks the database, so it runs with
    ``manage.py check --database default`` only."""
    if "default" not in (databases or ()):
        return []
    try:
        with transaction.atomic():
            units = list(Unit.objects.exclude(root_page=None).select_related("root_page"))
            return [message for unit in units for message in _messages(unit)]
    except (
        DatabaseError,
        ObjectDoesNotExist,
    ):  # before the first migration, or between two of them
        return []


def _messages(unit: Unit) -> list[checks.CheckMessage]:
    missing = _missing(unit)
    if not missing:
        return []
    return [
        checks.Warning(
            f"The unit {unit.name} ({unit.code}) is not as it was set up: {' '.join(missing)}",
            hint=f"Repair it: python manage.py govreview_setup --code {unit.code}",
            id="wagtail_govreview.W021",
        )
    ]


def _missing(unit: Unit) -> tuple[str, ...]:
    """What its set-up would do now, or why it could not."""
    try:
        return set_up_unit(unit.code, root_page=unit.root_page, dry_run=True).done
    except Refused as refused:
        return tuple(str(refusal) for refusal in refused.refusals)
