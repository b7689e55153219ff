"""Reaching behind the database's guard, as somebody with every right in the database could."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from wagtail_govreview.conf import settings
from wagtail_govreview.ledger import guard

_away = False


@contextmanager
def without_guard() -> Iterator[None]:
    """The guard does not stand in this block, also where one such block lies in another.

    On MySQL it stands in the tests of the guard only: making or dropping a trigger there ends the test's transaction.
    """
    global _away
    if _away or not settings.database_guard:
        yield
        return
    take, give_back = _postgresql() if connection.vendor == "postgresql" else _anywhere()
    take()
    _away = True
    try:
        yield
    finally:
        _away = False
        give_back()


def _anywhere() -> tuple[Callable[[], None], Callable[[], None]]:
    return lambda: guard.lift("default"), lambda: guard.install("default")


def _postgresql() -> tuple[Callable[[], None], Callable[[], None]]:
    """Dropping a trigger would have to wait for deferred constraints; a replica's session fires none."""

    def role(name: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET session_replication_role = {name}")

    return lambda: role("replica"), lambda: role("origin")


class Tampering(QuerySet[Any]):
    """Rows of a model as somebody with every right in the database changes and deletes them: nothing refuses."""

    def update(self, **values: Any) -> int:
        with without_guard():
            return super().update(**values)

    def delete(self) -> Any:
        with without_guard():
            return super().delete()

    def _raw_delete(self, using: str | None = None) -> Any:
        with without_guard():
            return super()._raw_delete(using or self.db)
