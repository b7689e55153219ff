"""What people read: the sheets and the register as PDF, the register as a table, the snapshot as a page."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

from django.db.models import QuerySet
from django.utils import translation
from django.utils.html import escape
from django.utils.text import capfirst

from wagtail_govreview.archive.packing.findings import Findings
from wagtail_govreview.archive.packing.member import REGISTER, Member
from wagtail_govreview.archive.packing.pieces import by_key
from wagtail_govreview.printing.register import register_pdf
from wagtail_govreview.printing.sheet import UnreadableSignature, sheet_pdf
from wagtail_govreview.printing.typeset import MissingGlyph
from wagtail_govreview.publication.document import register_document
from wagtail_govreview.publication.exports import RegisterExport
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review.document import sheet_document
from wagtail_govreview.review.sheets import ReviewSheet
from wagtail_govreview.review.surroundings import Surroundings, surroundings
from wagtail_govreview.spreadsheets import BYTE_ORDER_MARK

LANGUAGE = "zh-hans"
ROWS_IN_ONE_VOLUME = 1000
ROWS_AT_ONCE = 500


def snapshot_page(entry: RegisterEntry) -> str:
    """What was public, as a page that can be opened by itself and can do nothing."""
    return (
        '<!doctype html>\n<html lang="zh-Hans">\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
        f"<title>{escape(entry.number)} {escape(entry.title)}</title>\n{entry.snapshot}\n</html>\n"
    )


def sheets_in_print(
    sheets: Sequence[tuple[str, ReviewSheet]], at: datetime, findings: Findings
) -> Iterator[Member]:
    """Each sheet under its name, as of ``at``. Three queries for all of them."""
    around = surroundings([sheet for _name, sheet in sheets])
    for name, sheet in sheets:
        printed = _printed(name, partial(_sheet, sheet, around, at), findings)
        if printed:
            yield printed


def _sheet(sheet: ReviewSheet, around: Surroundings, at: datetime) -> bytes:
    return sheet_pdf(sheet_document(sheet, around=around, at=at), at)


def register_table(entries: QuerySet[RegisterEntry]) -> Member:
    """The register as a table that spreadsheet programs open."""
    return Member(
        f"{REGISTER}/登记簿.csv", _table(entries.defer("snapshot").select_related("unit"))
    )


def register_volumes(
    entries: QuerySet[RegisterEntry], at: datetime, unit: str, findings: Findings
) -> Iterator[Member]:
    """The register in print, a thousand entries in one volume."""
    rows = entries.defer("snapshot").select_related("unit")
    for number, volume in enumerate(by_key(rows, ROWS_IN_ONE_VOLUME), start=1):
        name = f"{REGISTER}/登记簿 第{number}册"
        printed = _printed(name, partial(_volume, volume, unit, at), findings)
        if printed:
            yield printed


def _volume(entries: Sequence[RegisterEntry], unit: str, at: datetime) -> bytes:
    document = register_document(entries, unit=unit, chosen=[], at=at, proof="")
    return register_pdf(document, at)


def _printed(name: str, pdf: Callable[[], bytes], findings: Findings) -> Member | None:
    """The PDF; ``None``, with a note, for what cannot be printed: one rare character stops no hand-over."""
    with translation.override(LANGUAGE):
        try:
            printed = pdf()
        except (MissingGlyph, UnreadableSignature) as problem:
            findings.unprinted.append({"file": f"{name}.pdf", "problem": str(problem)})
            return None
    findings.counts["pdfs"] += 1
    return Member(f"{name}.pdf", [printed], compress=False)


def _table(entries: QuerySet[RegisterEntry]) -> Iterator[bytes]:
    yield BYTE_ORDER_MARK.encode()
    with translation.override(LANGUAGE):
        heading = _line(_headings())
    yield heading
    for piece in by_key(entries, ROWS_AT_ONCE):
        with translation.override(LANGUAGE):
            rows = b"".join(_line(_row(entry)) for entry in piece)
        yield rows


def _headings() -> list[str]:
    named = RegisterExport.export_headings
    fields = RegisterEntry._meta
    return [
        capfirst(str(named.get(name) or fields.get_field(name).verbose_name))  # type: ignore[union-attr]
        for name in RegisterExport.list_export
    ]


def _row(entry: RegisterEntry) -> list[str]:
    export = RegisterExport()
    cells = export.to_row_dict(entry).items()
    return [export.preprocess_field_value(name, value, "csv") for name, value in cells]


def _line(cells: Iterable[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode("utf-8", "replace")
