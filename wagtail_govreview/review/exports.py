"""Spreadsheets of the sheet list: what the filter shows, in words, safe to open."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail_govreview.review.labels import attribute_label, class_label, waits_at
from wagtail_govreview.review.names import who_signed
from wagtail_govreview.review.sheets import ReviewSheet, Signature
from wagtail_govreview.spreadsheets import SafeSpreadsheet


class SheetExport(SafeSpreadsheet):
    """Mixed into the list view. Columns in order; ``export_headings`` names them."""

    list_export = [
        "number",
        "round",
        "purpose",
        "title",
        "unit",
        "information_class",
        "attribute",
        "state",
        "tier",
        "waiting_since",
        "due_at",
        "escalated",
        "undertaker",
        "submitted_at",
        "signers",
        "fingerprint",
    ]
    export_headings = {
        "signers": _("signed by"),
    }
    export_filename = "review-sheets"

    def to_row_dict(self, item: ReviewSheet) -> OrderedDict[str, Any]:
        return OrderedDict((name, self._cell(item, name)) for name in self.list_export)

    def _cell(self, sheet: ReviewSheet, name: str) -> Any:
        special = {
            "unit": lambda: sheet.unit.name,
            "purpose": sheet.get_purpose_display,
            "information_class": lambda: class_label(sheet),
            "attribute": lambda: attribute_label(sheet),
            "state": sheet.get_state_display,
            "tier": lambda: waits_at(sheet),
            "escalated": lambda: _("yes") if sheet.escalated else _("no"),
            "signers": lambda: ", ".join(_signers(sheet)),
        }
        return special[name]() if name in special else getattr(sheet, name)


def _signers(sheet: ReviewSheet) -> list[str]:
    return [
        f"{signature.tier_wording} {who_signed(signature)}"
        for signature in sheet.signatures.all()
        if signature.decision == Signature.Decision.SIGNED
    ]
