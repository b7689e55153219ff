"""Archives: every file in a zip is read as if it had been attached by itself."""

from __future__ import annotations

import io
import zipfile
from typing import IO

from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.drafts import SPENT, Draft, Read
from wagtail_govreview.screening.extraction.extracts import Extract, Unreadable
from wagtail_govreview.screening.extraction.readers.parts import UTF8, Member, open_zip
from wagtail_govreview.screening.places import Hidden, Kind, Place


def read_zip(stream: IO[bytes], budget: Budget, read: Read) -> Extract:
    """Read an archive. ``read``: reads each file in it.

    Files that cannot be read are noticed; the others are read all the same. Raises :class:`Unreadable`, with what was
    read until then, where the archive itself is broken or the budget is spent.
    """
    draft = Draft("zip", budget)
    with draft.kept():
        archive = open_zip(stream)
        if archive.comment:
            draft.say(Place(Kind.FILE, hidden=Hidden.METADATA), _decoded(archive.comment))
        for info in archive.infolist():
            name = member_name(info)
            if not info.is_dir() and not _is_machinery(name):
                _member(archive, info, name, draft, read)
    return draft.extract()


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, draft: Draft, read: Read
) -> None:
    try:
        with Member(archive, info, draft.budget) as stream:
            data = stream.all()
    except Unreadable as why:
        if why.code in SPENT:
            raise Unreadable(why.code, name) from why
        draft.notice(why.code, why.note, Place(Kind.FILE, inside=(name,)))
        return
    draft.file_within(io.BytesIO(data), name, read)


def member_name(info: zipfile.ZipInfo) -> str:
    """The name of a file in a zip. Names without the mark of UTF-8 are in the code of the system: in China GB 18030."""
    if info.flag_bits & UTF8:
        return info.filename
    try:
        return _decoded(info.filename.encode("cp437"))
    except UnicodeEncodeError:
        return info.filename


def _decoded(name: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("cp437")


def _is_machinery(name: str) -> bool:
    """What macOS and Windows add by themselves."""
    return name.startswith("__MACOSX/") or name.rpartition("/")[2] in (".DS_Store", "Thumbs.db")
