"""A ZIP file that is written in one go: equal members make equal bytes, and a million of them need no memory.

The standard library keeps every member in memory until the end and takes the clock for its time stamps. Here the
table of contents waits in a temporary file, each member is measured before its header is written, and all carry
one time stamp. Names are UTF-8 and say so; ZIP64 is used where sizes or counts ask for it, and only there.
"""

from __future__ import annotations

import shutil
import struct
import tempfile
import zlib
from collections.abc import Iterable
from datetime import datetime
from typing import IO, Any

LIMIT = 0xFFFFFFFF
COUNT_LIMIT = 0xFFFF
STORED, DEFLATED = 0, 8
UTF8_NAME = 0x800
REGULAR_FILE = 0o100644 << 16
MADE_ON_UNIX = 3 << 8
IN_MEMORY = 4 << 20


class ZipWriter:
    """Writes to ``out``, which only has to have ``write``. ``at``: every member's time stamp, in local time."""

    def __init__(self, out: IO[bytes] | Any, at: datetime) -> None:
        self._out = out
        self._offset = 0
        self._count = 0
        self._contents = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed in close()
        self._stamp = _dos_stamp(at)

    def add(self, name: str, chunks: Iterable[bytes], *, compress: bool = True) -> None:
        """Add one member; ``chunks`` may be of any length together."""
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
            crc, size = _fill(body, chunks, compress)
            packed = body.tell()
            body.seek(0)
            method = DEFLATED if compress else STORED
            offset = self._offset
            self._write(self._local_header(name, method, crc, packed, size))
            shutil.copyfileobj(body, self)
        self._contents.write(self._central_header(name, method, crc, packed, size, offset))
        self._count += 1

    def write(self, data: bytes) -> int:
        self._write(data)
        return len(data)

    def close(self) -> None:
        """Write the table of contents."""
        start, length = self._offset, self._contents.tell()
        self._contents.seek(0)
        shutil.copyfileobj(self._contents, self)
        self._contents.close()
        if self._count >= COUNT_LIMIT or start >= LIMIT or length >= LIMIT:
            self._write(self._end64(start, length))
        count, length, start = (
            min(self._count, COUNT_LIMIT),
            min(length, LIMIT),
            min(start, LIMIT),
        )
        self._write(struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, length, start, 0))

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._offset += len(data)

    def _local_header(self, name: str, method: int, crc: int, packed: int, size: int) -> bytes:
        long = packed >= LIMIT or size >= LIMIT
        # In this header both sizes stand together or not at all.
        extra = struct.pack("<HHQQ", 1, 16, size, packed) if long else b""
        packed, size = (LIMIT, LIMIT) if long else (packed, size)
        raw = name.encode()
        fixed = struct.pack(
            "<4s5H3L2H",
            *(b"PK\3\4", _version(long), UTF8_NAME, method, *self._stamp),
            *(crc, packed, size, len(raw), len(extra)),
        )
        return fixed + raw + extra

    def _central_header(
        self, name: str, method: int, crc: int, packed: int, size: int, offset: int
    ) -> bytes:
        long = [value for value in (size, packed, offset) if value >= LIMIT]
        extra = struct.pack(f"<HH{len(long)}Q", 1, 8 * len(long), *long) if long else b""
        raw = name.encode()
        fixed = struct.pack(
            "<4s6H3L5H2L",
            *(b"PK\1\2", MADE_ON_UNIX | 45, _version(bool(long)), UTF8_NAME, method),
            *self._stamp,
            *(crc, min(packed, LIMIT), min(size, LIMIT), len(raw), len(extra)),
            *(0, 0, 0, REGULAR_FILE, min(offset, LIMIT)),
        )
        return fixed + raw + extra

    def _end64(self, start: int, length: int) -> bytes:
        record = struct.pack(
            "<4sQ2H2L4Q",
            *(b"PK\6\6", 44, MADE_ON_UNIX | 45, 45, 0, 0),
            *(self._count, self._count, length, start),
        )
        return record + struct.pack("<4sLQL", b"PK\6\7", 0, start + length, 1)


def _fill(body: IO[bytes] | Any, chunks: Iterable[bytes], compress: bool) -> tuple[int, int]:
    """Write the member's data into ``body``; gives its checksum and its size before compression."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS) if compress else None
    crc = size = 0
    for chunk in chunks:
        crc = zlib.crc32(chunk, crc)
        size += len(chunk)
        body.write(packer.compress(chunk) if packer else chunk)
    if packer:
        body.write(packer.flush())
    return crc, size


def _version(long: bool) -> int:
    """The version of the format that a reader must know: 4.5 for ZIP64."""
    return 45 if long else 20


def _dos_stamp(at: datetime) -> tuple[int, int]:
    """Time and date as ZIP keeps them: to two seconds, from 1980 on."""
    year = min(max(at.year, 1980), 2107) - 1980
    time = at.hour << 11 | at.minute << 5 | at.second // 2
    return time, year << 9 | at.month << 5 | at.day
