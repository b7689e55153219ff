"""OFD, the fixed-layout documents of GB/T 33190: the text of each page, and what lies beside the pages."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import IO

from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.drafts import Draft, Read
from wagtail_govreview.screening.extraction.extracts import Extract, Unreadable
from wagtail_govreview.screening.extraction.readers.office import OTHER, PROPERTIES, Everything
from wagtail_govreview.screening.extraction.readers.parts import Package, resolve
from wagtail_govreview.screening.places import Hidden, Kind, Place

MOST_PAGES = 10_000
IGNORED = ("publicres", "documentres", "signatures", "signature", "versions")


def read_ofd(stream: IO[bytes], budget: Budget, read: Read | None = None) -> Extract:
    """Read an OFD document. ``read``: reads the files attached to it; without it they are only mentioned.

    Raises :class:`Unreadable`, with what was read until then.
    """
    draft = Draft("ofd", budget)
    with draft.kept():
        _Ofd(Package(stream, draft), draft).read(read)
    return draft.extract()


class _Ofd:
    def __init__(self, package: Package, draft: Draft) -> None:
        self._package, self._draft = package, draft
        self._done: set[str] = set()
        self._pages = 0
        self._pictures: list[str] = []  # pages that are nothing but a picture

    def read(self, read: Read | None) -> None:
        root = Root(self._draft)
        if not self._package.parse("OFD.xml", root):
            raise Unreadable("attachment.broken", "OFD.xml")
        self._done.add("ofd.xml")
        if (
            "encryptions.xml" in self._package
        ):  # GM/T 0099: some parts are no XML until a key is given
            self._draft.notice("attachment.encrypted")
        for document in root.documents:
            self._document(resolve("ofd.xml", document))
        if self._draft.is_empty:
            self._draft.notice("attachment.no_text_layer")
        elif self._pictures:
            self._draft.notice("attachment.no_text_layer", ", ".join(self._pictures))
        for text in root.properties:
            self._draft.say(PROPERTIES, text)
        if root.people:
            self._draft.notice("attachment.author", ", ".join(root.people), PROPERTIES)
        self._rest(read)

    def _document(self, part: str) -> None:
        if part in self._done:
            return
        self._done.add(part)
        tree = Locations()
        self._package.parse(part, tree)
        for location in tree.pages[:MOST_PAGES]:
            self._pages += 1
            place = Place(Kind.PAGE, str(self._pages))
            name = resolve(part, location)
            if name not in self._done:
                self._done.add(name)
                page = Page(self._draft, place)
                self._package.parse(name, page)
                if page.has_picture and not page.said:
                    self._pictures.append(place.name)

    def _rest(self, read: Read | None) -> None:
        """Templates, annotations, attachments, tags: every other part."""
        attached: list[str] = []
        for name in self._package.names:
            short = name.rpartition("/")[2].removesuffix(".xml")
            if name in self._done or not name.endswith(".xml") or short.startswith(IGNORED):
                continue
            if "attach" in short:
                files = Locations()
                self._package.parse(name, files)
                attached += [self._attached(name, each) for each in files.files]
            elif short == "content":
                self._package.parse(name, Page(self._draft, OTHER))
            elif "annot" in name:
                self._package.parse(name, Page(self._draft, Place(Kind.PART, "comments")))
                self._package.parse(name, Remarks(self._draft))
            else:
                self._package.parse(name, Everything(self._draft))
        for name in dict.fromkeys(attached):
            data = self._package.read(name)
            if data is not None:
                short = self._package.file_name(name)
                self._draft.notice("attachment.embedded", short)
                self._draft.file_within(io.BytesIO(data), short, read, Hidden.EMBEDDED)

    def _attached(self, base: str, location: str) -> str:
        """Locations are relative to the list; some programs mean the folder of the document."""
        found = resolve(base, location)
        return found if found in self._package else resolve(base.rpartition("/")[0], location)


class Root:
    """The entry of the package: the documents, and what is said about each."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.documents: list[str] = []
        self.properties: list[str] = []
        self.people: list[str] = []
        self._texts: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._texts = []
        if tag == "CustomData":
            self.properties.append(attributes.get("Name", ""))

    def text(self, data: str) -> None:
        self._texts.append(data)

    def end(self, tag: str) -> None:
        text, self._texts = "".join(self._texts).strip(), []
        if tag == "DocRoot":
            self.documents.append(text)
        elif text and tag not in ("DocID", "CreationDate", "ModDate", "Signatures", "Cover"):
            self.properties.append(text)
            if tag == "Author":
                self.people.append(text)


class Locations:
    """Where the pages and the attached files of a document are."""

    def __init__(self) -> None:
        self.pages: list[str] = []
        self.files: list[str] = []
        self._texts: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._texts = []
        if tag == "Page" and attributes.get("BaseLoc"):
            self.pages.append(attributes["BaseLoc"])

    def text(self, data: str) -> None:
        self._texts.append(data)

    def end(self, tag: str) -> None:
        text, self._texts = "".join(self._texts).strip(), []
        if tag == "FileLoc" and text:
            self.files.append(text)


class Remarks:
    """What annotations say in words rather than in drawn text."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._texts: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._texts = []
        if tag == "Annot":
            self._draft.say(_REMARK, attributes.get("Creator", ""))

    def text(self, data: str) -> None:
        self._texts.append(data)

    def end(self, tag: str) -> None:
        text, self._texts = "".join(self._texts).strip(), []
        if text and tag in ("Remark", "Parameter"):
            self._draft.say(_REMARK, text)
            self._draft.notice("attachment.comments")


_REMARK = Place(Kind.PART, "comments", hidden=Hidden.COMMENT)


@dataclass
class Line:
    """Where the text of a line has come to, in millimetres."""

    y: float
    end: float
    texts: list[str]


class Page:
    """The texts of one page. Programs write a line in many pieces, one for each character even: those that stand
    beside each other on one line are one text."""

    def __init__(self, draft: Draft, place: Place) -> None:
        self._draft, self._place = draft, place
        self._left, self._top, self._size = 0.0, 0.0, 4.0
        self._line: Line | None = None
        self._code: dict[str, str] | None = None
        self._texts: list[str] = []
        self.has_picture = self.said = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "TextObject":
            box = _numbers(attributes.get("Boundary", ""))
            self._left, self._top = (box[0], box[1]) if len(box) >= 2 else (0.0, 0.0)
            self._size = (_numbers(attributes.get("Size", "")) or [4.0])[0] or 4.0
        elif tag == "TextCode":
            self._code, self._texts = attributes, []
        elif tag == "ImageObject":
            self.has_picture = True

    def text(self, data: str) -> None:
        if self._code is not None:
            self._texts.append(data)

    def end(self, tag: str) -> None:
        if tag == "TextCode" and self._code is not None:
            self._piece("".join(self._texts), self._code)
            self._code = None
        elif tag in ("Page", "Annot", "PageAnnot"):
            self._flush()

    def _piece(self, text: str, attributes: dict[str, str]) -> None:
        across = (_numbers(attributes.get("X", "")) or [0.0])[0]
        down = (_numbers(attributes.get("Y", "")) or [0.0])[0]
        x, y = self._left + across, self._top + down
        line = self._line
        if line is None or abs(line.y - y) > self._size / 2:
            self._flush()
            line = self._line = Line(y, x, [])
        gap = (x - line.end) / self._size
        if line.texts and not -1 < gap < 0.5:
            line.texts.append(" " if -1 < gap < 2 else "\t")
        line.texts.append(text)
        line.end = x + _advance(attributes.get("DeltaX", ""), text, self._size)

    def _flush(self) -> None:
        if self._line:
            self.said = True
            self._draft.say(self._place, "".join(self._line.texts).strip())
            self._line = None


def _advance(deltas: str, text: str, size: float) -> float:
    """How far a text reaches: the steps from character to character, and the last one; guessed where none are told.

    Steps are numbers, and ``g 3 2.5`` for three of 2.5 (GB/T 33190, 11.3).
    """
    steps, words = 0.0, iter(deltas.split())
    for word in words:
        times = (_numbers(next(words, "")) or [0.0])[0] if word == "g" else 1.0
        step = next(words, "") if word == "g" else word
        steps += times * (_numbers(step) or [0.0])[0]
    widths = [size / 2 if character.isascii() else size for character in text]
    return steps + widths[-1] if deltas and widths else sum(widths)


def _numbers(text: str) -> list[float]:
    """The numbers of an attribute such as ``10 20.5 30 40``; none where it is no such."""
    try:
        return [float(each) for each in text[:200].split()]
    except ValueError:
        return []
