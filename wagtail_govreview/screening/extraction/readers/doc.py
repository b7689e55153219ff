"""The old Word format, by its table of pieces ([MS-DOC] 2.4.1). Kingsoft's .wps is the same inside."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import IO, Any

from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.drafts import Draft, Read
from wagtail_govreview.screening.extraction.extracts import Extract, Unreadable
from wagtail_govreview.screening.extraction.readers.compound import (
    compound,
    leftovers,
    read_surroundings,
    stream_of,
)
from wagtail_govreview.screening.places import Hidden, Kind, Place

WORD_97 = 0xC1  # the version of the file's head from which on there is a table of pieces
ENCRYPTED, SECOND_TABLE = 0x0100, 0x0200
FLAGS, LENGTHS, PIECES = 0x0A, 0x4C, 0x01A2
# The document's text in the order in which it lies there; the length of each stands at LENGTHS.
REGIONS = (
    Place(Kind.PART, "body"),
    Place(Kind.PART, "footnotes"),
    Place(Kind.PART, "header"),
    Place(Kind.PART, "other"),  # of macros
    Place(Kind.PART, "comments", hidden=Hidden.COMMENT),
    Place(Kind.PART, "footnotes"),  # endnotes
    Place(Kind.PART, "textbox"),
    Place(Kind.PART, "textbox"),  # of headers
)
COMMENTS = 4
_ENDS = re.compile(r"[\r\x07\x0b\x0c]")
_SIGNS = str.maketrans(
    {
        **{chr(code): None for code in range(0x20) if code not in (9, 10)},
        **dict.fromkeys("\x13\x14\x15", " "),
    }
)


def read_doc(stream: IO[bytes], budget: Budget, read: Read | None = None) -> Extract:
    """Read a document of Word 97 or later. Raises :class:`Unreadable`, with what was read until then."""
    draft = Draft("doc", budget)
    with draft.kept(), compound(stream, draft) as file:
        _text(file, draft)
        read_surroundings(file, draft, read, {"WordDocument"})
    return draft.extract()


def _text(file: Any, draft: Draft) -> None:
    main = stream_of(file, "WordDocument")
    try:
        flags = struct.unpack_from("<H", main, FLAGS)[0]
        version = struct.unpack_from("<H", main, 2)[0]
    except struct.error as why:
        raise Unreadable("attachment.broken", "WordDocument") from why
    if flags & ENCRYPTED:
        raise Unreadable("attachment.encrypted")
    if version < WORD_97:
        _anything(main, draft)
        return
    try:
        text = "".join(
            _pieces(main, stream_of(file, "1Table" if flags & SECOND_TABLE else "0Table"))
        )
        lengths = struct.unpack_from("<8i", main, LENGTHS)
    except (struct.error, Unreadable, ValueError):
        draft.notice("attachment.broken", "WordDocument")
        _anything(main, draft)
        return
    _regions(text, lengths, draft)


def _anything(main: bytes, draft: Draft) -> None:
    """What can be seen in a file whose table is broken or of an older kind."""
    for text in leftovers(main):
        draft.say(REGIONS[0], text)


def _pieces(main: bytes, table: bytes) -> Iterator[str]:
    """The pieces of the text in their order: UTF-16, or Windows' Latin with one byte a character."""
    start, length = struct.unpack_from("<II", main, PIECES)
    known = table[start : start + length]
    offset = 0
    while known[offset : offset + 1] == b"\x01":  # properties of paragraphs come before
        offset += 3 + struct.unpack_from("<h", known, offset + 1)[0]
        if offset < 3:
            raise ValueError
    if known[offset : offset + 1] != b"\x02":
        raise ValueError
    pieces = known[offset + 5 : offset + 5 + struct.unpack_from("<I", known, offset + 1)[0]]
    count = (len(pieces) - 4) // 12
    if count < 1:
        raise ValueError
    limits = struct.unpack_from(f"<{count + 1}I", pieces)
    for index in range(count):
        place = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * index + 2)[0]
        characters = limits[index + 1] - limits[index]
        if not 0 <= characters <= len(main):
            raise ValueError
        if place & 0x40000000:
            at = (place & 0x3FFFFFFF) // 2
            yield main[at : at + characters].decode("cp1252", "replace")
        else:
            yield main[place : place + 2 * characters].decode("utf-16-le", "replace")


def _regions(text: str, lengths: tuple[int, ...], draft: Draft) -> None:
    """Each part of the document at its place. Lengths that do not fit leave the rest to the body."""
    if any(length < 0 for length in lengths) or sum(lengths) > len(text):
        lengths = (len(text), *[0] * (len(REGIONS) - 1))
    offset = 0
    for number, length in enumerate(lengths):
        part = text[offset : offset + length]
        offset += length
        for paragraph in _ENDS.split(part):
            draft.say(REGIONS[number], paragraph.translate(_SIGNS).strip())
        if number == COMMENTS and part.strip("\r\x05 "):
            draft.notice("attachment.comments")
    for paragraph in _ENDS.split(text[offset:]):
        draft.say(REGIONS[3], paragraph.translate(_SIGNS).strip())
