"""What the gate lets through without signatures: two named exceptions, each counted, registered and kept.

A permit holds within the block in which a verb of this room has granted it, in this thread or task alone.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from wagtail_govreview.content.fingerprint import has_fingerprint
from wagtail_govreview.publication.aliases import as_signed, follows_original, may_follow
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.units.models import Unit


class Permit(ABC):
    """``exception`` is what the register notes of what was let through."""

    exception: str

    @abstractmethod
    def lets_pass(self, page: Any) -> bool:
        """May ``page`` become public as it is now? Asked once for each save that makes something public."""


class EmergencyPermit(Permit):
    """For one content of one page, once; and for the aliases that follow that page, once each."""

    exception = RegisterEntry.Exceptional.EMERGENCY

    def __init__(self, page_pk: Any, fingerprint: str, unit: Unit) -> None:
        self._page_pk = page_pk
        self._fingerprint = fingerprint
        self._unit = unit
        self._used: set[Any] = set()

    def lets_pass(self, page: Any) -> bool:
        if page.pk in self._used or not self._is_meant(page):
            return False
        if not has_fingerprint(as_signed(page), self._fingerprint):
            return False
        self._used.add(page.pk)
        return True

    def _is_meant(self, page: Any) -> bool:
        if follows_original(page):
            return page.alias_of_id == self._page_pk and may_follow(page, self._unit)
        return bool(page.pk == self._page_pk)


class ExemptPermit(Permit):
    """For everything that a script of the site saves within its block."""

    exception = RegisterEntry.Exceptional.EXEMPT

    def lets_pass(self, page: Any) -> bool:
        return True


_granted: ContextVar[Permit | None] = ContextVar("govreview_permit", default=None)


@contextmanager
def granting(permit: Permit) -> Iterator[None]:
    """Within this block the gate asks ``permit`` where signatures are missing."""
    token = _granted.set(permit)
    try:
        yield
    finally:
        _granted.reset(token)


def exception_for(page: Any) -> str:
    """By which exception ``page`` may become public without signatures; ``""`` when by none."""
    permit = _granted.get()
    return permit.exception if permit is not None and permit.lets_pass(page) else ""
