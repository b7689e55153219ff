"""Spreadsheets of the sheet list: what the filter shows, in words, safe to open."""

from __future__ import annotations

import datetime
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.review.labels import attribute_label, class_label, waits_at
from wagtail_govreview.review.sheets import ReviewSheet, Signature

BYTE_ORDER_MARK = "\ufeff"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(value: Any) -> Any:
    """Text that no spreadsheet program takes for a formula; anything else unchanged."""
    if isinstance(value, str) and value.startswith(_DANGEROUS):
        return "'" + value
    return value


def local_time(value: datetime.datetime) -> datetime.datetime:
    """The moment as the site's clocks show it: spreadsheets know no time zones."""
    if timezone.is_aware(value):
        value = timezone.make_naive(value, timezone.get_current_timezone())
    return value.replace(microsecond=0)


class SheetExport:
    """Mixed into the list view. Columns in order; ``export_headings`` names them."""

    list_export = [
        "number",
        "round",
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
            "information_class": lambda: class_label(sheet),
            "attribute": lambda: attribute_label(sheet),
            "state": sheet.get_state_display,
            "tier": lambda: waits_at(sheet),
            "escalated": lambda: _("yes") if sheet.escalated else _("no"),
            "signers": lambda: ", ".join(_signers(sheet)),
        }
        return special[name]() if name in special else getattr(sheet, name)

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        if isinstance(value, datetime.datetime):
            moment = local_time(value)
            return moment if export_format == "xlsx" else moment.isoformat(" ")
        return harmless(force_str(value, strings_only=True))

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        """With a byte order mark: without it Excel does not read Chinese."""
        yield BYTE_ORDER_MARK.encode()
        yield from super().stream_csv(queryset)  # type: ignore[misc]


def _signers(sheet: ReviewSheet) -> list[str]:
    return [
        f"{signature.tier_wording} {signature.name}"
        for signature in sheet.signatures.all()
        if signature.decision == Signature.Decision.SIGNED
    ]
