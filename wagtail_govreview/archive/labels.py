"""What a package counts, in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

COUNTS = {
    "entries": _("Register entries"),
    "sheets": _("Review sheets, each round"),
    "signatures": _("Signatures and returns"),
    "contents": _("Signed contents"),
    "attachments": _("Attachments"),
    "snapshots": _("Snapshots of what was public"),
    "pdfs": _("Printed documents"),
    "ledger_lines": _("Ledger lines"),
    "files": _("Files in all"),
}


def counted(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The counts in their order, with their names in the reader's language."""
    return [(str(label), counts[code]) for code, label in COUNTS.items() if counts.get(code)]
