"""Spreadsheets of the register: what the filter shows, in words, safe to open."""

from __future__ import annotations

import datetime
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.publication.labels import attribute_label, class_label
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review.exports import BYTE_ORDER_MARK, harmless, local_time

PIECE = 500


class RegisterExport:
    """Mixed into the list view, before modeladmin's own."""

    list_export = [
        "number",
        "kind",
        "state",
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
            "unit": lambda: entry.unit.name,
            "information_class": lambda: class_label(entry),
            "attribute": lambda: attribute_label(entry),
            "signers": lambda: "; ".join(signer_words(entry)),
        }
        value = special[name]() if name in special else getattr(entry, name)
        return "" if value is None else value

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        if isinstance(value, datetime.datetime):
            moment = local_time(value)
            return moment if export_format == "xlsx" else moment.isoformat(" ")
        return harmless(force_str(value, strings_only=True))

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        """Row by row, with a byte order mark: without it Excel does not read Chinese."""
        yield BYTE_ORDER_MARK.encode()
        yield from super().stream_csv(_Pieces(queryset))  # type: ignore[misc]

    def write_xlsx(self, queryset: Any, output: Any) -> None:
        super().write_xlsx(_Pieces(queryset), output)  # type: ignore[misc]


class _Pieces:
    """A queryset read in pieces, so that a register of any length fits into memory."""

    def __init__(self, queryset: Any) -> None:
        self.queryset = queryset
        self.model = queryset.model

    def __iter__(self) -> Iterator[Any]:
        return self.queryset.iterator(chunk_size=PIECE)


def signer_words(entry: RegisterEntry) -> list[str]:
    """One text for each signature: tier, name and post title."""
    return [
        " ".join(part for part in (item["tier"], item["name"], item.get("title", "")) if part)
        for item in entry.signers
    ]
