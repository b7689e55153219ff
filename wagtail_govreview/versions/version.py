"""One row of a history: when, who, which record, and what changed from what to what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.versions.streams import CHANGED, DELETED, MADE
from wagtail_govreview.versions.words import FieldChange

KINDS = {MADE: _("entered"), CHANGED: _("changed"), DELETED: _("taken out")}


@dataclass(frozen=True)
class Version:
    """``who`` is ``""`` for a program. ``line``: the ledger line behind it, where there is one.

    ``record``: the kind and key of the record, for the address of its history. ``token`` names this version in the
    address of a comparison; ``""`` where there is nothing to compare.
    """

    at: datetime
    who: str
    kind: str
    noun: str
    name: str
    changes: tuple[FieldChange, ...]
    record: tuple[str, str]
    token: str = ""
    line: LedgerLine | None = None
    says: str = ""

    @property
    def kind_label(self) -> str:
        return str(KINDS[self.kind])

    @property
    def author(self) -> str:
        return self.who or gettext("a program")

    @property
    def change(self) -> str:
        """What changed as one text, for spreadsheets."""
        return "\n".join([self.says] * bool(self.says) + [str(change) for change in self.changes])

    @property
    def ledger_line(self) -> str:
        return f"{self.line.chain.name} {self.line.number}" if self.line else ""

    @property
    def comparable(self) -> bool:
        return bool(self.token)

    def get(self, name: str) -> Any:
        return getattr(self, name)
