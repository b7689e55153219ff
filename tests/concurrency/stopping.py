"""Stopping another process at a chosen point: the test holds a table that the process is about to write."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models

from tests.concurrency.racing import PATIENCE, Verb, process_for

LOOK_AGAIN = 0.01


@contextmanager
def stopped_before_writing(model: type[models.Model], verb: Verb) -> Iterator[Any]:
    """``verb`` in a process that waits, from the yield on, for the first row that it writes to ``model``."""
    process, go = process_for(verb)
    try:
        with _held(model._meta.db_table) as holder:
            go()
            _wait(lambda: _somebody_waits_for(holder) or not process.is_alive())
            assert process.is_alive(), f"it never wrote to {model._meta.label}"
            yield process
    finally:
        process.kill()
        process.join(PATIENCE)


def killed_before_writing(model: type[models.Model], verb: Verb) -> None:
    """Kill the process there, as a power cut would: nothing in it is told."""
    with stopped_before_writing(model, verb) as process:
        process.kill()
        process.join(PATIENCE)
        assert process.exitcode == -9


@contextmanager
def _held(table: str) -> Iterator[Any]:
    """Others read the table, but do not write to it. Gives the number of the connection that holds it."""
    holder: Any = connection.copy()
    try:
        name = holder.ops.quote_name(table)
        with holder.cursor() as cursor:
            if holder.vendor == "postgresql":
                holder.set_autocommit(False)
                cursor.execute(f"LOCK TABLE {name} IN SHARE MODE")
                cursor.execute("SELECT pg_backend_pid()")
            else:
                cursor.execute("SELECT CONNECTION_ID()")
            (number,) = cursor.fetchone()
            if holder.vendor == "mysql":
                cursor.execute(f"LOCK TABLES {name} READ")
        yield number
    finally:
        holder.close()


def _somebody_waits_for(holder: int) -> bool:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE %s = ANY(pg_blocking_pids(pid))",
                [holder],
            )
        else:
            cursor.execute(
                "SELECT count(*) FROM information_schema.processlist "
                "WHERE db = DATABASE() AND state LIKE 'Waiting for table%%'"
            )
        return bool(cursor.fetchone()[0])


def _wait(until: Callable[[], bool]) -> None:
    """Look again and again, at most ``PATIENCE`` seconds."""
    end, pause = time.monotonic() + PATIENCE, threading.Event()
    while not until():
        assert time.monotonic() < end, "waited in vain"
        pause.wait(LOOK_AGAIN)
