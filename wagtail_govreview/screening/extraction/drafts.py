"""What a reader has read so far: it becomes the extract, also when reading ends before the file does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.extracts import Extract, Notice, Unreadable
from wagtail_govreview.screening.places import Hidden, Kind, Place
from wagtail_govreview.screening.stretches import Stretch, stretch_of

Read = Callable[[IO[bytes], str, Budget], Extract]

STRETCH = 500_000  # characters after which paragraphs begin a new stretch
MOST_NOTICES = 200
FILE = Place(Kind.FILE)
SPENT = {
    "attachment.too_large",
    "attachment.too_slow",
}  # the whole reading ends, not only this file


class Draft:
    """Takes paragraphs, tables, notices and files in the file, in the order of the document."""

    def __init__(self, kind: str, budget: Budget) -> None:
        self.kind, self.budget = kind, budget
        self._stretches: list[Stretch] = []
        self._paragraphs: list[tuple[Place, str]] = []
        self._length = 0
        self._notices: dict[Notice, None] = {}

    def say(self, place: Place, text: str) -> None:
        """A paragraph; nothing if it is blank."""
        if text and not text.isspace():
            self._paragraphs.append((place, text))
            self._length += len(text)
            if self._length >= STRETCH:
                self._end_paragraphs()

    def add(self, stretch: Stretch) -> None:
        self._end_paragraphs()
        self._stretches.append(stretch)

    def notice(self, code: str, note: str = "", place: Place = FILE) -> None:
        """Told once, however often it is noticed."""
        if len(self._notices) < MOST_NOTICES:
            self._notices[Notice(code, place, note)] = None

    @property
    def is_empty(self) -> bool:
        """Whether there is no text so far."""
        return not self._stretches and not self._paragraphs

    @property
    def characters(self) -> int:
        """How much text there is so far."""
        return self._length + sum(len(stretch.text) for stretch in self._stretches)

    def extract(self) -> Extract:
        self._end_paragraphs()
        return Extract(self.kind, tuple(self._stretches), tuple(self._notices))

    def _end_paragraphs(self) -> None:
        if self._paragraphs:
            self._stretches.append(stretch_of(self._paragraphs))
            self._paragraphs, self._length = [], 0

    @contextmanager
    def kept(self) -> Iterator[None]:
        """What was read until reading became impossible comes along with :class:`Unreadable`."""
        try:
            yield
        except Unreadable as why:
            raise Unreadable(why.code, why.note, self.extract()) from why

    def file_within(
        self, stream: IO[bytes], name: str, read: Read | None, hidden: Hidden | None = None
    ) -> None:
        """Read a file in this file with ``read``. What cannot be read is noticed; a spent budget ends everything."""
        place = Place(Kind.FILE, hidden=hidden, inside=(name,))
        try:
            if read is None:
                raise Unreadable("attachment.no_reader")
            inner = read(stream, name, self.budget.deeper())
        except Unreadable as why:
            if why.extract:
                self._take(why.extract.inside(name, hidden))
            self.notice(why.code, why.note, place)
            if why.code in SPENT:
                self.budget.take(0)  # raises where it is our own that is spent
        else:
            self._take(inner.inside(name, hidden))

    def _take(self, inner: Extract) -> None:
        for stretch in inner.stretches:
            self.add(stretch)
        for notice in inner.notices:
            self.notice(notice.code, notice.note, notice.place)
