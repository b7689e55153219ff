"""Why a thing may not be done: the one vocabulary of menus, forms, the gate, the API and the tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True)
class Refusal:
    """One reason why a verb may not be done.

    ``code`` is for programs (``"review.same_person"``), ``sentence`` for people: what is wrong and what
    to do, translatable. ``field`` names the form field it belongs to, where there is one.
    """

    code: str
    sentence: Any
    field: str = ""

    def __str__(self) -> str:
        return str(self.sentence)


class Refused(PermissionDenied):
    """A verb was refused. ``refusals`` holds every reason, never only the first.

    A ``PermissionDenied``, so that Wagtail's admin, its API and Django answer 403 instead of failing.
    """

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = list(refusals)
        super().__init__(" ".join(str(refusal) for refusal in self.refusals))

    @property
    def codes(self) -> list[str]:
        return [refusal.code for refusal in self.refusals]


def refuse_if(refusals: Iterable[Refusal]) -> None:
    """Raise :class:`Refused` with all of ``refusals``, if there are any."""
    refusals = list(refusals)
    if refusals:
        raise Refused(refusals)
