"""A trigger, and what the kinds of databases have in common in making, finding and taking down triggers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from wagtail_govreview.ledger.guard.evidence import GuardedTable
from wagtail_govreview.ledger.models import DestroyedRecord

PREFIX = "govreview_guard_"
FOUND = PREFIX.replace("_", "!_") + "%"  # for LIKE … ESCAPE '!'


@dataclass(frozen=True)
class Trigger:
    """``body`` is what the database gives back of a trigger that stands as it was made."""

    name: str
    table: str
    statements: tuple[str, ...]
    body: str


class Triggers(ABC):
    """The guard's triggers in one database."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.quote = connection.ops.quote_name

    @abstractmethod
    def of(self, table: GuardedTable) -> list[Trigger]:
        """The triggers that guard one table."""

    @abstractmethod
    def standing(self, cursor: Any) -> dict[str, tuple[str, str]]:
        """Those that stand in the database: table and body by name. The body is ``""`` for one that is disabled."""

    @abstractmethod
    def down(self, name: str, table: str) -> list[str]:
        """What takes one of them away."""

    @abstractmethod
    def differs(self, column: str) -> str:
        """A condition: the column changes, also from or to NULL, and be it by the case of a letter."""

    def name(self, kind: str, table: GuardedTable) -> str:
        return PREFIX + kind + "_" + table.table.removeprefix("wagtail_govreview_")[:40]

    def changed(self, table: GuardedTable) -> str:
        """A condition: something changes that may not."""
        conditions = [self.differs(column) for column in table.fixed]
        conditions += [
            f"({self.differs(column)} AND NEW.{self.quote(column)} IS NOT NULL)"
            for column in table.losing
        ]
        conditions += [
            f"({self.differs(column)} AND (NEW.{self.quote(column)} IS NOT NULL"
            f" OR NOT {self.listed(target, column)}))"
            for column, target in table.severed
        ]
        return " OR ".join(conditions)

    def deleted(self, table: GuardedTable) -> str:
        """A condition: the row may not go."""
        return f"NOT {self.listed(table.table, table.key)}" if table.destroyable else "1 = 1"

    def listed(self, table: str, column: str) -> str:
        """A condition: the row of ``table`` that ``column`` names stands in a list of destruction."""
        return (
            f"EXISTS (SELECT 1 FROM {self.quote(DestroyedRecord._meta.db_table)}"
            f" WHERE table_name = '{table}' AND record_key = OLD.{self.quote(column)})"
        )
