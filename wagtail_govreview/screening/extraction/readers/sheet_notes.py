"""What hangs on the cells of a workbook: comments, conversations, and the copies that pivot tables keep."""

from __future__ import annotations

from wagtail_govreview.screening.extraction.drafts import Draft
from wagtail_govreview.screening.extraction.readers.sheet_values import unescaped
from wagtail_govreview.screening.places import Hidden, Kind, Place


def _cell(sheet: str, reference: str) -> Place:
    return Place(Kind.CELL, f"{sheet}!{reference[:20]}", hidden=Hidden.COMMENT)


class Comments:
    """The comments of one sheet. ``people``: takes the names of those who wrote them."""

    def __init__(self, draft: Draft, sheet: str, people: dict[str, None]) -> None:
        self._draft, self._sheet, self._people = draft, sheet, people
        self._reference = ""
        self._texts: list[str] = []
        self._wanted = False
        self.said = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "comment":
            self._reference, self._texts = attributes.get("ref", ""), []
        elif tag in ("t", "author"):
            self._wanted = True
            if tag == "author":
                self._texts = []

    def text(self, data: str) -> None:
        if self._wanted:
            self._texts.append(data)

    def end(self, tag: str) -> None:
        text = "".join(self._texts).strip()
        if tag == "comment":
            self._draft.say(_cell(self._sheet, self._reference), unescaped(text))
            self.said = True
        elif tag == "author":
            self._wanted = False
            if text and not text.startswith("tc={"):  # stands for a conversation, is no person
                self._people[text] = None
        elif tag == "t":
            self._wanted = False


class ThreadedComments:
    """The conversations of one sheet."""

    def __init__(self, draft: Draft, sheet: str) -> None:
        self._draft, self._sheet = draft, sheet
        self._reference = ""
        self._texts: list[str] = []
        self.said = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "threadedComment":
            self._reference = attributes.get("ref", "")
        self._texts = []

    def text(self, data: str) -> None:
        self._texts.append(data)

    def end(self, tag: str) -> None:
        if tag == "text":
            self._draft.say(_cell(self._sheet, self._reference), "".join(self._texts))
            self.said = True
        self._texts = []


class PivotValues:
    """The values that the copy of a pivot table holds: texts, numbers and dates; and the names of its fields."""

    def __init__(self, draft: Draft, place: Place) -> None:
        self._draft, self._place = draft, place

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("s", "n", "d"):
            self._draft.say(self._place, attributes.get("v", ""))
        elif tag == "cacheField":
            self._draft.say(self._place, attributes.get("name", ""))

    def end(self, tag: str) -> None: ...

    def text(self, data: str) -> None: ...
