"""Wagtail unharmed: Wagtail's own tests, with this package installed and without.

    python scripts/wagtail_suite.py [--workers N] [--fresh] [wagtail.tests wagtail.snippets.tests …]

Runs the test suite that every Wagtail brings along (all of it, or the named parts) twice and compares: what fails
with the package has to fail without it as well, or stand in ``tests/wagtail_suite/intended.toml`` with the reason.
How Wagtail does alone is remembered beside the interpreter, by the versions of everything installed; ``--fresh``
forgets it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.metadata import distributions, version
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parent.parent
INTENDED = ROOT / "tests" / "wagtail_suite" / "intended.toml"
MEMORY = Path(sys.prefix) / "wagtail-suite"
WHOLE = ["wagtail"]


def main() -> int:
    """Run both, print what differs; return the exit status."""
    options = _options()
    if options.fresh:
        shutil.rmtree(MEMORY, ignore_errors=True)
    MEMORY.mkdir(exist_ok=True)
    alone = _alone(options.labels, options.workers)
    with tempfile.TemporaryDirectory() as folder:
        ours = _run(Path(folder), options.labels, options.workers, govreview=True)
    return _compare(alone, ours)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labels", nargs="*", default=WHOLE, help="parts of Wagtail's tests")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--fresh", action="store_true", help="run Wagtail alone again")
    return parser.parse_args()


# --- Runs ---------------------------------------------------------------------------------------


def _alone(labels: list[str], workers: int) -> dict[str, Any]:
    """How the tests do without the package: remembered, or run now."""
    remembered = MEMORY / f"{_key(*labels)}.json"
    if not remembered.exists():
        with tempfile.TemporaryDirectory() as folder:
            record = _run(Path(folder), labels, workers, govreview=False)
        remembered.write_text(json.dumps(record), encoding="utf-8")
    return json.loads(remembered.read_text(encoding="utf-8"))


def _run(scratch: Path, labels: list[str], workers: int, *, govreview: bool) -> dict[str, Any]:
    """Run the tests once: ``{"ran": [names], "failed": {name: sentence}}``."""
    shutil.copy(_migrated(), scratch / "db.sqlite3")
    result = scratch / "result.json"
    begin = time.monotonic()
    arguments = ["test", "--noinput", "--keepdb", "--parallel", str(workers), *labels]
    finished = _django(scratch, arguments, govreview=govreview, result=result)
    if not result.exists():
        sys.exit(f"{finished.stdout}\nWagtail's tests did not run.")
    record = json.loads(result.read_text(encoding="utf-8"))
    print(
        f"{'with' if govreview else 'without'} the package: {len(record['ran'])} tests, "
        f"{len(record['failed'])} failed, {time.monotonic() - begin:.0f} s",
        flush=True,
    )
    return record


def _migrated() -> Path:
    """A database as Wagtail's migrations make it; ours come on top of it in the run."""
    database = MEMORY / f"{_key('database')}.sqlite3"
    if not database.exists():
        with tempfile.TemporaryDirectory() as folder:
            finished = _django(Path(folder), ["migrate", "--verbosity", "0"], govreview=False)
            if finished.returncode:
                sys.exit(finished.stdout)
            shutil.copy(Path(folder) / "db.sqlite3", database)
    return database


def _django(
    scratch: Path, arguments: list[str], *, govreview: bool, result: Path | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.wagtail_suite.settings",
        "PYTHONPATH": str(ROOT),
        "WAGTAIL_SUITE_GOVREVIEW": "1" if govreview else "0",
        "WAGTAIL_SUITE_RESULT": str(result or ""),
        "WAGTAIL_SUITE_SCRATCH": str(scratch),
    }
    return subprocess.run(
        [sys.executable, "-m", "django", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def _key(*names: str) -> str:
    """A name for what depends on ``names`` and on every version that is installed here."""
    installed = sorted(f"{found.metadata['Name']}=={found.version}" for found in distributions())
    digest = hashlib.sha256("\n".join([sys.version, *installed, *names]).encode())
    return f"{version('wagtail')}-{digest.hexdigest()[:16]}"


# --- Comparison ---------------------------------------------------------------------------------


def _compare(alone: dict[str, Any], ours: dict[str, Any]) -> int:
    intended = tomllib.loads(INTENDED.read_text(encoding="utf-8"))
    new = set(ours["failed"]) - set(alone["failed"])
    for name in sorted(new & set(intended)):
        print(f"intended: {name}\n          {intended[name]}")
    for name in sorted((set(intended) & set(ours["ran"])) - new):
        print(f"intended, but does not fail here: {name}")
    for name in sorted(set(alone["failed"]) - set(ours["failed"])):
        print(f"fails only without the package: {name}\n          {alone['failed'][name]}")
    unwanted = sorted(new - set(intended))
    missing = sorted(set(alone["ran"]) - set(ours["ran"]))
    for name in unwanted:
        print(f"FAILS: {name}\n       {ours['failed'][name]}")
    for name in missing:
        print(f"DID NOT RUN: {name}")
    count = len(unwanted) + len(missing)
    print(f"Wagtail {version('wagtail')}: {count} difference(s) that nobody intended")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
