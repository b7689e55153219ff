"""``python -m bench``: a three-step publication and the edit view, beside plain Wagtail.

Works on the database that ``GOVREVIEW_DATABASE`` names, in a test database of its own that is dropped
afterwards. Times of one machine mean little, so read the ratios; the counted queries are exact.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import django

RUNS = int(os.environ.get("BENCH_RUNS", "15"))


@dataclass
class Measured:
    """Seconds of each run, and the queries of the last one."""

    seconds: list[float] = field(default_factory=list)
    queries: int = 0

    @property
    def milliseconds(self) -> float:
        return statistics.median(self.seconds) * 1000


def compare(name: str, plain: Callable[[], object], ours: Callable[[], object]) -> None:
    """Run both in turn (A B A B …) and print medians, queries and the ratio."""
    measured = {"plain": Measured(), "ours": Measured()}
    plain(), ours()  # fill the caches of both
    for _run in range(RUNS):
        for key, work in (("plain", plain), ("ours", ours)):
            with timed(measured[key]):
                work()
    a, b = measured["plain"], measured["ours"]
    print(
        f"{name:<34} plain {a.milliseconds:8.1f} ms {a.queries:4d} queries   "
        f"govreview {b.milliseconds:8.1f} ms {b.queries:4d} queries   "
        f"× {b.milliseconds / a.milliseconds:.2f}"
    )


@contextmanager
def timed(measured: Measured) -> Iterator[None]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        begin = time.perf_counter()
        yield
        measured.seconds.append(time.perf_counter() - begin)
    measured.queries = len(captured)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sandbox.settings")
    os.environ["GOVREVIEW_DEBUG"] = "0"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GOVREVIEW_VAR"] = folder
        django.setup()
        from django.test.utils import (
            get_runner,
            setup_test_environment,
            teardown_test_environment,
        )

        from bench import scenes

        runner = get_runner(__import__("django.conf").conf.settings)(verbosity=0)
        setup_test_environment()
        databases = runner.setup_databases()
        try:
            for name, plain, ours in scenes.all_scenes():
                compare(name, plain, ours)
        finally:
            runner.teardown_databases(databases)
            teardown_test_environment()


if __name__ == "__main__":
    main()
