"""What is read of an item: the texts of the page itself and of its files, with their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from wagtail_govreview.content.attachments import ReferencedFile, files_of
from wagtail_govreview.content.reading import read
from wagtail_govreview.content.specifics import as_specific
from wagtail_govreview.content.text import Passage, passages_of
from wagtail_govreview.screening.extraction.extracting import extracts_of, key_of
from wagtail_govreview.screening.extraction.notices import hits_of
from wagtail_govreview.screening.findings import Hit
from wagtail_govreview.screening.places import Kind, Place
from wagtail_govreview.screening.sources import PAGE, Source
from wagtail_govreview.screening.stretches import CELL_END, PART_END, Stretch, stretch_of

CELL_SIGN = " | "  # between the cells of a table's row in a passage


@dataclass(frozen=True)
class Material:
    """``page``: in its own type. ``texts``: every stretch with what it was read from. ``noticed``: what the readers of
    files noticed themselves."""

    page: Any
    texts: Sequence[tuple[Source, Stretch]] = ()
    noticed: Sequence[tuple[Source, Hit]] = ()
    files: Sequence[ReferencedFile] = field(default=())


def material_of(page: Any) -> Material:
    """Read ``page`` (a draft, a revision's object, or one that was just built from a form) and its files.

    A constant number of queries, and some for each file that nobody has read before.
    """
    specific = as_specific(page)
    reading = read(specific)
    files = files_of(specific, reading)
    extracts = extracts_of(files)
    texts = [(PAGE, stretch) for stretch in page_stretches(passages_of(specific, reading))]
    noticed: list[tuple[Source, Hit]] = []
    for file in files:
        source, extract = source_of(file), extracts[key_of(file)]
        texts += [(source, stretch) for stretch in extract.stretches]
        hits = hits_of(extract, is_image=file.model == get_image_model()._meta.label_lower)
        noticed += [(source, hit) for hit in hits]
    return Material(specific, texts, noticed, files)


def source_of(file: ReferencedFile) -> Source:
    """A file of the page, as findings name it."""
    title = file.title or file.filename
    return Source(key=f"{file.model}:{file.object_key}", title=title, digest=file.digest)


def page_stretches(passages: Iterable[Passage]) -> list[Stretch]:
    """The passages of a page: all that is running text as one stretch, and each table as one of its own."""
    running: list[tuple[Place, str]] = []
    tables: list[Stretch] = []
    for _place, group in groupby(passages, key=lambda passage: passage.place):
        alike = list(group)
        for rows, text in _runs(alike):
            if rows:
                tables.append(_table(rows))
            else:
                running += text
    return [*([stretch_of(running)] if running else []), *tables]


def _runs(
    alike: Sequence[Passage],
) -> Iterator[tuple[list[Passage], list[tuple[Place, str]]]]:
    """The passages of one place: tables as rows, everything else as paragraphs with their numbers."""
    numbered = list(enumerate(alike, start=1))
    for columns, run in groupby(numbered, key=lambda each: each[1].text.count(CELL_SIGN)):
        found = list(run)
        if columns and len(found) > 1:
            yield [passage for _number, passage in found], []
        else:
            yield (
                [],
                [
                    (_place_of(passage, number if len(alike) > 1 else 0), passage.text)
                    for number, passage in found
                ],
            )


def _place_of(passage: Passage, number: int = 0) -> Place:
    label = passage.label
    if number:
        label = _("%(field)s, paragraph %(number)d") % {"field": label, "number": number}
    return Place(Kind.FIELD, name=passage.place, label=label)


def _table(rows: Sequence[Passage]) -> Stretch:
    """The rows of a table in the page, as tables of files are read."""
    texts: list[str] = []
    starts: list[int] = []
    places: list[Place] = []
    offset = 0
    for number, row in enumerate(rows, start=1):
        place = Place(
            Kind.FIELD,
            name=row.place,
            label=_("%(field)s, row %(number)d") % {"field": row.label, "number": number},
        )
        cells = [cell.replace(CELL_END, " ") for cell in row.text.split(CELL_SIGN)]
        for cell in cells:
            starts.append(offset)
            places.append(place)
            offset += len(cell) + 1
        texts.append(CELL_END.join(cells))
    return Stretch(PART_END.join(texts), starts, places, is_table=True)
