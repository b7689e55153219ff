"""XML changed in place: what is not changed stays byte for byte, with its prefixes, comments and order.

Office programs are particular about prefixes and unknown extensions, so parts are not written anew from a tree: a parser
tells where each text stands in the bytes, and only those bytes are replaced.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape

from wagtail_govreview.screening.extraction.extracts import Unreadable

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=<>"']+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_NAME = re.compile(rb"<([^\s/>]+)")
QUOTES = {'"': "&quot;", "'": "&apos;"}


@dataclass(slots=True)
class Segment:
    """A run of text and the bytes in which it is written. ``quoted``: in an attribute; ``raw``: within CDATA."""

    text: str
    start: int
    end: int
    quoted: bool = False
    raw: bool = False

    def written(self, text: str) -> bytes:
        """``text`` as it is written in this place."""
        if self.raw:
            return text.encode()
        return escape(text, QUOTES if self.quoted else {}).encode()


class Patches:
    """Bytes of a part, with what shall stand in place of some of them."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._patches: dict[tuple[int, int], bytes] = {}

    def put(self, start: int, end: int, data: bytes) -> None:
        self._patches[start, end] = data

    def write(self, segment: Segment, signs: Sequence[str]) -> None:
        """Put what ``signs`` hold for each character of the segment, if that is another text."""
        text = "".join(signs)
        if text != segment.text:
            self.put(segment.start, segment.end, segment.written(text))

    def __bool__(self) -> bool:
        return bool(self._patches)

    def applied(self) -> bytes:
        """The bytes with all patches; one that lies within another is part of it."""
        pieces, position = [], 0
        for (start, end), data in sorted(
            self._patches.items(), key=lambda each: (each[0][0], -each[0][1])
        ):
            if start < position:
                continue
            pieces += [self.data[position:start], data]
            position = end
        return b"".join([*pieces, self.data[position:]])


def in_utf8(data: bytes) -> bytes:
    """A part in the encoding in which parts are written. Raises :class:`Unreadable`."""
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return _declared_utf8(data.decode("utf-16").encode())
        declared = _DECLARED.match(data)
        name = declared[1].decode().lower() if declared else "utf-8"
        if name in ("utf-8", "utf8", "us-ascii", "ascii"):
            return data
        return _declared_utf8(data.decode(name).encode())
    except (LookupError, UnicodeError) as why:
        raise Unreadable("attachment.broken") from why


def _declared_utf8(data: bytes) -> bytes:
    declared = _DECLARED.match(data)
    return (
        data if declared is None else data[: declared.start(1)] + b"UTF-8" + data[declared.end(1) :]
    )


class Walker:
    """Parses a part and tells ``handler`` of it, with the place of everything in the bytes.

    ``handler`` has ``start(tag, attributes, at)``, ``end(tag, at, after)`` and ``text(segment)``; tags come without
    their prefix. Raises :class:`Unreadable` for what is no XML, or declares a type of document.
    """

    def __init__(self, data: bytes, handler: Any) -> None:
        self.data, self._handler = data, handler
        self._open: Segment | None = None
        self._ended: tuple[str, int] | None = None
        self._raw = False

    def walk(self) -> None:
        parser = self._parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartCdataSectionHandler = lambda: self._cdata(True)
        parser.EndCdataSectionHandler = lambda: self._cdata(False)
        parser.CommentHandler = parser.DefaultHandler = lambda data: self._settle()
        parser.ProcessingInstructionHandler = lambda target, data: self._settle()
        parser.StartDoctypeDeclHandler = _refuse
        try:
            parser.Parse(self.data, True)
        except (expat.ExpatError, LookupError, ValueError) as why:
            raise Unreadable("attachment.broken") from why
        self._settle(len(self.data))

    def _settle(self, at: int | None = None) -> None:
        """What was open ends where the next thing begins."""
        at = self._parser.CurrentByteIndex if at is None else at
        if self._open is not None:
            segment, self._open = self._open, None
            segment.end = at
            self._handler.text(segment)
        if self._ended is not None:
            (tag, start), self._ended = self._ended, None
            self._handler.end(tag, start, at)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._settle()
        self._handler.start(name.rpartition(":")[2], attributes, self._parser.CurrentByteIndex)

    def _end(self, name: str) -> None:
        self._settle()
        self._ended = name.rpartition(":")[2], self._parser.CurrentByteIndex

    def _text(self, data: str) -> None:
        self._settle()
        self._open = Segment(data, self._parser.CurrentByteIndex, 0, raw=self._raw)

    def _cdata(self, begins: bool) -> None:
        self._settle()
        self._raw = begins


def _refuse(*declaration: object) -> None:
    raise Unreadable("attachment.broken", "DOCTYPE")


def attribute_segments(
    data: bytes, at: int, wanted: Callable[[str], bool], read: dict[str, str]
) -> list[Segment]:
    """The values of attributes of the tag that begins at ``at``; ``read``: as the parser gave them."""
    name = _NAME.match(data, at)
    segments = []
    match = _ATTRIBUTE.match(data, name.end()) if name else None
    while match:
        key = match[1].decode()
        group = 2 if match[2] is not None else 3
        if key in read and wanted(key.rpartition(":")[2]):
            segments.append(Segment(read[key], match.start(group), match.end(group), quoted=True))
        match = _ATTRIBUTE.match(data, match.end())
    return segments


def tag_name(data: bytes, at: int) -> bytes:
    """The name of the tag that begins at ``at``, as it is written."""
    name = _NAME.match(data, at)
    return name[1] if name else b""


def tag_end(data: bytes, at: int) -> int:
    """Where the tag that begins at ``at`` ends."""
    name = _NAME.match(data, at)
    position = name.end() if name else at
    while match := _ATTRIBUTE.match(data, position):
        position = match.end()
    return data.index(b">", position) + 1
