"""Word documents (``docx`` and its kin): the body, and everything that lies beside it."""

from __future__ import annotations

from typing import IO

from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.drafts import Draft, Read
from wagtail_govreview.screening.extraction.extracts import Extract, Unreadable
from wagtail_govreview.screening.extraction.readers.office import (
    PROPERTIES,
    main_part,
    notice_scan,
    read_rest,
    relations_of,
)
from wagtail_govreview.screening.extraction.readers.parts import Package, local
from wagtail_govreview.screening.extraction.readers.word_text import Story, is_on
from wagtail_govreview.screening.places import Hidden

# Kind of the relation: the part's name for people.
BESIDE = {
    "header": "header",
    "footer": "footer",
    "footnotes": "footnotes",
    "endnotes": "footnotes",
    "comments": "comments",
    "glossaryDocument": "other",
    "settings": "other",
}


class Styles:
    """Which styles hide text, by themselves or through the style they are based on."""

    def __init__(self) -> None:
        self._hiding: set[str] = set()
        self._based: dict[str, str] = {}
        self._style = ""
        self._in_runs = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "style":
            self._style = local(attributes).get("styleId", "")
        elif tag == "rPr":
            self._in_runs = True
        elif tag == "basedOn":
            self._based[self._style] = local(attributes).get("val", "")
        elif tag == "vanish" and self._in_runs and self._style and is_on(attributes):
            self._hiding.add(self._style)

    def end(self, tag: str) -> None:
        if tag == "rPr":
            self._in_runs = False
        elif tag == "style":
            self._style = ""

    def text(self, data: str) -> None: ...

    @property
    def hiding(self) -> set[str]:
        hiding = set(self._hiding)
        for _step in range(10):  # deeper chains are not written by people
            more = {style for style, base in self._based.items() if base in hiding} - hiding
            if not more:
                break
            hiding |= more
        return hiding


def read_docx(stream: IO[bytes], budget: Budget, read: Read | None = None) -> Extract:
    """Read a Word document. ``read``: reads the files in it; without it they are only mentioned.

    Raises :class:`Unreadable`, with what was read until then.
    """
    draft = Draft("docx", budget)
    with draft.kept():
        package = Package(stream, draft)
        _Document(package, draft).read(read)
    return draft.extract()


class _Document:
    def __init__(self, package: Package, draft: Draft) -> None:
        self._package, self._draft = package, draft
        self._people: dict[str, None] = {}
        self._hiding: set[str] = set()
        self._done: set[str] = set()
        self._tables = 0

    def read(self, read: Read | None) -> None:
        main = main_part(self._package, "word/document.xml")
        if main not in self._package:
            raise Unreadable("attachment.broken", main)
        relations = relations_of(self._package, main)
        for name in relations.of_kind("styles"):
            styles = Styles()
            self._package.parse(name, styles)
            self._hiding |= styles.hiding
        self._story(main, "body")
        for relation in relations.all.values():
            if not relation.outside and relation.kind in BESIDE:
                self._story(relation.target, BESIDE[relation.kind])
        notice_scan(self._package)
        for person in self._people:
            self._draft.say(PROPERTIES, person)
        read_rest(self._package, self._done, read, self._people)

    def _story(self, part: str, name: str) -> None:
        if part in self._done:
            return
        self._done.add(part)
        is_comments = name == "comments"
        story = Story(
            self._draft,
            name,
            Hidden.COMMENT if is_comments else None,
            hiding=self._hiding,
            people=self._people,
            tables=self._tables,
        )
        self._package.parse(part, story)
        self._tables = story.tables
        if is_comments and story.said:
            self._draft.notice("attachment.comments")
        if story.has_changes and not is_comments:
            self._draft.notice("attachment.tracked_changes")
        if story.has_hidden:
            self._draft.notice("attachment.hidden_text")
