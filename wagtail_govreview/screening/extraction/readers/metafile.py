"""Enhanced metafiles (MS-EMF): what Office makes of a table that is pasted as a picture. Their text is text."""

from __future__ import annotations

import struct
from collections.abc import Iterator

HEADER = 1
TEXT = 84  # EMR_EXTTEXTOUTW
REFERENCE = 36  # where a text record tells its point, its length and where it begins
LONGEST = 10_000  # characters of one text


def metafile_texts(data: bytes) -> Iterator[str]:
    """The lines of text of a metafile, in order. Nothing for bytes that are none; ends where they become nonsense."""
    line: list[str] = []
    height: int | None = None
    for kind, record in _records(data):
        if kind != TEXT or len(record) < REFERENCE + 16:
            continue
        _x, y, length, start = struct.unpack_from("<iiII", record, REFERENCE)
        text = record[start : start + 2 * min(length, LONGEST)].decode("utf-16-le", "replace")
        if height is not None and y != height:
            yield " ".join(line)
            line = []
        line.append(text.strip("\0"))
        height = y
    if line:
        yield " ".join(line)


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    if len(data) < 8 or struct.unpack_from("<I", data)[0] != HEADER:
        return
    position = 0
    while position + 8 <= len(data):
        kind, size = struct.unpack_from("<II", data, position)
        if size < 8:
            return
        yield kind, data[position : position + size]
        position += size
