"""Is everything still as it was written? Rooms register verifiers; ``govreview_verify`` runs them all.

A verifier is a generator function. It yields a :class:`Problem` for each thing that is wrong, and may yield
:class:`Notice` for what is not wrong but asks for attention, and :class:`Checked` to say how much it looked at.
It reads in pieces, so that a ledger of any length fits into memory. If it takes an argument ``unit`` (the code of one
unit, ``""`` for all) it also runs when only one unit is verified. What takes long for what it finds runs only in a
thorough verification.
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
class Notice:
    """Nothing is wrong, but somebody should do something; the fields as in :class:`Problem`."""

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


Verifier = Callable[..., Iterator["Problem | Notice | Checked"]]

_VERIFIERS: list[Verifier] = []
_THOROUGH: list[Verifier] = []


def register_verifier(verifier: Verifier) -> Verifier:
    """Have ``verifier`` run with every verification; usable as a decorator. Twice is once."""
    if verifier not in _VERIFIERS:
        _VERIFIERS.append(verifier)
    return verifier


def register_thorough_verifier(verifier: Verifier) -> Verifier:
    """Have ``verifier`` run with thorough verifications only; otherwise as ``register_verifier``."""
    if verifier not in _THOROUGH:
        _THOROUGH.append(verifier)
    return verifier


def examine(unit: str = "", *, thorough: bool = False) -> Iterator[Problem | Notice | Checked]:
    """Run the verifiers, one after the other; with ``unit``, those that can keep to one unit."""
    for verifier in (*_VERIFIERS, *(_THOROUGH if thorough else ())):
        if "unit" in inspect.signature(verifier).parameters:
            yield from verifier(unit=unit)
        elif not unit:
            yield from verifier()


def verify_all(unit: str = "", *, thorough: bool = False) -> Iterator[Problem]:
    """Everything that is wrong."""
    results = examine(unit, thorough=thorough)
    return (result for result in results if isinstance(result, Problem))
