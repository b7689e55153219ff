"""Word documents and Excel workbooks with masks."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import IO

from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.extracts import Unreadable
from wagtail_govreview.screening.extraction.readers.office import MACHINERY
from wagtail_govreview.screening.masking.files.archive import Zip
from wagtail_govreview.screening.masking.files.parts import mask_part
from wagtail_govreview.screening.masking.files.readings import Masker
from wagtail_govreview.screening.masking.files.workbook import mask_cells, sheets_of
from wagtail_govreview.screening.masking.files.xml import in_utf8

TEXTUAL = re.compile(r".*\.(xml|rels|vml)")
STRINGS = "sharedstrings.xml"
CALCULATION = "calcchain.xml"

Cells = Mapping[str, Mapping[str, str]]  # by sheet and reference: what shall stand there


def mask_docx(stream: IO[bytes], budget: Budget, masker: Masker) -> bytes:
    """A Word document in which everything is masked that is to be, wherever in it it stands."""
    package = Zip(stream, budget)
    _mask_parts(package, masker, budget)
    return package.written()


def mask_xlsx(stream: IO[bytes], budget: Budget, masker: Masker, cells: Cells) -> bytes:
    """An Excel workbook likewise. ``cells``: texts that shall stand in cells, by the name of the sheet and by reference.

    A number that is masked becomes text. A formula whose value is masked, or in whose own text something is, gives way
    to its value.
    """
    package = Zip(stream, budget)
    sheets = sheets_of(package)
    _mask_parts(package, masker, budget, without=set(sheets.values()))
    dropped = mask_cells(package, sheets, cells, masker)
    if dropped:
        forget_calculation(package)
    return package.written()


def _mask_parts(
    package: Zip, masker: Masker, budget: Budget, without: Collection[str] = ()
) -> None:
    for name in package:
        short = name.replace("\\", "/").lower()
        if name in without or not TEXTUAL.fullmatch(short):
            continue
        if MACHINERY.fullmatch(short) and not short.endswith(STRINGS) and "/tables/" not in short:
            continue
        budget.check_time()
        try:
            package[name] = mask_part(in_utf8(package[name]), masker)
        except Unreadable:  # the reader says so of the copy, too
            continue


def forget_calculation(package: Zip) -> None:
    """The list of cells with formulas; programs make it anew, and take one with cells without formulas for damage."""
    lists = [name for name in package if name.lower().endswith(CALCULATION)]
    for name in lists:
        package.drop(name)
    package.forget(lists)
