"""The guard in SQLite."""

from __future__ import annotations

from typing import Any

from wagtail_govreview.ledger.guard.evidence import GuardedTable
from wagtail_govreview.ledger.guard.triggers import FOUND, Trigger, Triggers


class OnSQLite(Triggers):
    """``INSERT OR REPLACE`` deletes without asking the triggers of deletion, so what it would replace is looked for."""

    def of(self, table: GuardedTable) -> list[Trigger]:
        return [
            self._trigger("delete", table, self.deleted(table), table.undeletable),
            self._trigger("update", table, self.changed(table), table.unchangeable),
            self._trigger("insert", table, self._replaced(table), table.irreplaceable),
        ]

    def _trigger(self, kind: str, table: GuardedTable, condition: str, sentence: str) -> Trigger:
        name = self.name(kind, table)
        body = (
            f'CREATE TRIGGER "{name}" BEFORE {kind.upper()} ON {self.quote(table.table)} FOR EACH ROW'
            f" WHEN {condition} BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )
        return Trigger(name, table.table, (body,), body)

    def _replaced(self, table: GuardedTable) -> str:
        own = self.quote(table.table)
        return " OR ".join(
            f"EXISTS (SELECT 1 FROM {own} WHERE {' AND '.join(self._same(own, key))})"
            for key in table.unique
        )

    def _same(self, own: str, key: tuple[str, ...]) -> list[str]:
        return [f"{own}.{self.quote(name)} = NEW.{self.quote(name)}" for name in key]

    def differs(self, column: str) -> str:
        return f"OLD.{self.quote(column)} IS NOT NEW.{self.quote(column)}"

    def standing(self, cursor: Any) -> dict[str, tuple[str, str]]:
        cursor.execute(
            "SELECT name, tbl_name, sql FROM sqlite_master"
            " WHERE type = 'trigger' AND name LIKE %s ESCAPE '!'",
            [FOUND],
        )
        return {name: (table, sql) for name, table, sql in cursor.fetchall()}

    def down(self, name: str, table: str) -> list[str]:
        return [f"DROP TRIGGER IF EXISTS {self.quote(name)}"]
