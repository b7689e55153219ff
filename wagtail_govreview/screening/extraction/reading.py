"""Which reader reads which file. Whatever the bytes are, the answer is an extract or :class:`Unreadable`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import IO

from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.extracts import Extract, Notice, Unreadable
from wagtail_govreview.screening.extraction.kinds import (
    PICTURES,
    extension_of,
    is_disguised,
    kind_of,
)

Read = Callable[[IO[bytes], str, Budget], Extract]
Reader = Callable[[IO[bytes], Budget, Read], Extract]

READERS = "wagtail_govreview.screening.extraction.readers"
# Kind: module and function. A reader is imported when a file needs it: its library may be missing.
BY_KIND = {
    "docx": ("word", "read_docx"),
    "xlsx": ("sheets", "read_xlsx"),
    "pptx": ("slides", "read_pptx"),
    "ofd": ("ofd", "read_ofd"),
    "zip": ("archive", "read_zip"),
    "csv": ("plain", "read_csv"),
    "txt": ("plain", "read_txt"),
    "html": ("web", "read_html"),
    "rtf": ("rtf", "read_rtf"),
    "pdf": ("pdf", "read_pdf"),
    "doc": ("doc", "read_doc"),
    "xls": ("xls", "read_xls"),
    "ppt": ("ppt", "read_ppt"),
    **dict.fromkeys(PICTURES, ("image", "read_image")),
}


def read(stream: IO[bytes], filename: str, budget: Budget) -> Extract:
    """Everything in one file (``stream``: seekable), and in the files in it.

    Raises :class:`Unreadable`, and nothing else, whatever the bytes are.
    """
    kind = kind_of(stream, filename)
    noticed = (
        [Notice("attachment.disguised", note=f"{extension_of(filename)} → {kind}")]
        if is_disguised(kind, filename)
        else []
    )
    try:
        extract = _read(kind, stream, budget)
    except Unreadable as why:
        partly = why.extract or Extract(kind)
        raise Unreadable(why.code, why.note, _with(partly, noticed)) from why
    return _with(extract, noticed)


def read_safely(stream: IO[bytes], filename: str, budget: Budget) -> Extract:
    """As :func:`read`; what cannot be read is a notice. Raises nothing."""
    try:
        return read(stream, filename, budget)
    except Unreadable as why:
        return _with(why.extract or Extract("unknown"), [Notice(why.code, note=why.note)])


def _read(kind: str, stream: IO[bytes], budget: Budget) -> Extract:
    if kind == "encrypted":
        raise Unreadable("attachment.encrypted")
    if kind not in BY_KIND:
        raise Unreadable("attachment.no_reader", "" if kind == "unknown" else kind)
    try:
        return _reader(kind)(stream, budget, read)
    except Unreadable:
        raise
    except ImportError as why:  # the reader's library is not installed
        raise Unreadable("attachment.no_reader", kind) from why
    except MemoryError as why:
        raise Unreadable("attachment.too_large", kind) from why
    except Exception as why:  # noqa: BLE001 - the bytes may be anybody's, and so may the errors
        raise Unreadable("attachment.broken", kind) from why


def _reader(kind: str) -> Reader:
    module, name = BY_KIND[kind]
    reader: Reader = getattr(import_module(f"{READERS}.{module}"), name)
    return reader


def _with(extract: Extract, notices: list[Notice]) -> Extract:
    return replace(extract, notices=[*extract.notices, *notices]) if notices else extract
