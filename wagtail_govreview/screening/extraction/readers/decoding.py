"""Which encoding a text is in. Chinese offices write GB 18030 and UTF-8, and Windows UTF-16, with and without a mark."""

from __future__ import annotations

import codecs

MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
]
SAMPLE = 4096


def decoded(data: bytes) -> tuple[str, bool]:
    """The text, and whether every byte of it made sense in the encoding that was found."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    for encoding in (*_wide(data), "utf-8", "gb18030"):
        try:
            return data.decode(encoding), True
        except UnicodeDecodeError:
            continue
    return data.decode("gb18030", "replace"), False


def encoding_of(data: bytes) -> tuple[bytes, str]:
    """The mark at the beginning of ``data`` (often none) and the encoding, for writing the text again as it was."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return mark, encoding
    for encoding in (*_wide(data), "utf-8"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return b"", encoding
    return b"", "gb18030"


def _strictly(data: bytes, encoding: str) -> tuple[str, bool]:
    try:
        return data.decode(encoding), True
    except UnicodeDecodeError:
        return data.decode(encoding, "replace"), False


def _wide(data: bytes) -> list[str]:
    """UTF-16 without a mark: every other byte of Latin text and of digits is zero."""
    sample = data[:SAMPLE]
    zeros = sample[::2].count(0), sample[1::2].count(0)
    if max(zeros) * 10 < len(sample) or min(zeros) * 4 > max(zeros):
        return []
    return ["utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"]
