"""Putting the guard up, taking it down, and finding where it does not stand.

It is put up after every ``migrate`` and not by a migration: SQLite rebuilds tables and loses their triggers, a trigger
knows the columns of its day, and databases of tests see no migrations. Before migrations of this package it is taken
down, since no database alters a column that a trigger names.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connections, router, transaction
from django.db.models.signals import post_migrate, pre_migrate

from wagtail_govreview.conf import settings
from wagtail_govreview.ledger.guard.evidence import GuardedTable, guarded_table, kept_models
from wagtail_govreview.ledger.guard.on_mysql import OnMySQL
from wagtail_govreview.ledger.guard.on_postgresql import OnPostgreSQL
from wagtail_govreview.ledger.guard.on_sqlite import OnSQLite
from wagtail_govreview.ledger.guard.triggers import Trigger, Triggers
from wagtail_govreview.ledger.models import DestroyedRecord

KINDS: dict[str, type[Triggers]] = {
    "sqlite": OnSQLite,
    "postgresql": OnPostgreSQL,
    "mysql": OnMySQL,
}
APP = "wagtail_govreview"

logger = logging.getLogger(__name__)


def install(using: str) -> None:
    """Make every trigger stand as it should; what stands so already is left alone.

    Where the database does not let the site make triggers, the log and :func:`faults` say so, and nothing else fails.
    """
    triggers = _triggers(using)
    if triggers is None:
        return
    try:
        with transaction.atomic(using), connections[using].cursor() as cursor:
            standing = triggers.standing(cursor)
            wanted = list(_wanted(triggers, using, cursor))
            for name in standing.keys() - {each.name for each in wanted}:
                _run(cursor, triggers.down(name, standing[name][0]))
            for trigger in wanted:
                if standing.get(trigger.name) != (trigger.table, trigger.body):
                    _run(cursor, triggers.down(trigger.name, trigger.table))
                    _run(cursor, trigger.statements)
    except DatabaseError as error:
        logger.warning(
            "The database “%s” did not let the guard of the evidence be put up (see docs/how-to/databases.md): %s",
            using,
            error,
        )


def lift(using: str) -> None:
    """Take every trigger of the guard away."""
    triggers = _triggers(using)
    if triggers is None:
        return
    with connections[using].cursor() as cursor:
        for name, (table, _body) in triggers.standing(cursor).items():
            _run(cursor, triggers.down(name, table))


def faults(using: str) -> list[str]:
    """The tables of this database that are not guarded as they should be."""
    triggers = _triggers(using)
    if triggers is None:
        return []
    with connections[using].cursor() as cursor:
        standing = triggers.standing(cursor)
        missing = {
            trigger.table
            for trigger in _wanted(triggers, using, cursor)
            if standing.get(trigger.name) != (trigger.table, trigger.body)
        }
    return sorted(missing)


def tables_on(using: str) -> list[GuardedTable]:
    """What is to be guarded in this database; nothing before its tables of evidence are complete."""
    with connections[using].cursor() as cursor:
        return list(_tables(using, cursor))


def _triggers(using: str) -> Triggers | None:
    """``None`` for a kind of database that this package does not support."""
    connection = connections[using]
    kind = KINDS.get(connection.vendor)
    return kind(connection) if kind is not None else None


def _wanted(triggers: Triggers, using: str, cursor: Any) -> Iterator[Trigger]:
    for table in _tables(using, cursor):
        yield from triggers.of(table)


def _tables(using: str, cursor: Any) -> Iterator[GuardedTable]:
    """Only where the router keeps the evidence, and as far as the tables are there."""
    there = set(connections[using].introspection.table_names(cursor))
    if DestroyedRecord._meta.db_table not in there:
        return
    for model in kept_models():
        if router.allow_migrate_model(using, model) and model._meta.db_table in there:
            yield guarded_table(model, _columns(using, cursor, model._meta.db_table))


def _columns(using: str, cursor: Any, table: str) -> set[str]:
    """The columns that the table has now, asked of the table itself: describing it takes SQLite's driver long."""
    cursor.execute(f"SELECT * FROM {connections[using].ops.quote_name(table)} WHERE 1 = 0")
    return {column[0] for column in cursor.description}


def _run(cursor: Any, statements: Iterable[str]) -> None:
    for statement in statements:
        cursor.execute(statement)


def _before_migrate(using: str, plan: Any, **kwargs: Any) -> None:
    if any(migration.app_label == APP for migration, _backwards in plan or ()):
        lift(using)


def _after_migrate(using: str, **kwargs: Any) -> None:
    if settings.database_guard:
        install(using)


def connect() -> None:
    """Called once, when the site starts."""
    own = apps.get_app_config(APP)
    pre_migrate.connect(_before_migrate, sender=own, dispatch_uid="govreview_guard")
    post_migrate.connect(_after_migrate, sender=own, dispatch_uid="govreview_guard")
