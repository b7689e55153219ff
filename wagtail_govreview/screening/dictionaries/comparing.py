"""What differs between two sets of rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wagtail_govreview.screening.dictionaries.rows import Row


@dataclass(frozen=True)
class Differences:
    """``changed``: as it was, and as it is."""

    added: list[Row] = field(default_factory=list)
    removed: list[Row] = field(default_factory=list)
    changed: list[tuple[Row, Row]] = field(default_factory=list)
    same: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    @property
    def count(self) -> int:
        return len(self.added) + len(self.removed) + len(self.changed)


def differences(before: Mapping[str, Row], after: Mapping[str, Row]) -> Differences:
    """From ``before`` to ``after``, both by the rows' keys."""
    found = [(before.get(key), row) for key, row in after.items()]
    changed = [(old, new) for old, new in found if old is not None and old != new]
    added = [new for old, new in found if old is None]
    removed = [row for key, row in before.items() if key not in after]
    return Differences(added, removed, changed, len(after) - len(added) - len(changed))
