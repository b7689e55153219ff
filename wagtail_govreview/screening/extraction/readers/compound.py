"""What the old Office formats have in common: streams in a compound file, properties, files inside, leftover text."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import IO, Any

from wagtail_govreview.screening.extraction.drafts import Draft, Read
from wagtail_govreview.screening.extraction.extracts import Unreadable
from wagtail_govreview.screening.extraction.optional import optional
from wagtail_govreview.screening.places import Hidden, Kind, Place

olefile = optional("olefile")

PROPERTIES = Place(Kind.PART, "properties", hidden=Hidden.METADATA)
INSIDE = re.compile(r"ObjectPool|MBD[0-9A-F]{8}", re.IGNORECASE)
MACROS = {"macros", "_vba_project_cur", "vba"}
SPOKEN = ("title", "subject", "keywords", "comments", "category", "company", "manager")
PEOPLE = ("author", "last_saved_by", "manager")
PROGRAMS = {"administrator", "microsoft office user", "user", "微软用户", "lenovo", "dell", "hp"}
MOST_STREAMS = 5000

# Characters of UTF-16 that texts of offices are made of: Latin, Chinese and its signs, full width. One alternative for
# each second byte, so that no two match the same.
_WIDE = re.compile(rb"(?:[\x09\x20-\x7e]\x00|[\x00-\xff][\x30\x4e-\x9f]|[\x00-\xef]\xff){4,}")
_NARROW = re.compile(rb"(?:[\x20-\x7e]|[\xb0-\xf7][\xa1-\xfe]){6,}")


@contextmanager
def compound(stream: IO[bytes], draft: Draft) -> Iterator[Any]:
    """The compound file in ``stream``, its bytes counted. Raises :class:`Unreadable`."""
    if olefile is None:
        raise Unreadable("attachment.no_reader", draft.kind)
    data = draft.budget.read(stream)
    try:
        opened = olefile.OleFileIO(io.BytesIO(data))
    except (OSError, ValueError, IndexError, TypeError) as why:
        raise Unreadable("attachment.broken", draft.kind) from why
    try:
        yield opened
    finally:
        opened.close()


def stream_of(file: Any, *path: str) -> bytes:
    """The bytes of one stream. Raises :class:`Unreadable` if it is broken or missing."""
    try:
        data: bytes = file.openstream(list(path)).read()
    except (OSError, ValueError, IndexError, TypeError) as why:
        raise Unreadable("attachment.broken", "/".join(path)) from why
    return data


def read_surroundings(file: Any, draft: Draft, read: Read | None, done: Collection[str]) -> None:
    """Properties, macros and files inside. ``done``: names of the streams that the reader has read."""
    _properties(file, draft)
    names = file.listdir(streams=True, storages=False)[:MOST_STREAMS]
    if any(part.lower() in MACROS for path in names for part in path):
        draft.notice("attachment.macros")
    for path in names:
        if len(path) > 1 and INSIDE.fullmatch(path[0]):
            _inside(file, path, draft, read)


def _inside(file: Any, path: list[str], draft: Draft, read: Read | None) -> None:
    """A stream of an object in the document: whole files are read as such, of others the text that can be seen."""
    name = path[-1].strip("\x01\x02\x03\x05")
    data = stream_of(file, *path)
    draft.budget.take(len(data))
    place = Place(Kind.FILE, hidden=Hidden.EMBEDDED, inside=("/".join(path[:-1]),))
    if name == "Package":
        draft.notice("attachment.embedded", path[-2])
        draft.file_within(io.BytesIO(data), path[-2], read, Hidden.EMBEDDED)
    elif name in (
        "WordDocument",
        "Workbook",
        "Book",
        "PowerPoint Document",
        "Ole10Native",
        "CONTENTS",
    ):
        draft.notice("attachment.embedded", path[-2])
        for text in leftovers(data):
            draft.say(place, text)


def _properties(file: Any, draft: Draft) -> None:
    try:
        told = file.get_metadata()
    except Exception:  # noqa: BLE001 - broken properties say nothing, the text was read
        draft.notice("attachment.broken", place=PROPERTIES)
        return
    people = [name for each in PEOPLE if (name := _decoded(getattr(told, each), told))]
    for text in (*people, *(_decoded(getattr(told, each), told) for each in SPOKEN)):
        draft.say(PROPERTIES, text)
    known = [name for name in dict.fromkeys(people) if name.lower() not in PROGRAMS]
    if known:
        draft.notice("attachment.author", ", ".join(known)[:500], PROPERTIES)


def _decoded(value: Any, told: Any) -> str:
    if isinstance(value, str):
        return value.strip("\0 ")
    if not isinstance(value, bytes):
        return ""
    page = getattr(told, "codepage", None)
    for encoding in ("utf-8" if page == 65001 else "gb18030", "gb18030", "latin-1"):
        try:
            return value.decode(encoding).strip("\0 ")
        except UnicodeDecodeError:
            continue
    return ""


def leftovers(data: bytes) -> Iterator[str]:
    """Whatever looks like text in bytes that no reader knows, in UTF-16 and in the Chinese codes."""
    for found in _WIDE.finditer(data):
        yield found[0].decode("utf-16-le", "ignore")
    for found in _NARROW.finditer(data):
        yield found[0].decode("gb18030", "ignore")
