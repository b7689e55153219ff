"""The old PowerPoint format: the records that hold text ([MS-PPT]). Kingsoft's .dps is the same inside."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import IO

from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.drafts import Draft, Read
from wagtail_govreview.screening.extraction.extracts import Extract
from wagtail_govreview.screening.extraction.readers.compound import (
    compound,
    read_surroundings,
    stream_of,
)
from wagtail_govreview.screening.places import Hidden, Kind, Place

MAIN = "PowerPoint Document"
SLIDE, NOTES, COMMENT, SLIDE_SETTINGS = 0x03EE, 0x03F0, 0x2EE0, 0x03F9
LIST, LISTED = 0x0FF0, 0x03F3
WIDE, NARROW, NAME = 0x0FA0, 0x0FA8, 0x0FBA
CONTAINER = 0x0F
DEEPEST = 40
HIDDEN = 0x0004  # of the settings of a slide's show
LISTED_NOTES = 2


@dataclass
class _Walk:
    """Where in the presentation the records are."""

    draft: Draft
    slides: int = 0
    listed: int = 0
    place: Place = Place(Kind.PART, "other")
    said: set[str] = field(default_factory=set)


def read_ppt(stream: IO[bytes], budget: Budget, read: Read | None = None) -> Extract:
    """Read a presentation of PowerPoint 97 or later. Raises :class:`Unreadable`, with what was read until then."""
    draft = Draft("ppt", budget)
    with draft.kept(), compound(stream, draft) as file:
        if file.exists("EncryptedSummary"):
            draft.notice("attachment.encrypted")
        _records(memoryview(stream_of(file, MAIN)), _Walk(draft), 0)
        read_surroundings(file, draft, read, {MAIN})
    return draft.extract()


def _records(data: memoryview, walk: _Walk, depth: int) -> None:
    offset = 0
    while offset + 8 <= len(data):
        head, kind, length = struct.unpack_from("<HHI", data, offset)
        body = data[offset + 8 : offset + 8 + length]
        offset += 8 + length
        walk.draft.budget.check_time()
        if head & 0x0F == CONTAINER:
            if depth < DEEPEST:
                _container(kind, head >> 4, body, walk, depth)
        else:
            _atom(kind, body, walk)
    if offset > len(data) and depth == 0:
        walk.draft.notice("attachment.broken", MAIN)


def _container(kind: int, instance: int, body: memoryview, walk: _Walk, depth: int) -> None:
    around = walk.place
    if kind == SLIDE:
        walk.slides += 1
        walk.place = Place(Kind.SLIDE, str(walk.slides))
    elif kind == NOTES or (kind == LIST and instance == LISTED_NOTES):
        walk.place = Place(Kind.PART, "notes", hidden=Hidden.NOTES)
    elif kind == COMMENT:
        walk.place = Place(around.kind, around.name, hidden=Hidden.COMMENT)
        walk.draft.notice("attachment.comments")
    elif kind == LIST and instance == 0:
        walk.listed = 0
    _records(body, walk, depth + 1)
    walk.place = around


def _atom(kind: int, body: memoryview, walk: _Walk) -> None:
    if kind == LISTED and walk.place.hidden is not Hidden.NOTES:
        walk.listed += 1
        walk.place = Place(Kind.SLIDE, str(walk.listed))
    elif kind == SLIDE_SETTINGS and len(body) >= 12:
        if struct.unpack_from("<H", body, 10)[0] & HIDDEN:
            walk.draft.notice("attachment.hidden_slides", walk.place.name)
            walk.place = Place(walk.place.kind, walk.place.name, hidden=Hidden.SLIDE)
    elif kind in (WIDE, NAME):
        _say(bytes(body).decode("utf-16-le", "replace"), walk)
    elif kind == NARROW:
        _say(bytes(body).decode("latin-1"), walk)


def _say(text: str, walk: _Walk) -> None:
    if walk.place.hidden is Hidden.NOTES and text.strip("\r\n *"):
        walk.draft.notice("attachment.speaker_notes")
    for paragraph in text.replace("\x0b", "\r").split("\r"):
        walk.draft.say(walk.place, paragraph.strip("\0 "))
