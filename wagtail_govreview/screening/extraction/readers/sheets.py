"""Excel workbooks (``xlsx`` and its kin): every sheet, seen or not, and what lies beside the cells."""

from __future__ import annotations

from typing import IO

from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.drafts import Draft, Read
from wagtail_govreview.screening.extraction.extracts import Extract, Unreadable
from wagtail_govreview.screening.extraction.readers.office import (
    CODES,
    PROPERTIES,
    main_part,
    notice_scan,
    read_rest,
    relations_of,
)
from wagtail_govreview.screening.extraction.readers.parts import Package, local
from wagtail_govreview.screening.extraction.readers.sheet_cells import Rows
from wagtail_govreview.screening.extraction.readers.sheet_notes import (
    Comments,
    PivotValues,
    ThreadedComments,
)
from wagtail_govreview.screening.extraction.readers.sheet_values import (
    SharedStrings,
    SheetStyles,
    Values,
)
from wagtail_govreview.screening.places import Hidden, Kind, Place

MOST_SHEETS = 2000


class Workbook:
    """The list of sheets, and the names that were defined."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.sheets: list[tuple[str, str, str]] = []  # name, state, id of the relation
        self.starts_1904 = False
        self._name: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            values = local(attributes)
            if len(self.sheets) < MOST_SHEETS:
                name, state = values.get("name", ""), values.get("state", "visible")
                self.sheets.append((name, state, attributes.get("r:id") or _relation(attributes)))
        elif tag == "workbookPr":
            self.starts_1904 = attributes.get("date1904", "0") in ("1", "true")
        elif tag == "definedName":
            self._name = [attributes.get("name", ""), " ", attributes.get("comment", ""), " "]

    def text(self, data: str) -> None:
        if self._name is not None:
            self._name.append(data)

    def end(self, tag: str) -> None:
        if tag == "definedName" and self._name is not None:
            self._draft.say(CODES, "".join(self._name))
            self._name = None


def _relation(attributes: dict[str, str]) -> str:
    """The relation's id where its prefix is an unusual one: ``id``, with whatever prefix."""
    return next((value for name, value in attributes.items() if name.endswith(":id")), "")


def read_xlsx(stream: IO[bytes], budget: Budget, read: Read | None = None) -> Extract:
    """Read an Excel workbook. ``read``: reads the files in it; without it they are only mentioned.

    Cells are given as they are stored, formulas where no value is stored. Raises :class:`Unreadable`, with what was
    read until then.
    """
    draft = Draft("xlsx", budget)
    with draft.kept():
        package = Package(stream, draft)
        _Book(package, draft).read(read)
    return draft.extract()


class _Book:
    def __init__(self, package: Package, draft: Draft) -> None:
        self._package, self._draft = package, draft
        self._people: dict[str, None] = {}
        self._done: set[str] = set()

    def read(self, read: Read | None) -> None:
        main = main_part(self._package, "xl/workbook.xml")
        book = Workbook(self._draft)
        if not self._package.parse(main, book):
            raise Unreadable("attachment.broken", main)
        self._done.add(main)
        self._relations = relations_of(self._package, main)
        values = self._values(book.starts_1904)
        hidden = [name for name, state, _id in book.sheets if state != "visible"]
        if hidden:
            self._draft.notice("attachment.hidden_sheets", ", ".join(hidden))
        for name, state, identity in book.sheets:
            relation = self._relations.all.get(identity)
            if relation and not relation.outside:
                self._sheet(name, relation.target, values, hidden=state != "visible")
        self._pivots()
        notice_scan(self._package)
        for person in self._people:
            self._draft.say(PROPERTIES, person)
        read_rest(self._package, self._done, read, self._people)

    def _values(self, starts_1904: bool) -> Values:
        strings = SharedStrings()
        for part in self._relations.of_kind("sharedStrings"):
            self._package.parse(part, strings)
            self._done.add(part)
        styles = SheetStyles()
        for part in self._relations.of_kind("styles"):
            self._package.parse(part, styles)
        return Values(strings.texts, styles.dates, starts_1904)

    def _sheet(self, name: str, part: str, values: Values, *, hidden: bool) -> None:
        if part in self._done or part not in self._package:
            return
        self._done.add(part)
        rows = Rows(self._draft, name, values, Hidden.SHEET if hidden else None)
        self._package.parse(part, rows)
        rows.finish()
        if rows.has_hidden_columns:
            self._draft.notice("attachment.hidden_columns", name)
        if rows.has_hidden_rows:
            self._draft.notice("attachment.hidden_rows", name)
        relations = relations_of(self._package, part)
        for comments in relations.of_kind("comments"):
            self._comments(comments, Comments(self._draft, name, self._people))
        for threads in relations.of_kind("threadedComment"):
            self._comments(threads, ThreadedComments(self._draft, name))

    def _comments(self, part: str, handler: Comments | ThreadedComments) -> None:
        if part not in self._done and self._package.parse(part, handler) and handler.said:
            self._draft.notice("attachment.comments")
        self._done.add(part)

    def _pivots(self) -> None:
        """Pivot tables keep a copy of all rows that they were made from, whatever they show."""
        for part in self._package.names:
            if "pivotcache" in part and part.endswith(".xml"):
                self._done.add(part)
                place = Place(Kind.PART, "other", hidden=Hidden.TEXT)
                self._package.parse(part, PivotValues(self._draft, place))
