"""Pictures without their metadata: whole parts of the file are left out, no pixel is touched.

What belongs to seeing the picture stays: the colour profile, and which side is up.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from typing import IO

from PIL import Image

FORMATS = ("JPEG", "PNG", "WEBP")
ORIENTATION = 0x0112
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_LEFT_OUT = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
WEBP_LEFT_OUT = {b"EXIF", b"XMP "}
WEBP_TOLD = 0x08 | 0x04  # that there are Exif and XMP
EOI, SOS, APP0, APP2, APP14, APP15, COM = 0xD9, 0xDA, 0xE0, 0xE2, 0xEE, 0xEF, 0xFE


def without_metadata(stream: IO[bytes]) -> bytes:
    """The picture in ``stream`` (JPEG, PNG, WebP) without Exif, IPTC, XMP, comments, texts and previews.

    Raises ``ValueError`` for every other file, and for a broken one.
    """
    stream.seek(0)
    data = stream.read()
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            kind, turned = picture.format, int(picture.getexif().get(ORIENTATION, 1) or 1)
        exif = b"".join(_exif(turned)) if 1 < turned <= 8 else b""
        return {"PNG": _png, "WEBP": _webp}.get(str(kind), _jpeg)(data, exif)
    except Exception as why:  # Pillow knows many ways to fail over a damaged file
        raise ValueError("This picture cannot be read.") from why


def _exif(turned: int) -> Iterator[bytes]:
    """The least Exif that tells which side is up."""
    yield b"MM\x00*" + struct.pack(">IH", 8, 1)
    yield struct.pack(">HHIHH", ORIENTATION, 3, 1, turned, 0) + struct.pack(">I", 0)


def _jpeg(data: bytes, exif: bytes) -> bytes:
    kept = [data[:2]]
    written = not exif
    for marker, segment in _segments(data):
        if not written and marker != APP0:
            body = b"Exif\0\0" + exif
            kept.append(b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body)
            written = True
        if _stays(marker, segment):
            kept.append(segment)
    return b"".join(kept)


def _stays(marker: int, segment: bytes) -> bool:
    if marker == COM or APP0 < marker <= APP15:
        # The colour profile, and how colours are coded.
        return marker == APP14 or (marker == APP2 and segment[4:].startswith(b"ICC_PROFILE\0"))
    return True


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The parts of a JPEG with their markers; pixels belong to the part before. What follows on the end is left out."""
    at = 2
    while True:
        while data[at + 1] == 0xFF:  # markers may be filled up
            at += 1
        if data[at] != 0xFF:
            raise ValueError("This picture cannot be read.")
        marker = data[at + 1]
        if marker == EOI:
            yield marker, data[at : at + 2]
            return
        length = struct.unpack_from(">H", data, at + 2)[0]
        end = at + 2 + length
        if marker == SOS:
            end = _end_of_pixels(data, end)
        if length < 2 or end > len(data):
            raise ValueError("This picture cannot be read.")
        yield marker, data[at:end]
        at = end


def _end_of_pixels(data: bytes, at: int) -> int:
    """Where the next marker stands; ``FF 00`` and restarts are pixels."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise ValueError("This picture cannot be read.")
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7 and data[at + 1] != 0xFF:
            return at
        at += 1 if data[at + 1] == 0xFF else 2


def _png(data: bytes, exif: bytes) -> bytes:
    kept = [PNG_SIGNATURE]
    at = len(PNG_SIGNATURE)
    while at < len(data):
        length = struct.unpack_from(">I", data, at)[0]
        kind = data[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(data):
            raise ValueError("This picture cannot be read.")
        if kind == b"IDAT" and exif:
            body = b"eXIf" + exif
            kept.append(struct.pack(">I", len(exif)) + body + struct.pack(">I", zlib.crc32(body)))
            exif = b""
        if kind not in PNG_LEFT_OUT:
            kept.append(data[at:end])
        if kind == b"IEND":
            return b"".join(kept)
        at = end
    raise ValueError("This picture cannot be read.")


def _webp(data: bytes, exif: bytes) -> bytes:
    kept = []
    at, size = 12, min(8 + struct.unpack_from("<I", data, 4)[0], len(data))
    while at + 8 <= size:
        kind, length = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        end = at + 8 + length + length % 2
        part = data[at:end]
        if kind == b"VP8X":
            told = part[8] & ~WEBP_TOLD | (0x08 if exif else 0)
            part = part[:8] + bytes([told]) + part[9:]
        if kind not in WEBP_LEFT_OUT:
            kept.append(part)
        at = end
    if exif:  # only files of the longer form tell which side is up, so there is a VP8X
        kept.append(b"EXIF" + struct.pack("<I", len(exif)) + exif + b"\0" * (len(exif) % 2))
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body
