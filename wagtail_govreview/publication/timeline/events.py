"""What a timeline is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review.sheets import ReviewSheet

# What a reader may ask for.
PROVED, REVIEW, PUBLICATION, DRAFTS = "proved", "review", "publication", "drafts"
KINDS = (
    ("", gettext_lazy("Everything")),
    (PROVED, gettext_lazy("Without drafts")),
    (REVIEW, gettext_lazy("Review")),
    (PUBLICATION, gettext_lazy("Publication")),
    (DRAFTS, gettext_lazy("Drafts")),
)
DRAFT = "draft"
ICONS = {
    DRAFT: "edit",
    "submitted": "upload",
    "requested": "no-view",
    "signed": "success",
    "returned": "warning",
    "completed": "circle-check",
    "void": "cross",
    "taken_back": "undo",
    "scheduled": "time",
    "emergency": "warning",
    "emergency_settled": "circle-check",
    "moved": "arrow-right",
    "deleted": "bin",
    RegisterEntry.Kind.PUBLICATION: "globe",
    RegisterEntry.Kind.UPDATE: "resubmit",
    RegisterEntry.Kind.WITHDRAWAL: "no-view",
    RegisterEntry.Kind.STOCK: "folder-inverse",
    RegisterEntry.Kind.DELETION: "bin",
}


@dataclass(frozen=True)
class Event:
    """Something that happened to a page.

    ``kind`` names its look, ``what`` says it, ``details`` are somebody's own words, ``notes`` a program's. ``line`` is
    the ledger line behind it and ``verified`` whether that line fits; a draft needs none, anything else without a line
    was made past the ledger. ``compare_url`` leads to what was changed.
    """

    at: datetime
    kind: str
    what: str
    who: str
    details: str = ""
    notes: tuple[str, ...] = field(default=())
    sheet: ReviewSheet | None = None
    entry: RegisterEntry | None = None
    line: LedgerLine | None = None
    verified: bool = False
    compare_url: str = ""

    @property
    def icon(self) -> str:
        return ICONS.get(self.kind, "info-circle")

    @property
    def is_draft(self) -> bool:
        return self.kind == DRAFT

    @property
    def ledger_line(self) -> str:
        return f"{self.line.chain.name} {self.line.number}" if self.line else ""

    @property
    def proof(self) -> str:
        """In words, for spreadsheets."""
        if self.line is None:
            return _("not kept in the ledger") if self.is_draft else _("no ledger line")
        return _("verified") if self.verified else _("does not fit")

    @property
    def words(self) -> str:
        return "\n".join(part for part in (self.details, *self.notes) if part)

    @property
    def number(self) -> str:
        if self.entry is not None:
            return str(self.entry.number)
        return str(self.sheet.number) if self.sheet is not None else ""

    def get(self, name: str) -> Any:
        return getattr(self, name)
