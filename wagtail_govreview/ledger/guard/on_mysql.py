"""The guard in MySQL and MariaDB."""

from __future__ import annotations

from typing import Any

from wagtail_govreview.ledger.guard.evidence import GuardedTable
from wagtail_govreview.ledger.guard.triggers import FOUND, Trigger, Triggers


class OnMySQL(Triggers):
    """Columns are compared as bytes: most collations take a capital and a small letter for the same."""

    def of(self, table: GuardedTable) -> list[Trigger]:
        return [
            self._trigger("delete", table, self.deleted(table), table.undeletable),
            self._trigger("update", table, self.changed(table), table.unchangeable),
        ]

    def _trigger(self, kind: str, table: GuardedTable, condition: str, sentence: str) -> Trigger:
        name = self.name(kind, table)
        action = (
            f"BEGIN IF {condition} THEN"
            f" SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '{sentence}'; END IF; END"
        )
        made = (
            f"CREATE TRIGGER {self.quote(name)} BEFORE {kind.upper()} ON {self.quote(table.table)}"
            f" FOR EACH ROW {action}"
        )
        return Trigger(name, table.table, (made,), f"BEFORE {kind.upper()} {action}")

    def differs(self, column: str) -> str:
        old, new = (
            f"CAST(CONVERT({row}.{self.quote(column)} USING utf8mb4) AS BINARY)"
            for row in ("OLD", "NEW")
        )
        return f"NOT ({old} <=> {new})"

    def standing(self, cursor: Any) -> dict[str, tuple[str, str]]:
        cursor.execute(
            "SELECT TRIGGER_NAME, EVENT_OBJECT_TABLE,"
            " CONCAT(ACTION_TIMING, ' ', EVENT_MANIPULATION, ' ', ACTION_STATEMENT)"
            " FROM information_schema.TRIGGERS"
            " WHERE TRIGGER_SCHEMA = DATABASE() AND TRIGGER_NAME LIKE %s ESCAPE '!'",
            [FOUND],
        )
        return {name: (table, body) for name, table, body in cursor.fetchall()}

    def down(self, name: str, table: str) -> list[str]:
        return [f"DROP TRIGGER IF EXISTS {self.quote(name)}"]
