"""The terms of a version as CSV or XLSX, so that they can be imported again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from openpyxl import Workbook

from wagtail_govreview.filenames import harmless_filename
from wagtail_govreview.pace import too_often
from wagtail_govreview.screening.dictionaries.models import DictionaryVersion
from wagtail_govreview.screening.dictionaries.rows import FIELDS, PIECE
from wagtail_govreview.screening.dictionaries.tables import labels
from wagtail_govreview.spreadsheets import BYTE_ORDER_MARK, harmless

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def exported(
    request: HttpRequest, version: DictionaryVersion, terms: QuerySet[Any], form: str
) -> HttpResponseBase:
    """The terms as a file (``form``: ``csv`` or ``xlsx``), read in pieces; 429 if it was asked for too often."""
    if refused := too_often(request):
        return refused
    name = harmless_filename(f"{version.dictionary.name}-{version.number}.{form}")
    disposition = content_disposition_header(True, name) or "attachment"
    if form == "csv":
        answer: Any = StreamingHttpResponse(_csv(terms), content_type=CSV)
        answer["Content-Disposition"] = disposition
        return answer
    file = TemporaryFile()
    _write_xlsx(terms, file)
    file.seek(0)
    answer = FileResponse(file, content_type=XLSX)
    answer["Content-Disposition"] = disposition
    return answer


def _csv(terms: QuerySet[Any]) -> Iterator[bytes]:
    yield BYTE_ORDER_MARK.encode()
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for row in _rows(terms):
        writer.writerow(["" if cell is None else cell for cell in row])
        if buffer.tell() > 1 << 16:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode("utf-8", "replace")


def _write_xlsx(terms: QuerySet[Any], file: Any) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in _rows(terms):
        sheet.append(list(row))
    book.save(file)


def _rows(terms: QuerySet[Any]) -> Iterator[tuple[Any, ...]]:
    yield tuple(labels().values())
    for values in terms.values_list(*FIELDS).iterator(chunk_size=PIECE):
        yield tuple(harmless(value) for value in values)
