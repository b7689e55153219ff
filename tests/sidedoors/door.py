"""A side door: one way by which something could become public without its signatures, as a function.

A door is a generator. What it does before its first ``yield`` prepares the site; then the judge looks at the site;
what comes after is tried by a person, and the judge looks again. The door itself claims nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Attempt = Callable[[Any], Iterator[None]]


@dataclass(frozen=True)
class Door:
    """``family`` groups the doors in the table, ``name`` says what is tried; ``needs`` a module, if any."""

    family: str
    name: str
    attempt: Attempt
    needs: str = ""


DOORS: list[Door] = []


def door(family: str, name: str, needs: str = "") -> Callable[[Attempt], Attempt]:
    """Put the decorated attempt into the table."""

    def put(attempt: Attempt) -> Attempt:
        DOORS.append(Door(family, name, attempt, needs))
        return attempt

    return put
