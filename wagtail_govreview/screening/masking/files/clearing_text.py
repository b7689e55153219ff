"""The stories of a Word document without comments' anchors, hidden text and tracked changes."""

from __future__ import annotations

import re

from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.extracts import Unreadable
from wagtail_govreview.screening.extraction.readers.word_text import is_on
from wagtail_govreview.screening.masking.files.archive import Zip
from wagtail_govreview.screening.masking.files.xml import (
    Patches,
    Segment,
    Walker,
    in_utf8,
    tag_end,
)

_STORIES = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)[^/]*\.xml")
GO = {"del", "moveFrom", "commentRangeStart", "commentRangeEnd", "commentReference"}
STAY_WITHOUT = {"ins", "moveTo"}
MARKS = {"moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"}


def clear_text(package: Zip, budget: Budget) -> None:
    """Write the document's parts as if all changes had been accepted. Raises :class:`Unreadable`."""
    for name in package:
        if _STORIES.fullmatch(name.lower()):
            budget.check_time()
            data = in_utf8(package[name])
            story = _Story(data)
            try:
                Walker(data, story).walk()
            except Unreadable:  # the reader says so of the copy, too
                continue
            package[name] = story.patches.applied()


class _Story:
    def __init__(self, data: bytes) -> None:
        self.patches = Patches(data)
        self._data = data
        self._open: list[tuple[str, int]] = []
        self._going: dict[int, bool] = {}  # runs and rows, by where they begin

    def start(self, tag: str, attributes: dict[str, str], at: int) -> None:
        if tag == "vanish" and is_on(attributes):
            self._let_go("r")
        elif tag == "del" and any(each == "trPr" for each, _at in self._open[-1:]):
            self._let_go("tr")
        self._open.append((tag, at))

    def _let_go(self, kind: str) -> None:
        """The innermost run or row that is open goes; paragraph marks are in no run."""
        for tag, at in reversed(self._open):
            if tag == kind:
                self._going[at] = True
            if tag in (kind, "p"):
                return

    def text(self, segment: Segment) -> None: ...

    def end(self, tag: str, at: int, after: int) -> None:
        _tag, begin = self._open.pop()
        if tag in GO or tag in MARKS or tag.endswith("Change") or self._going.pop(begin, False):
            self.patches.put(begin, after, b"")
        elif tag in STAY_WITHOUT:
            end = tag_end(self._data, begin)
            self.patches.put(begin, end, b"")
            if at >= end:
                self.patches.put(at, after, b"")
