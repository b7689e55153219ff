"""A masked copy of a file: what would be masked in it, the copy, and the proof that nothing is left in it."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import IO

from wagtail_govreview.screening.extraction.extracts import Extract, Unreadable
from wagtail_govreview.screening.extraction.kinds import kind_of
from wagtail_govreview.screening.extraction.limits import limits
from wagtail_govreview.screening.extraction.reading import read
from wagtail_govreview.screening.masking.files.clearing import cleared
from wagtail_govreview.screening.masking.files.office import mask_docx, mask_xlsx
from wagtail_govreview.screening.masking.files.plain import mask_plain
from wagtail_govreview.screening.masking.files.readings import Masker
from wagtail_govreview.screening.masking.hiding import Found, maskable, signs_of
from wagtail_govreview.screening.masking.passes import Wanted, masked_signs
from wagtail_govreview.screening.places import Kind
from wagtail_govreview.screening.registry import Context

KINDS = ("docx", "xlsx", "csv", "txt")
BROKEN = ("encrypted", "unknown", "zip")  # what one of those may look like that cannot be read
SHOWN = 200  # places that people are shown of each kind


@dataclass(frozen=True)
class Spot:
    """One piece of text that is found in a file, and what would stand there."""

    place: str
    old: str
    new: str


@dataclass
class Group:
    """What is found of one type: ``count`` in all, the first of them as ``spots``."""

    code: str
    label: str
    is_hint: bool
    count: int = 0
    spots: tuple[Spot, ...] = ()


def groups_of(extract: Extract, context: Context) -> list[Group]:
    """What could be masked in a file, by types."""
    groups: dict[str, Group] = {}
    for stretch in extract.stretches:
        for found in maskable(stretch, context):
            group = groups.setdefault(found.code, Group(found.code, found.label, found.is_hint))
            group.count += 1
            if len(group.spots) < SHOWN:
                signs = signs_of(stretch.text, [found])
                spot = Spot(
                    stretch.place_at(found.start).words(),
                    stretch.text[found.start : found.end],
                    "".join(signs[found.start : found.end]),
                )
                group.spots += (spot,)
    return list(groups.values())


def masked_copy(
    stream: IO[bytes],
    filename: str,
    context: Context,
    codes: Collection[str],
    *,
    clear_hidden: bool = False,
) -> bytes:
    """The file (``stream``: seekable) with everything masked whose types ``codes`` name.

    ``clear_hidden``: also without what readers of the file do not see (see :mod:`.clearing`).

    Raises :class:`Unreadable` for kinds other than :data:`KINDS`, for what cannot be read, and with the code
    ``attachment.not_masked`` if something is left in the copy: then nobody may have it.
    """

    def wanted(found: Found) -> bool:
        return found.code in codes

    kind = kind_of(stream, filename)
    if kind not in (*KINDS, *BROKEN):
        raise Unreadable("attachment.no_reader", kind)
    stream.seek(0)
    extract = read(stream, filename, limits().budget())
    if clear_hidden:
        stream = io.BytesIO(cleared(stream, extract.kind, limits().budget()))
        extract = read(stream, filename, limits().budget())
    stream.seek(0)
    data = _written(stream, extract, context, wanted)
    left = _left(data, filename, context, wanted)
    if left:
        raise Unreadable("attachment.not_masked", left)
    return data


def _written(stream: IO[bytes], extract: Extract, context: Context, wanted: Wanted) -> bytes:
    masker, budget = Masker(context, wanted), limits().budget()
    if extract.kind == "docx":
        return mask_docx(stream, budget, masker)
    if extract.kind == "xlsx":
        return mask_xlsx(stream, budget, masker, _cells(extract, context, wanted))
    if extract.kind in ("csv", "txt"):
        return mask_plain(stream, budget, masker, is_table=extract.kind == "csv")
    raise Unreadable("attachment.no_reader", extract.kind)


def _cells(extract: Extract, context: Context, wanted: Wanted) -> dict[str, dict[str, str]]:
    """What shall stand in the cells of a workbook's sheets, of those that change."""
    sheets: dict[str, dict[str, str]] = {}
    for stretch in extract.stretches:
        if not stretch.is_table:
            continue
        signs = masked_signs(stretch, context, wanted=wanted)
        if signs is None:
            continue
        changed = {
            stretch.part_at(at)
            for at, (old, new) in enumerate(zip(stretch.text, signs, strict=True))
            if old != new
        }
        for part in changed:
            place, start = stretch.places[part], stretch.starts[part]
            if place.kind is Kind.CELL and not place.inside:
                sheet, _sign, reference = place.name.rpartition("!")
                text = "".join(signs[start : start + len(stretch.part(part))])
                sheets.setdefault(sheet, {})[reference] = text
    return sheets


def _left(data: bytes, filename: str, context: Context, wanted: Wanted) -> str:
    """Where something is left that should have been masked; in files within the file as well."""
    extract = read(io.BytesIO(data), filename, limits().budget())
    return next(_places_left(extract, context, wanted), "")


def _places_left(extract: Extract, context: Context, wanted: Wanted) -> Iterator[str]:
    for stretch in extract.stretches:
        for found in maskable(stretch, context):
            if wanted(found):
                yield stretch.place_at(found.start).words()
