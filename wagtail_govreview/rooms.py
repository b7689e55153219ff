"""The rooms of the house, from the ground up, and how the top floor finds what they offer."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

ROOMS = (
    "rulebook",
    "printing",
    "ledger",
    "versions",
    "units",
    "content",
    "sources",
    "screening",
    "review",
    "publication",
    "archive",
    "inspection",
)


def parts(name: str) -> Iterator[ModuleType]:
    """The module ``name`` (``receivers``, ``checks``, ``hooks``, ``urls``) of every room that has one."""
    for room in ROOMS:
        path = f"wagtail_govreview.{room}.{name}"
        if find_spec(path) is not None:
            yield import_module(path)
