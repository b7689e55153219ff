"""Spreadsheets of the register: what the filter shows, in words, safe to open."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail_govreview.publication.labels import attribute_label, class_label, reason_label
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review.names import title_of_entry, who_signed_entry
from wagtail_govreview.spreadsheets import SafeSpreadsheet


class RegisterExport(SafeSpreadsheet):
    """Mixed into the list view, before modeladmin's own."""

    list_export = [
        "number",
        "kind",
        "state",
        "exception",
        "unit",
        "title",
        "document_number",
        "url",
        "information_class",
        "source",
        "source_link",
        "attribute",
        "submitted_at",
        "happened_at",
        "undertaker",
        "signers",
        "actor",
        "reason_code",
        "reason",
        "sheet_number",
        "fingerprint",
        "digest",
    ]
    export_headings = {"digest": _("digest of the entry")}
    export_filename = "register"

    def get_filename(self) -> str:
        return self.export_filename

    def to_row_dict(self, item: RegisterEntry) -> OrderedDict[str, Any]:
        return OrderedDict((name, self._cell(item, name)) for name in self.list_export)

    def _cell(self, entry: RegisterEntry, name: str) -> Any:
        special = {
            "kind": entry.get_kind_display,
            "state": entry.get_state_display,
            "exception": entry.get_exception_display,
            "unit": lambda: entry.unit.name,
            "reason_code": lambda: reason_label(entry),
            "information_class": lambda: class_label(entry),
            "attribute": lambda: attribute_label(entry),
            "signers": lambda: "; ".join(signer_words(entry)),
        }
        value = special[name]() if name in special else getattr(entry, name)
        return "" if value is None else value


def signer_words(entry: RegisterEntry) -> list[str]:
    """One text for each signature: tier, name and post title."""
    return [
        " ".join(
            part for part in (item["tier"], who_signed_entry(item), title_of_entry(item)) if part
        )
        for item in entry.signers
    ]
