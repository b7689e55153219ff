"""The guard in PostgreSQL: for each trigger a function of the same name."""

from __future__ import annotations

from typing import Any

from wagtail_govreview.ledger.guard.evidence import GuardedTable
from wagtail_govreview.ledger.guard.triggers import FOUND, Trigger, Triggers

# When a trigger fires, as pg_trigger says it: row 1, before 2, delete 8, update 16, truncate 32.
FIRES = {"delete": 1 + 2 + 8, "update": 1 + 2 + 16, "truncate": 2 + 32}
GIVES = {"delete": "OLD", "update": "NEW", "truncate": "NULL"}
ENABLED = ("O", "A")


class OnPostgreSQL(Triggers):
    """A ``TRUNCATE`` of a table without rows passes: so do the flushes of test suites that made no evidence."""

    def of(self, table: GuardedTable) -> list[Trigger]:
        rows = f"EXISTS (SELECT 1 FROM {self.quote(table.table)})"
        return [
            self._trigger("delete", table, self.deleted(table), table.undeletable),
            self._trigger("update", table, self.changed(table), table.unchangeable),
            self._trigger("truncate", table, rows, table.undeletable),
        ]

    def _trigger(self, kind: str, table: GuardedTable, condition: str, sentence: str) -> Trigger:
        name = self.quote(self.name(kind, table))
        source = (
            f"BEGIN IF {condition} THEN"
            f" RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = '{sentence}';"
            f" END IF; RETURN {GIVES[kind]}; END"
        )
        each = "STATEMENT" if kind == "truncate" else "ROW"
        statements = (
            # The tables are found where they are now, whatever the search path of whoever fires it.
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
            f" SET search_path FROM CURRENT AS $guard${source}$guard$",
            f"CREATE TRIGGER {name} BEFORE {kind.upper()} ON {self.quote(table.table)}"
            f" FOR EACH {each} EXECUTE FUNCTION {name}()",
        )
        return Trigger(self.name(kind, table), table.table, statements, f"{FIRES[kind]} {source}")

    def differs(self, column: str) -> str:
        return f"OLD.{self.quote(column)} IS DISTINCT FROM NEW.{self.quote(column)}"

    def standing(self, cursor: Any) -> dict[str, tuple[str, str]]:
        cursor.execute(
            "SELECT t.tgname, c.relname, t.tgenabled = ANY(%s) AND t.tgqual IS NULL AND t.tgattr::text = '',"
            " t.tgtype || ' ' || p.prosrc"
            " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE NOT t.tgisinternal AND t.tgname LIKE %s ESCAPE '!' AND pg_table_is_visible(c.oid)",
            [list(ENABLED), FOUND],
        )
        return {
            name: (table, body if unhindered else "")
            for name, table, unhindered, body in cursor.fetchall()
        }

    def down(self, name: str, table: str) -> list[str]:
        return [
            f"DROP TRIGGER IF EXISTS {self.quote(name)} ON {self.quote(table)}",
            f"DROP FUNCTION IF EXISTS {self.quote(name)}()",
        ]
