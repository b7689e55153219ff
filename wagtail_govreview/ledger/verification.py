"""Is everything still as it was written? Rooms register verifiers; ``govreview_verify`` runs them all.

A verifier is a generator function. It yields a :class:`Problem` for each thing that is wrong and may yield
:class:`Checked` to say how much it looked at. It reads in pieces, so that a ledger of any length fits into
memory. If it takes an argument ``unit`` (the code of one unit, ``""`` for all) it also runs when only one
unit is verified.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong.

    ``code`` is for programs (``ledger.missing``), ``where`` names the place (``宁水 12``, ``sha256:…``),
    ``sentence`` says in the user's language what is wrong, and names the place itself.
    """

    code: str
    where: str
    sentence: Any

    def __str__(self) -> str:
        return str(self.sentence)


@dataclass(frozen=True)
class Checked:
    """How many of what were looked at: ``label`` is a plural (``ledger lines``)."""

    label: Any
    count: int


Verifier = Callable[..., Iterator["Problem | Checked"]]

_VERIFIERS: list[Verifier] = []


def register_verifier(verifier: Verifier) -> Verifier:
    """Have ``verifier`` run with every verification; usable as a decorator. Twice is once."""
    if verifier not in _VERIFIERS:
        _VERIFIERS.append(verifier)
    return verifier


def examine(unit: str = "") -> Iterator[Problem | Checked]:
    """Run the verifiers, one after the other; with ``unit``, those that can keep to one unit."""
    for verifier in _VERIFIERS:
        if "unit" in inspect.signature(verifier).parameters:
            yield from verifier(unit=unit)
        elif not unit:
            yield from verifier()


def verify_all(unit: str = "") -> Iterator[Problem]:
    """Everything that is wrong."""
    return (result for result in examine(unit) if isinstance(result, Problem))
