"""On pages that nobody governs Wagtail's screens ask the database no more often than without the package.

``measure.py`` counts in two processes, with the package and without it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Two relations more (source, sheet) are written and read with every page, as any child relation is: where Wagtail
# keeps a revision, writes its reference index, commits, copies, deletes. The gate asks afresh at each save that
# changes what is public, also whether the register binds a page outside the rule, and what is deleted or moved is
# looked up in the register. Whether the text of what becomes public is to be remembered is asked of the rule once more, and the last
# result of the checks goes with its page.
WRITING = {
    "draft": 2,
    "autosaved draft": 3,
    "publish": 13,
    "publish in bulk": 8,
    "unpublish": 5,
    "delete, asked": 1,
    "delete": 19,
    "delete in bulk": 19,
    "copy": 14,
    "move": 10,
}
# Whoever has no part in the review is told apart by a permission, without a query. A superuser has every permission, so
# whether somebody's signing was delegated to them has to be looked up.
READING = {"boss: home": 2}


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, int], dict[str, int]]:
    """Queries of each scene without the package, and with it."""
    running = []
    for installed in "01":
        environment = {
            **os.environ,
            "GOVREVIEW_VAR": str(tmp_path_factory.mktemp("var")),
            "UNHARMED_GOVREVIEW": installed,
        }
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        command = [sys.executable, "-m", "tests.unharmed.measure"]
        running.append(
            subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
    finished = [(process.communicate(), process.returncode) for process in running]
    for (_out, errors), status in finished:
        assert status == 0, errors
    alone, ours = (json.loads(out) for (out, _errors), _status in finished)
    return alone, ours


def test_reading_costs_no_query_more(counted: tuple[dict[str, int], dict[str, int]]) -> None:
    alone, ours = counted
    assert {name for name in alone if _action(name) not in WRITING} >= {
        "boss: edit",
        "editor: home",
    }
    dearer = {
        name: f"{count} → {ours[name]}"
        for name, count in alone.items()
        if _action(name) not in WRITING and ours[name] > count + READING.get(name, 0)
    }
    assert not dearer


def test_writing_costs_what_is_written(counted: tuple[dict[str, int], dict[str, int]]) -> None:
    alone, ours = counted
    dearer = {
        name: f"{count} → {ours[name]}"
        for name, count in alone.items()
        if _action(name) in WRITING and ours[name] > count + WRITING[_action(name)]
    }
    assert not dearer


def _action(name: str) -> str:
    return name.partition(": ")[2]
