"""What is live is exactly what was signed: every way round that we know, tried by everybody.

Nothing here says what should happen. ``judge`` looks at what a visitor sees and at what the verification finds,
before and after, and the word for it stands in ``docs/reference/side-doors.md``.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from tests.road import Road
from tests.sidedoors import doors, table  # noqa: F401 - the doors put themselves into the table
from tests.sidedoors.door import DOORS, Door
from tests.sidedoors.judge import Judge, listening
from tests.sidedoors.visit import PEOPLE, Visit


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.attempt.__name__)
def test_door(
    door: Door,
    who: str,
    road: Road,
    compare: Any,
    settings: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if door.needs and find_spec(door.needs) is None:
        pytest.skip(f"This Wagtail has no {door.needs}.")
    cache.clear()  # Wagtail keeps scaled pictures there
    with listening(monkeypatch) as heard:
        visit = Visit(road, who, settings, tmp_path)
        attempt = door.attempt(visit)
        next(attempt)
        judge = Judge(visit, heard)
        with judge.watching():
            next(attempt, None)
    compare(door.name, who, judge.verdict())


@pytest.mark.skipif(table.WRITING, reason="The table is being written.")
def test_the_table_holds_every_door_and_nothing_else() -> None:
    cells = table.committed()
    assert set(cells) == {(door.name, who) for door in DOORS for who in PEOPLE}
    assert all(cells.values())
