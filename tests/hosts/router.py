"""A router as sites have one: visits go to a database of their own, everything else to the site's."""

from __future__ import annotations

from typing import Any


class VisitsRouter:
    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return "visits" if model._meta.app_label == "visits" else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return (db == "visits") == (app_label == "visits")
