"""Who acts and why, for what happens deep inside Wagtail's save."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

from wagtail.log_actions import get_active_log_context


@dataclass(frozen=True)
class Acting:
    """The person behind a save and the reason given; nobody and no reason for the site itself.

    ``code``: the reason's, of the profile's withdrawal reasons. ``sheet``: the one on which a removal was or is signed.
    """

    user: Any = None
    reason: str = ""
    code: str = ""
    sheet: Any = None


_current: ContextVar[Acting] = ContextVar("govreview_acting", default=Acting())  # noqa: B039 - frozen


@contextmanager
def acting(user: Any, reason: str = "", *, code: str = "", sheet: Any = None) -> Iterator[None]:
    """Within this block, what the register notes is by ``user`` and for ``reason``."""
    token = _current.set(Acting(user, reason, code, sheet))
    try:
        yield
    finally:
        _current.reset(token)


def current() -> Acting:
    """Who acts now: as a verb of this room said, otherwise the person whose request Wagtail serves."""
    acting = _current.get()
    if acting.user is None:
        return replace(acting, user=get_active_log_context().user)
    return acting
