"""Time, queries and memory of one piece of work, in a process of its own."""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, connections


@dataclass(frozen=True)
class Cost:
    """``seconds`` of wall time, ``busy`` ones of our processor, ``queries``, and by how many MiB we grew at most."""

    seconds: float
    busy: float
    queries: int
    mebibytes: float
    result: Any = None


def cost_of(work: Callable[[], object]) -> Cost:
    """Run ``work`` in a forked process, whose memory nobody else has grown before.

    What it gives must fit through a pipe. Raises ``RuntimeError`` if it fails.
    """
    connections.close_all()
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(work, sending))
    process.start()
    sending.close()
    try:
        return receiving.recv()
    except EOFError as error:
        raise RuntimeError("The measured work failed.") from error
    finally:
        process.join()


def _measure(work: Callable[[], object], sending: Any) -> None:
    queries = 0

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(sql, params, many, context)

    connection.ensure_connection()
    before = _peak()
    begin, idle = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(count):
        result = work()
    seconds, busy = time.perf_counter() - begin, time.process_time() - idle
    sending.send(Cost(seconds, busy, queries, (_peak() - before) / 1024, result))
    sending.close()
    connections.close_all()


def _peak() -> int:
    """The largest size of this process so far, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
