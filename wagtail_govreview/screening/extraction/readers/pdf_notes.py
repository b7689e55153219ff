"""What a PDF holds besides its pages: notes, forms, files, scripts, properties."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

from wagtail_govreview.screening.extraction.drafts import Draft, Read
from wagtail_govreview.screening.extraction.extracts import Unreadable
from wagtail_govreview.screening.extraction.optional import optional
from wagtail_govreview.screening.extraction.readers.pdf_covers import Box
from wagtail_govreview.screening.places import Hidden, Kind, Place

pypdf = optional("pypdf")
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # of every oddity it would write a line

PROPERTIES = Place(Kind.PART, "properties", hidden=Hidden.METADATA)
SPOKEN = {"/Author", "/Title", "/Subject", "/Keywords", "/Company", "/Manager", "/SourceModified"}
PEOPLE = ("/Author", "/Manager")
PROGRAMS = ("/Creator", "/Producer", "/CreationDate", "/ModDate", "/Trapped")
BESIDE_NOTES = {"/Link", "/Widget", "/Popup", "/PrinterMark", "/TrapNet"}
DARK = 0.25  # of each colour: a highlighter this dark blackens


def covers_of(data: bytes) -> dict[int, list[Box]]:
    """Boxes of annotations that hide what lies below, by the number of the page (from 0)."""
    covers: dict[int, list[Box]] = {}
    if pypdf is None:
        return covers
    try:
        for index, note in _annotations(pypdf.PdfReader(io.BytesIO(data))):
            if _hides(note):
                left, bottom, right, top = (float(each) for each in note["/Rect"])
                box = Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))
                covers.setdefault(index, []).append(box)
    except Exception:  # noqa: BLE001 - read_notes says that it cannot be read
        return covers
    return covers


def read_notes(data: bytes, draft: Draft, read: Read | None) -> None:
    """Say everything that is no page. What pypdf cannot read is noticed."""
    if pypdf is None:
        draft.notice("attachment.no_reader", "pypdf")
        return
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            reader.decrypt("")
        _properties(reader, draft)
        _notes(reader, draft)
        _forms(reader, draft)
        _scripts(reader, draft)
        _files(reader, draft, read)
    except Unreadable:
        raise
    except MemoryError as why:
        raise Unreadable("attachment.too_large", "pypdf") from why
    except Exception as why:  # noqa: BLE001 - the bytes may be anybody's, and so may the errors
        draft.budget.check_time()
        draft.notice("attachment.broken", type(why).__name__)


def _properties(reader: Any, draft: Draft) -> None:
    told = reader.metadata or {}
    people = [str(told[name]) for name in PEOPLE if told.get(name)]
    for name, value in told.items():
        if name not in PROGRAMS and isinstance(value, str):
            draft.say(PROPERTIES, str(value))
    xmp = reader.xmp_metadata
    for name in (xmp.dc_creator or []) if xmp is not None else []:
        people.append(str(name))
        draft.say(PROPERTIES, str(name))
    known = [name for name in dict.fromkeys(person.strip() for person in people) if name]
    if known:
        draft.notice("attachment.author", ", ".join(known)[:500], PROPERTIES)


def _annotations(reader: Any) -> Iterator[tuple[int, Any]]:
    for index, page in enumerate(reader.pages):
        for each in page.get("/Annots") or []:
            note = each.get_object()
            if isinstance(note, dict):
                yield index, note


def _hides(note: Any) -> bool:
    kind = note.get("/Subtype")
    if float(note.get("/CA", 1)) < 1 or "/Rect" not in note:
        return False
    if kind == "/Redact":
        return True
    if kind in ("/Square", "/FreeText"):
        return bool(note.get("/IC") if kind == "/Square" else note.get("/C"))
    colour = note.get("/C") or []
    return kind == "/Highlight" and bool(colour) and all(float(each) < DARK for each in colour)


def _notes(reader: Any, draft: Draft) -> None:
    for index, note in _annotations(reader):
        draft.budget.check_time()
        if note.get("/Subtype") in BESIDE_NOTES:
            continue
        place = Place(Kind.PAGE, str(index + 1), hidden=Hidden.COMMENT)
        said = [note.get(name) for name in ("/Contents", "/T", "/Subj")]
        for text in said:
            if isinstance(text, str):
                draft.say(place, text)
        if isinstance(said[0], str) and said[0].strip():
            draft.notice("attachment.comments")


def _forms(reader: Any, draft: Draft) -> None:
    for name, field in (reader.get_fields() or {}).items():
        value = field.get("/V")
        if isinstance(value, str) and not value.startswith("/"):
            place = Place(Kind.PART, "other", label=str(name))
            draft.say(place, value)


def _scripts(reader: Any, draft: Draft) -> None:
    root = reader.trailer["/Root"]
    names = (root.get("/Names") or {}).get("/JavaScript") if "/Names" in root else None
    action = root.get("/OpenAction")
    action = action.get_object() if hasattr(action, "get_object") else action
    if names or (isinstance(action, dict) and action.get("/S") in ("/JavaScript", "/Launch")):
        draft.notice("attachment.macros")


def _files(reader: Any, draft: Draft, read: Read | None) -> None:
    for each in _embedded(reader):
        name, data = each
        draft.budget.take(len(data))
        draft.notice("attachment.embedded", name)
        draft.file_within(io.BytesIO(data), name, read, Hidden.EMBEDDED)


def _embedded(reader: Any) -> Iterator[tuple[str, bytes]]:
    """Files of the document, and those pinned to a page."""
    for name, contents in reader.attachments.items():
        for data in contents:
            yield str(name), bytes(data)
    for _index, note in _annotations(reader):
        if note.get("/Subtype") == "/FileAttachment":
            told = note["/FS"]
            name = str(told.get("/UF") or told.get("/F") or "file")
            yield name, bytes(told["/EF"]["/F"].get_data())
