"""``GOVREVIEW_WRITE_SIDE_DOORS=1 pytest tests/sidedoors`` writes the table anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.sidedoors import table


@pytest.fixture(scope="session")
def compare() -> Iterator[Callable[[str, str, str], None]]:
    """Compare a cell with the committed one, or keep it for the new table."""
    found: table.Found = {}

    def look(door: str, who: str, outcome: str) -> None:
        found[door, who] = outcome
        if not table.WRITING:
            assert outcome == table.committed().get((door, who))

    yield look
    if table.WRITING:
        table.write(found)
