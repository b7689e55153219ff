"""Spreadsheets that are safe to open, and whose Chinese can be read."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.encoding import force_str

from wagtail_govreview.pace import too_often

# Without it Excel does not read Chinese in a CSV file.
BYTE_ORDER_MARK = "\ufeff"
PIECE = 500
# What begins a formula, in full width as well: some programs take those for the same.
_DANGEROUS = tuple("=+-@\uff1d\uff0b\uff0d\uff20\t\r\n")
# Programs look past what stands before without being seen.
_PASSED_OVER = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]*")
# XML has no place for them, and a workbook with one cannot be written.
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def harmless(value: Any) -> Any:
    """Text that no spreadsheet program takes for a formula; anything else unchanged."""
    if not isinstance(value, str):
        return value
    value = _NOT_IN_XML.sub("", value)
    if value.startswith(_DANGEROUS) or _PASSED_OVER.sub("", value, count=1).startswith(_DANGEROUS):
        return "'" + value
    return value


def local_time(value: datetime.datetime) -> datetime.datetime:
    """The moment as the site's clocks show it: spreadsheets know no time zones."""
    if timezone.is_aware(value):
        value = timezone.make_naive(value, timezone.get_current_timezone())
    return value.replace(microsecond=0)


class SafeSpreadsheet:
    """Mixed into a view before Wagtail's or modeladmin's own spreadsheet export."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        if isinstance(value, datetime.datetime):
            moment = local_time(value)
            return moment if export_format == "xlsx" else moment.isoformat(" ")
        return harmless(force_str(value, strings_only=True))

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> Any:
        refused = too_often(self.request)  # type: ignore[attr-defined]
        return refused or super().as_spreadsheet(queryset, spreadsheet_format)  # type: ignore[misc]

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        yield BYTE_ORDER_MARK.encode()
        yield from super().stream_csv(_Pieces(queryset))  # type: ignore[misc]

    def write_xlsx(self, queryset: Any, output: Any) -> None:
        super().write_xlsx(_Pieces(queryset), output)  # type: ignore[misc]


class StreamedReport(SafeSpreadsheet):
    """Mixed into a Wagtail report: what is exported is never read whole, as the report's context would do."""

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        report: Any = super()
        if self.is_export:  # type: ignore[attr-defined]
            rows = self.get_filtered_queryset()  # type: ignore[attr-defined]
            return report.as_spreadsheet(rows, request.GET["export"])
        return report.get(request, *args, **kwargs)


class _Pieces:
    """A queryset read in pieces, so that a list of any length fits into memory."""

    def __init__(self, queryset: Any) -> None:
        self.queryset = queryset
        self.model = getattr(queryset, "model", None)

    def __iter__(self) -> Iterator[Any]:
        return self.queryset.iterator(chunk_size=PIECE)
