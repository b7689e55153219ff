"""Who else answers for a page's content, as the rooms above know it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Contributors = Callable[[Any], Iterable[tuple[str, str]]]
_MORE: list[Contributors] = []


def register_contributors(contributors: Contributors) -> None:
    """Let ``contributors`` name people who worked on a page: key and name of each. They sign no sheet of it."""
    if contributors not in _MORE:
        _MORE.append(contributors)


def further_contributors(page: Any) -> dict[str, str]:
    """Names by key."""
    return dict(person for contributors in _MORE for person in contributors(page))
