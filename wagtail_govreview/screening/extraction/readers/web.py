"""Web pages as files: their text, their tables, and their comments.

Parsers of HTML take minutes for a hostile page of some hundred thousand characters, because they look for the same end
again and again. This one looks for each end once, and takes for text whatever never ends.
"""

from __future__ import annotations

import html
import re
from typing import IO

from wagtail_govreview.content.paragraphs import PARAGRAPHS, WITHOUT_TEXT
from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.drafts import Draft, Read
from wagtail_govreview.screening.extraction.extracts import Extract
from wagtail_govreview.screening.extraction.readers.decoding import decoded
from wagtail_govreview.screening.extraction.table_blocks import TableBlocks, in_one_line
from wagtail_govreview.screening.places import Hidden, Kind, Place

BODY = Place(Kind.PART, "body")
NOTE = Place(Kind.PART, "comments", hidden=Hidden.COMMENT)
CODE = Place(Kind.PART, "other", hidden=Hidden.TEXT)
BREAKING = {*PARAGRAPHS, "br", "title", "option", "body", "head", "html", "form"} - {"td", "tr"}
STEPS = 10_000  # after which the time is looked at

_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:-]{0,30})")
_SPOKEN = re.compile(
    r"""\b(?:alt|title|value|content|href)\s{0,9}=\s{0,9}("[^"]*"|'[^']*')""", re.I
)
_WHITE = re.compile(r"\s+")


def read_html(stream: IO[bytes], budget: Budget, read: Read | None = None) -> Extract:
    """Read a web page. Raises :class:`Unreadable`."""
    draft = Draft("html", budget)
    with draft.kept():
        text, certain = decoded(draft.budget.read(stream))
        if not certain:
            draft.notice("attachment.broken")
        page = _Page(draft)
        page.read(text)
    return draft.extract()


class _Page:
    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._texts: list[str] = []
        self._tables = self._row = 0
        self._blocks: TableBlocks | None = None
        self._cells: list[str] | None = None

    def read(self, text: str) -> None:
        lowered = text.lower() if len(text.lower()) == len(text) else text
        position = steps = 0
        while (start := text.find("<", position)) >= 0:
            steps += 1
            if not steps % STEPS:
                self._draft.budget.check_time()
            self._texts.append(text[position:start])
            if text.startswith("<!--", start):
                position = self._comment(text, start + 4)
                continue
            end = text.find(">", start)
            if end < 0:
                position = start
                break
            name = _NAME.match(text, start + 1, end)
            position = end + 1
            if name is None and text[start + 1 : start + 2] not in ("!", "?", "/"):
                self._texts.append("<")  # a sign in the text, no tag
                position = start + 1
            elif name is not None:
                tag = name[1].lower()
                self._tag(tag, text[start + 1] == "/", text[name.end() : end])
                if tag in WITHOUT_TEXT and text[start + 1] != "/":
                    closed = lowered.find(f"</{tag}", end)
                    position = closed if closed >= 0 else len(text)
        self._texts.append(text[position:])
        self._end_table()
        self._flush()

    def _comment(self, text: str, start: int) -> int:
        end = text.find("-->", start)
        comment = text[start : end if end >= 0 else len(text)].strip()
        if comment and not comment.startswith("[if "):  # for old browsers, not for people
            self._draft.say(NOTE, comment)
            self._draft.notice("attachment.comments")
        return end + 3 if end >= 0 else len(text)

    def _tag(self, tag: str, ends: bool, attributes: str) -> None:
        if "=" in attributes:
            for value in _SPOKEN.findall(attributes):
                self._draft.say(CODE, html.unescape(value[1:-1]))
        if tag == "table":
            self._end_table()
            if not ends:
                self._flush()
                self._tables += 1
                self._row = 0
                self._blocks = TableBlocks(Kind.TABLE, str(self._tables))
        elif tag == "tr":
            self._end_row()
            if not ends and self._blocks:
                self._flush()
                self._cells = []
        elif tag in ("td", "th"):
            if self._cells is None:
                self._flush()
            elif ends or self._texts:
                self._end_cell(always=ends)
        elif tag in BREAKING:
            if self._cells is None:
                self._flush()
            else:
                self._texts.append(" ")

    def _text(self) -> str:
        text, self._texts = html.unescape("".join(self._texts)), []
        return _WHITE.sub(" ", text).strip()

    def _flush(self) -> None:
        self._draft.say(BODY, self._text())

    def _end_cell(self, *, always: bool) -> None:
        text = in_one_line(self._text())
        if self._cells is not None and (text or always):
            self._cells.append(text)

    def _end_row(self) -> None:
        if self._cells is not None and self._blocks is not None:
            self._end_cell(always=False)
            cells, self._cells = self._cells, None
            self._row += 1
            filled = [(column, cell) for column, cell in enumerate(cells, start=1) if cell]
            if filled:
                for stretch in self._blocks.row(self._row, filled):
                    self._draft.add(stretch)

    def _end_table(self) -> None:
        self._end_row()
        if self._blocks:
            for stretch in self._blocks.end():
                self._draft.add(stretch)
        self._blocks = None
