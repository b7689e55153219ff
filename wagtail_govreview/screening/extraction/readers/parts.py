"""Zips, and XML in zips. Nothing that a header says of sizes is believed, no document type is allowed.

XML without a document type can declare no entities, so it can neither reach other files nor grow beyond its own bytes.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import IO, Protocol
from xml.parsers import expat

from wagtail_govreview.screening.extraction.budget import PIECE, Budget
from wagtail_govreview.screening.extraction.drafts import Draft
from wagtail_govreview.screening.extraction.extracts import Unreadable

MOST_MEMBERS = 10_000
# Those whose decompression costs little memory, whatever the data say.
COMPRESSIONS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2}
# Everything that zipfile raises for files that are no zip, or a broken one.
BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
ENCRYPTED = 0x1
UTF8 = 0x800


class Handler(Protocol):
    """What is told of an XML part. Tags come without their prefix, attributes as they are written."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...

    def end(self, tag: str) -> None: ...

    def text(self, data: str) -> None: ...


class _Names(dict[str, str]):
    """Names without their prefixes, each worked out once."""

    def __missing__(self, name: str) -> str:
        self[name] = short = name.rpartition(":")[2]
        return short


def local(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes without the prefixes of their names."""
    return {name.rpartition(":")[2]: value for name, value in attributes.items()}


class Counted:
    """A stream that draws on the budget as it is read."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        self._stream, self._budget = stream, budget

    def read(self, size: int = PIECE) -> bytes:
        try:
            piece = self._stream.read(size)
        except BROKEN as why:
            raise Unreadable("attachment.broken") from why
        self._budget.take(len(piece))
        return piece

    def all(self) -> bytes:
        pieces = []
        while piece := self.read():
            pieces.append(piece)
        return b"".join(pieces)


def parse(stream: Counted, handler: Handler) -> None:
    """Parse one XML part, piece by piece. Raises :class:`Unreadable` (``attachment.broken``)."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    names = _Names()
    begin, finish = handler.start, handler.end
    parser.StartElementHandler = lambda name, attributes: begin(names[name], attributes)
    parser.EndElementHandler = lambda name: finish(names[name])
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        while piece := stream.read():
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as why:
        raise Unreadable("attachment.broken") from why


def _refuse(*declaration: object) -> None:
    raise Unreadable("attachment.broken", "DOCTYPE")


def open_zip(stream: IO[bytes]) -> zipfile.ZipFile:
    """Open a zip. Raises :class:`Unreadable`."""
    try:
        package = zipfile.ZipFile(stream)
    except BROKEN as why:
        raise Unreadable("attachment.broken") from why
    if len(package.infolist()) > MOST_MEMBERS:
        raise Unreadable("attachment.too_large", str(len(package.infolist())))
    return package


class Member:
    """One file in a zip. Context manager: its bytes, counted. Raises :class:`Unreadable`."""

    def __init__(self, package: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> None:
        self._package, self._info, self._budget = package, info, budget

    def __enter__(self) -> Counted:
        if self._info.flag_bits & ENCRYPTED:
            raise Unreadable("attachment.encrypted")
        if self._info.compress_type not in COMPRESSIONS:
            raise Unreadable("attachment.broken")
        try:
            self._stream = self._package.open(self._info)
        except BROKEN as why:
            raise Unreadable("attachment.broken") from why
        return Counted(self._stream, self._budget)

    def __exit__(self, *why: object) -> None:
        self._stream.close()


class Package:
    """A zip of parts: the form of Office Open XML and OFD. Names are compared without case.

    ``names``: of all parts, in order. Parts that cannot be read are noticed in ``draft``.
    """

    def __init__(self, stream: IO[bytes], draft: Draft) -> None:
        self.draft = draft
        self._zip = open_zip(stream)
        self._infos: dict[str, zipfile.ZipInfo] = {}
        for info in self._zip.infolist():
            if info.is_dir():
                continue
            name = part_name(info.filename)
            if name in self._infos:  # programs differ in which of the two they show
                draft.notice("attachment.broken", info.filename)
            self._infos[name] = info
        self.names = list(self._infos)

    def __contains__(self, name: str) -> bool:
        return part_name(name) in self._infos

    def file_name(self, name: str) -> str:
        """The last step of a part's name, as it is written in the zip."""
        written = self._infos[name].filename if name in self._infos else name
        return written.replace("\\", "/").rpartition("/")[2]

    def parse(self, name: str, handler: Handler, *, quiet: bool = False) -> bool:
        """Parse a part. ``False`` if it is missing or broken; the latter is noticed unless ``quiet``."""
        info = self._infos.get(part_name(name))
        if info is None:
            return False
        try:
            with Member(self._zip, info, self.draft.budget) as stream:
                parse(stream, handler)
        except Unreadable as why:
            if not quiet or why.code != "attachment.broken":
                self._notice(why, info)
            return False
        return True

    def read(self, name: str) -> bytes | None:
        """All bytes of a part; ``None`` if it is missing or broken; the latter is noticed."""
        info = self._infos.get(part_name(name))
        if info is None:
            return None
        try:
            with Member(self._zip, info, self.draft.budget) as stream:
                return stream.all()
        except Unreadable as why:
            self._notice(why, info)
            return None

    def _notice(self, why: Unreadable, info: zipfile.ZipInfo) -> None:
        if why.code not in ("attachment.broken", "attachment.encrypted"):
            raise why
        self.draft.notice(why.code, info.filename)


def part_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def resolve(base: str, target: str) -> str:
    """The name of the part to which ``target`` in a relation of the part ``base`` leads."""
    if target.startswith("/"):
        return part_name(target)
    folders = part_name(base).split("/")[:-1]
    for step in target.replace("\\", "/").split("/"):
        if step == "..":
            folders = folders[:-1]
        elif step not in ("", "."):
            folders.append(step.lower())
    return "/".join(folders)
