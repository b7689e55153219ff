"""System checks: the guard is wanted, and it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import DatabaseError, router, transaction

from wagtail_govreview.conf import settings
from wagtail_govreview.ledger.guard.standing import faults
from wagtail_govreview.ledger.models import Chain

HINT = (
    "Run “manage.py migrate”: it puts the guard up again. If it cannot, its message says what the database's "
    "account lacks; see docs/how-to/databases.md."
)


@checks.register("wagtail_govreview", checks.Tags.database)
def check_guard(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """W022: a table of evidence is not guarded by the database. Runs with ``check --database``."""
    if not settings.database_guard:
        return []
    return [
        checks.Warning(
            f"The database “{alias}” would let anybody change or delete rows of {table}: "
            "triggers of the guard are missing, altered or disabled.",
            hint=HINT,
            id="wagtail_govreview.W022",
        )
        for alias in databases or ()
        for table in _unguarded(alias)
    ]


@checks.register("wagtail_govreview", deploy=True)
def check_guard_is_wanted(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """W023: the guard is switched off."""
    if settings.database_guard:
        return []
    return [
        checks.Warning(
            "GOVREVIEW_DATABASE_GUARD is False: the database guards no evidence.",
            hint="Leave the setting out; it belongs into the settings of tests only. Then run “manage.py migrate”.",
            id="wagtail_govreview.W023",
        )
    ]


def _unguarded(alias: str) -> list[str]:
    if not router.allow_migrate_model(alias, Chain):
        return []
    try:
        with transaction.atomic(alias):
            return faults(alias)
    except DatabaseError:  # not there yet, or not to be reached: Django says that itself
        return []
