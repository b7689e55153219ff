"""PowerPoint presentations (``pptx`` and its kin): slides in order, seen or not, notes and comments."""

from __future__ import annotations

from typing import IO

from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.drafts import Draft, Read
from wagtail_govreview.screening.extraction.extracts import Extract, Unreadable
from wagtail_govreview.screening.extraction.readers.office import (
    PROPERTIES,
    main_part,
    read_rest,
    relations_of,
)
from wagtail_govreview.screening.extraction.readers.parts import Package, local
from wagtail_govreview.screening.extraction.table_blocks import in_one_line
from wagtail_govreview.screening.places import Hidden, Kind, Place
from wagtail_govreview.screening.stretches import CELL_END, PART_END, Stretch

MOST_SLIDES = 5000
SPOKEN = ("descr", "title")
# Parts that belong to one slide; what they say is told with it.
BESIDE = {
    "notesSlide": Hidden.NOTES,
    "comments": Hidden.COMMENT,
    "comment": Hidden.COMMENT,
    "diagramData": None,
    "chart": None,
}
OFF = {"0", "false"}


class Slide:
    """The text of one slide, of its notes or comments: paragraphs and tables. ``place``: of all of it."""

    def __init__(self, draft: Draft, place: Place) -> None:
        self._draft, self._place = draft, place
        self._texts: list[str] = []
        self._rows: list[list[str]] = []
        self._tables = 0
        self._wanted = False
        self.is_hidden = self.said = self.has_picture = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("t", "text", "v"):  # in shapes; in comments of older programs; in charts
            self._wanted = True
        elif tag == "br":
            self._texts.append("\n")
        elif tag == "sld":
            self.is_hidden = attributes.get("show", "1").lower() in OFF
            if self.is_hidden and not self._place.hidden:
                self._place = Place(self._place.kind, self._place.name, hidden=Hidden.SLIDE)
        elif tag == "tbl":
            self._tables += 1
        elif tag == "tr" and self._tables:
            self._rows.append([])
        elif tag == "pic":
            self.has_picture = True
        elif tag == "cNvPr":
            for name in SPOKEN:
                self._draft.say(self._place, attributes.get(name, ""))

    def text(self, data: str) -> None:
        if self._wanted:
            self._texts.append(data)

    def end(self, tag: str) -> None:
        if tag in ("t", "text", "v"):
            self._wanted = False
            if tag != "t":
                self._flush()
        elif tag == "p":
            if self._rows:
                self._texts.append(" ")  # between the paragraphs of a cell
            else:
                self._flush()
        elif tag == "tc" and self._rows:
            self._rows[-1].append(in_one_line("".join(self._texts)).strip())
            self._texts = []
        elif tag == "tbl":
            self._tables -= 1
            if not self._tables:
                self._table()

    def _flush(self) -> None:
        text, self._texts = "".join(self._texts), []
        if text.strip():
            self._draft.say(self._place, text)
            self.said = True

    def _table(self) -> None:
        rows, self._rows = [row for row in self._rows if row], []
        if not rows:
            return
        self.said = True
        starts, offset = [], 0
        for row in rows:
            for cell in row:
                starts.append(offset)
                offset += len(cell) + 1
        text = PART_END.join(CELL_END.join(row) for row in rows)
        places = [self._place] * len(starts)
        self._draft.add(Stretch(text, starts, places, is_table=True))


class SlideList:
    """The ids of the relations to the slides, in the order in which they are shown."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sldId" and len(self.ids) < MOST_SLIDES:
            names = [name for name in attributes if name.endswith(":id")]
            if names:
                self.ids.append(attributes[names[0]])

    def end(self, tag: str) -> None: ...

    def text(self, data: str) -> None: ...


class Authors:
    """Those who commented. ``people``: takes their names."""

    def __init__(self, people: dict[str, None]) -> None:
        self._people = people

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(attributes).get("name", "").strip()
        if tag in ("cmAuthor", "author") and name:
            self._people[name] = None

    def end(self, tag: str) -> None: ...

    def text(self, data: str) -> None: ...


def read_pptx(stream: IO[bytes], budget: Budget, read: Read | None = None) -> Extract:
    """Read a presentation. ``read``: reads the files in it; without it they are only mentioned.

    Raises :class:`Unreadable`, with what was read until then.
    """
    draft = Draft("pptx", budget)
    with draft.kept():
        package = Package(stream, draft)
        _Presentation(package, draft).read(read)
    return draft.extract()


class _Presentation:
    def __init__(self, package: Package, draft: Draft) -> None:
        self._package, self._draft = package, draft
        self._people: dict[str, None] = {}
        self._done: set[str] = set()
        self._hidden: list[str] = []
        self._pictures: list[str] = []

    def read(self, read: Read | None) -> None:
        main = main_part(self._package, "ppt/presentation.xml")
        order = SlideList()
        if not self._package.parse(main, order):
            raise Unreadable("attachment.broken", main)
        relations = relations_of(self._package, main)
        for part in relations.of_kind("commentAuthors", "authors"):
            self._package.parse(part, Authors(self._people))
            self._done.add(part)
        number = 0
        for identity in order.ids:
            relation = relations.all.get(identity)
            if relation and not relation.outside and relation.target not in self._done:
                number += 1
                self._slide(relation.target, str(number))
        if self._hidden:
            self._draft.notice("attachment.hidden_slides", ", ".join(self._hidden))
        if self._pictures:
            self._draft.notice("attachment.no_text_layer", ", ".join(self._pictures))
        for person in self._people:
            self._draft.say(PROPERTIES, person)
        read_rest(self._package, self._done, read, self._people)

    def _slide(self, part: str, number: str) -> None:
        self._done.add(part)
        place = Place(Kind.SLIDE, number)
        slide = Slide(self._draft, place)
        self._package.parse(part, slide)
        if slide.is_hidden:
            self._hidden.append(number)
        if slide.has_picture and not slide.said:
            self._pictures.append(number)
        for relation in relations_of(self._package, part).all.values():
            if relation.outside or relation.kind not in BESIDE or relation.target in self._done:
                continue
            self._done.add(relation.target)
            hidden = BESIDE[relation.kind] or (Hidden.SLIDE if slide.is_hidden else None)
            beside = Slide(self._draft, Place(Kind.SLIDE, number, hidden=hidden))
            self._package.parse(relation.target, beside)
            if beside.said and hidden is Hidden.NOTES:
                self._draft.notice("attachment.speaker_notes")
            elif beside.said and hidden is Hidden.COMMENT:
                self._draft.notice("attachment.comments")
