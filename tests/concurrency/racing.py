"""Verbs that start at the same moment: in threads of this process, or each in a process of its own."""

from __future__ import annotations

import multiprocessing
import os
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections

from wagtail_govreview.refusal import Refused

Verb = Callable[[], Any]
PATIENCE = 120.0

# What somebody who comes second may be told. Wagtail itself raises the last two for two submissions at once.
TOO_LATE = (Refused, ValidationError, IntegrityError)


def at_once(verbs: Sequence[Verb]) -> list[Any]:
    """Run all ``verbs`` in threads that start together; gives results and refusals in their order."""
    barrier = Barrier(len(verbs), timeout=PATIENCE)

    def run(verb: Verb) -> Any:
        try:
            barrier.wait()
            return verb()
        except TOO_LATE as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(verbs)) as pool:
        return list(pool.map(run, verbs))


def too_late(results: Sequence[Any]) -> int:
    """How many of ``results`` are refusals."""
    return sum(isinstance(result, TOO_LATE) for result in results)


def in_processes(verbs: Sequence[Verb]) -> list[str]:
    """Run each of ``verbs`` in a process; gives ``""`` or the name of the refusal, in their order."""
    connections.close_all()  # a connection cannot be shared by two processes
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(len(verbs), timeout=PATIENCE)
    answers = [context.Pipe(duplex=False) for _verb in verbs]
    processes = [
        context.Process(target=_run, args=(verb, barrier.wait, writer))
        for verb, (_reader, writer) in zip(verbs, answers, strict=True)
    ]
    for process in processes:
        process.start()
    try:
        said = [reader.recv() if reader.poll(PATIENCE) else "silent" for reader, _writer in answers]
        for process in processes:
            process.join(PATIENCE)
    finally:
        for process in processes:
            process.kill()
    assert {process.exitcode for process in processes} == {0}, said
    return said


def process_for(verb: Verb) -> tuple[Any, Callable[[], None]]:
    """A process that has begun and does ``verb`` when it is told to, by the second value."""
    connections.close_all()
    context = multiprocessing.get_context("fork")
    go = context.Event()
    process = context.Process(target=_run, args=(verb, go.wait, None))
    process.start()
    return process, go.set


def _run(verb: Verb, wait: Callable[[], Any], answer: Any) -> None:
    """In the new process: nothing of the test's own clean-up may run in it. ``answer``: where to say how it ended."""
    said, status = "", 1
    try:
        wait()
        try:
            verb()
        except TOO_LATE as refused:
            said = type(refused).__name__
        status = 0
    except BaseException:  # noqa: BLE001 - the process ends here; the test sees what it was
        said = traceback.format_exc()
    finally:
        if answer is not None:
            answer.send(said)
        os._exit(status)
