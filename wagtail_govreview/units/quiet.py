"""A verb that writes its own ledger line keeps the receivers from writing the same change once more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_quiet: ContextVar[bool] = ContextVar("govreview_units_quiet", default=False)


@contextmanager
def quietly() -> Iterator[None]:
    """Inside, changes of groups and workflows are not written by the receivers."""
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)


def is_quiet() -> bool:
    return _quiet.get()
