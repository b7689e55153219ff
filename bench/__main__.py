"""``python -m bench``: a three-step publication and the edit view, beside plain Wagtail.

``python -m bench large --database postgresql://user@host/name --pages 100000``: what works on many pages.

``python -m bench screening``: what the checks find, and how fast, beside bare passes.

Works on the database that ``--database`` or ``GOVREVIEW_DATABASE`` names, in a test database of its own that
is dropped afterwards. Times of one machine mean little, so read the ratios; the counted queries are exact.
"""

from __future__ import annotations

import argparse
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
    options = _options()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sandbox.settings")
    os.environ["GOVREVIEW_DEBUG"] = "0"
    if options.database:
        os.environ["GOVREVIEW_DATABASE"] = options.database
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GOVREVIEW_VAR"] = folder
        django.setup()
        with _test_database():
            if options.what == "large":
                _large(options.pages)
            elif options.what == "screening":
                _screening()
            else:
                _side_by_side()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "what", nargs="?", choices=("publication", "large", "screening"), default="publication"
    )
    parser.add_argument("--database", default="", help="As GOVREVIEW_DATABASE.")
    parser.add_argument("--pages", type=int, default=100_000, help="How many pages “large” has.")
    return parser.parse_args()


@contextmanager
def _test_database() -> Iterator[None]:
    from django.conf import settings
    from django.test.utils import get_runner, setup_test_environment, teardown_test_environment

    runner = get_runner(settings)(verbosity=0, interactive=False)
    setup_test_environment()
    databases = runner.setup_databases()
    try:
        yield
    finally:
        runner.teardown_databases(databases)
        teardown_test_environment()


def _side_by_side() -> None:
    from bench import scenes

    for name, plain, ours in scenes.all_scenes():
        compare(name, plain, ours)


def _large(pages: int) -> None:
    from bench import large

    large.run(pages)


def _screening() -> None:
    from bench import screening

    screening.run()


if __name__ == "__main__":
    main()
