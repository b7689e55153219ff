"""The table in the documentation: written by the tests, compared by the tests."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

from django.conf import settings

from tests.sidedoors.door import DOORS
from tests.sidedoors.visit import PEOPLE

PAGE = Path(settings.BASE_DIR, "docs", "reference", "side-doors.md")
BEGIN, END = "<!-- doors -->", "<!-- end of doors -->"

WRITING = os.environ.get("GOVREVIEW_WRITE_SIDE_DOORS") == "1"

Found = dict[tuple[str, str], str]


@cache
def committed() -> Found:
    """The cells as they stand in the documentation: by door and person."""
    table = PAGE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    found: Found = {}
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[0] not in ("what is tried", "---"):
            found |= {(cells[0], who): cell for who, cell in zip(PEOPLE, cells[1:], strict=True)}
    return found


def write(found: Found) -> None:
    """Put what was found into the page; cells that were not tried this time stay as they were."""
    cells = {**committed(), **found}
    families: dict[str, list[str]] = {}
    for each in DOORS:
        row = [each.name, *(cells.get((each.name, who), "") for who in PEOPLE)]
        families.setdefault(each.family, []).append("| " + " | ".join(row) + " |")
    head = "| what is tried | " + " | ".join(PEOPLE) + " |\n" + "|---" * (len(PEOPLE) + 1) + "|"
    parts = [f"### {family}\n\n{head}\n" + "\n".join(rows) for family, rows in families.items()]
    table = f"{BEGIN}\n\n" + "\n\n".join(parts) + f"\n\n{END}"
    text = PAGE.read_text("utf-8")
    PAGE.write_text(re.sub(f"{BEGIN}.*{END}", lambda _match: table, text, flags=re.DOTALL), "utf-8")
