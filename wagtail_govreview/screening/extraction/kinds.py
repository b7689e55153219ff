"""What a file is, by its bytes. The extension says no more than how somebody named it."""

from __future__ import annotations

import io
import os
import re
import zipfile
from typing import IO

UNKNOWN = "unknown"
HEAD = 64 * 1024
PDF_HEAD = 1024  # readers of PDF accept that much before the signature
LARGEST_LIST = 1024 * 1024  # of [Content_Types].xml

SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"GIF8", "gif"),
    (0, b"BM", "bmp"),
    (0, b"II*\x00", "tiff"),
    (0, b"MM\x00*", "tiff"),
    (8, b"WEBP", "webp"),
    (4, b"ftypheic", "heic"),
    (4, b"ftypheix", "heic"),
    (4, b"ftypmif1", "heic"),
    (4, b"ftypavif", "avif"),
    (0, b"{\\rtf", "rtf"),
    (0, b"Rar!\x1a\x07", "rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"\x1f\x8b", "gz"),
    (257, b"ustar", "tar"),
    (4, b"ftyp", "mp4"),
    (0, b"ID3", "mp3"),
)
PICTURES = frozenset({"png", "jpeg", "gif", "bmp", "tiff", "webp", "heic", "avif"})

# The content type of the part with which a document begins; those of files in it, and of other parts, are beside it.
MAIN_PART = re.compile(
    rb"(wordprocessingml|ms-word|spreadsheetml|ms-excel|presentationml|ms-powerpoint)\."
    rb"[a-z]{1,30}(?:\.[a-z]{1,30}){0,3}\.main\b"
)
FAMILIES = {
    b"wordprocessingml": "docx",
    b"ms-word": "docx",
    b"spreadsheetml": "xlsx",
    b"ms-excel": "xlsx",
    b"presentationml": "pptx",
    b"ms-powerpoint": "pptx",
}
OPEN_DOCUMENT = {b"text": "odt", b"spreadsheet": "ods", b"presentation": "odp"}

# Names of streams in the old compound files. The first that is there decides.
STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_WORD = {"doc", "dot", "docx", "docm", "dotx", "dotm", "wps", "wpt"}
_SHEET = {"xls", "xlt", "xlsx", "xlsm", "xltx", "xltm", "et", "ett"}
_SLIDES = {"ppt", "pot", "pps", "pptx", "pptm", "potx", "ppsx", "ppsm", "dps", "dpt"}
# Extensions under which a kind is no surprise; kinds that are not here are told as they are.
EXTENSIONS: dict[str, set[str]] = {
    "pdf": {"pdf"},
    "ofd": {"ofd"},
    "doc": _WORD - {"docx", "docm", "dotx", "dotm"},
    "docx": _WORD - {"doc", "dot"},
    "xls": _SHEET - {"xlsx", "xlsm", "xltx", "xltm"},
    "xlsx": _SHEET - {"xls", "xlt"},
    "ppt": _SLIDES - {"pptx", "pptm", "potx", "ppsx", "ppsm"},
    "pptx": _SLIDES - {"ppt", "pot", "pps"},
    "encrypted": _WORD | _SHEET | _SLIDES,
    "zip": {"zip"},
    "rtf": {"rtf", "doc", "wps"},
    "html": {"html", "htm", "xhtml", "mht", "xml", "svg"},
    "csv": {"csv", "tsv", "txt"},
    "txt": {"txt", "md", "csv", "tsv", "log", "json", "xml", "yaml", "yml", "ini", "html", "svg"},
    "jpeg": {"jpg", "jpeg", "jpe", "jfif"},
    "png": {"png"},
    "gif": {"gif"},
    "bmp": {"bmp", "dib"},
    "tiff": {"tif", "tiff"},
    "webp": {"webp"},
    "heic": {"heic", "heif"},
    "avif": {"avif"},
}


def extension_of(filename: str) -> str:
    """``xlsx`` of ``List.XLSX``; empty if there is none."""
    return os.path.splitext(filename)[1].lstrip(".").lower()


def is_disguised(kind: str, filename: str) -> bool:
    """Is a file of this kind named as if it were of another one?"""
    extension = extension_of(filename)
    named = any(extension in known for known in EXTENSIONS.values())
    return named and kind in EXTENSIONS and extension not in EXTENSIONS[kind]


def kind_of(stream: IO[bytes], filename: str) -> str:
    """The kind of the file in ``stream`` (seekable; left at its beginning). Never raises for any bytes.

    Only among kinds of plain text the extension decides.
    """
    stream.seek(0)
    head = stream.read(HEAD)
    try:
        return _kind(stream, head, filename)
    finally:
        stream.seek(0)


def _kind(stream: IO[bytes], head: bytes, filename: str) -> str:
    if b"%PDF-" in head[:PDF_HEAD]:
        return "pdf"
    if head.startswith(COMPOUND):
        return _compound(stream)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(stream)
    for offset, signature, kind in SIGNATURES:
        if head.startswith(signature, offset):
            return kind
    return _text(head, filename) if _is_text(head) else UNKNOWN


def _zip(stream: IO[bytes]) -> str:
    """Which document lies in this zip; ``zip`` if none, or if it cannot be told."""
    try:
        with zipfile.ZipFile(stream) as package:
            names = {
                name.replace("\\", "/").lstrip("/").lower(): name for name in package.namelist()
            }
            if "[content_types].xml" in names:
                with package.open(names["[content_types].xml"]) as listed:
                    return _office(listed.read(LARGEST_LIST))
            if "ofd.xml" in names:
                return "ofd"
            if "mimetype" in names:
                with package.open(names["mimetype"]) as told:
                    return _open_document(told.read(100))
    except Exception:  # noqa: BLE001 - whatever zipfile says of a broken zip, it is one
        return "zip"
    return "zip"


def _office(listed: bytes) -> str:
    found = MAIN_PART.search(listed.lower())
    if found is None:
        return "zip"
    return "xlsb" if b".binary." in found[0] else FAMILIES[found[1]]


def _open_document(told: bytes) -> str:
    _, found, name = told.partition(b"opendocument.")
    return OPEN_DOCUMENT.get(name.strip().partition(b"-")[0], "zip") if found else "zip"


def _compound(stream: IO[bytes]) -> str:
    try:
        import olefile
    except ImportError:
        return "ole"
    try:
        stream.seek(0)
        with olefile.OleFileIO(_Kept(stream)) as compound:
            return next((kind for name, kind in STREAMS if compound.exists(name)), "ole")
    except Exception:  # noqa: BLE001 - a broken compound file is one all the same
        return "ole"


class _Kept(io.RawIOBase):
    """A stream that olefile may close without closing ours."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if not head or b"\0" in head:
        return not head
    return any(_decodes(head, encoding) for encoding in ("utf-8", "gb18030"))


def _decodes(head: bytes, encoding: str) -> bool:
    """Whether the bytes are text in this encoding; the last character may be cut off."""
    try:
        head.decode(encoding)
    except UnicodeDecodeError as error:
        return len(head) == HEAD and error.start >= HEAD - 4
    return True


def _text(head: bytes, filename: str) -> str:
    extension = extension_of(filename)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<svg", b"<?xml")):
        return "html"
    if extension in ("html", "htm", "xhtml"):
        return "html"
    return "csv" if extension in ("csv", "tsv") else "txt"
