"""PDF: the text of each page, what lies under boxes, notes, forms, files inside, properties, earlier revisions.

pypdfium2 reads the pages (fast, native, for one thread: this runs in the worker's process); pypdf reads the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any

from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.drafts import Draft, Read
from wagtail_govreview.screening.extraction.extracts import Extract, Unreadable
from wagtail_govreview.screening.extraction.optional import optional
from wagtail_govreview.screening.extraction.readers import ocr, pdf_covers, pdf_notes
from wagtail_govreview.screening.places import Hidden, Kind, Place

pypdfium2 = optional("pypdfium2")

PASSWORD = 4  # PDFium's number of the error
MOST_PAGES = 20_000
MOST_REVISIONS = 5  # that are compared with the last
FEW = 20  # characters of a page that is a picture all the same: its number, a stamp
PICTURE_SHARE = 0.5  # of the page that a picture covers, to be a scan
DOTS = 200  # an inch, for OCR
END = re.compile(rb"%%EOF[\r\n]{0,2}")
_SIGNS = str.maketrans({"\r": None, "\x02": "", "\ufffe": "", "\0": "", "\t": " "})


def read_pdf(stream: IO[bytes], budget: Budget, read: Read | None = None) -> Extract:
    """Read a PDF. ``read``: reads the files in it. Raises :class:`Unreadable`, with what was read until then."""
    if pypdfium2 is None:
        raise Unreadable("attachment.no_reader", "pdf")
    draft = Draft("pdf", budget)
    with draft.kept():
        data = budget.read(stream)
        pages = _Pages(draft, pdf_notes.covers_of(data))
        document = _opened(data)
        try:
            pages.read(document)
        finally:
            document.close()
            pages.notice()
        _earlier(data, pages.lines, draft)
        pdf_notes.read_notes(data, draft, read)
    return draft.extract()


def _opened(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as why:
        encrypted = getattr(why, "err_code", None) == PASSWORD or "password" in str(why).lower()
        raise Unreadable("attachment.encrypted" if encrypted else "attachment.broken") from why


class _Pages:
    """Says the text of all pages. ``lines``: of all of them; ``scans``, ``by_machine``, ``broken``: numbers of pages."""

    def __init__(self, draft: Draft, covers: dict[int, list[pdf_covers.Box]]) -> None:
        self.lines: set[str] = set()
        self._draft, self._covers = draft, covers
        self._scans: list[int] = []
        self._by_machine: list[int] = []
        self._broken: list[int] = []

    def read(self, document: Any) -> None:
        if len(document) > MOST_PAGES:
            raise Unreadable("attachment.too_large", str(len(document)))
        for index in range(len(document)):
            self._draft.budget.check_time()
            try:
                page = document[index]
            except pypdfium2.PdfiumError:
                self._broken.append(index + 1)
                continue
            try:
                self._page(page, index)
            finally:
                page.close()

    def notice(self) -> None:
        for code, numbers in (
            ("attachment.broken", self._broken),
            ("attachment.no_text_layer", self._scans),
            ("attachment.ocr", self._by_machine),
        ):
            if numbers:
                self._draft.notice(code, ranges(numbers))

    def _page(self, page: Any, index: int) -> None:
        place = Place(Kind.PAGE, str(index + 1))
        below = Place(Kind.PAGE, str(index + 1), hidden=Hidden.COVERED)
        textpage = page.get_textpage()
        try:
            text = _cleaned(textpage.get_text_range())
            self._draft.budget.take(len(text))
            covers = self._covers.get(index, [])
            covered = pdf_covers.covered_text(page, textpage, covers) if text.strip() else []
        finally:
            textpage.close()
        for part in covered:  # before the page, so that findings are told to be covered
            self._draft.say(below, _cleaned(part))
            self._draft.notice("attachment.covered_text", place=below)
        self._draft.say(place, text)
        self.lines.update(line.strip() for line in text.splitlines())
        if len(text.strip()) < FEW and _is_scan(page, has_text=bool(text.strip())):
            self._scan(page, place, index + 1)

    def _scan(self, page: Any, place: Place, number: int) -> None:
        text = _by_machine(page, self._draft.budget) if self._draft.budget.ocr else ""
        if text.strip():
            self._by_machine.append(number)
            self._draft.say(place, text)
        else:
            self._scans.append(number)


def _is_scan(page: Any, *, has_text: bool) -> bool:
    """Does the page show something besides its few characters? ``has_text``: then only a large picture counts."""
    objects = pdf_covers.objects_of(page)
    if not has_text:
        return bool(objects)
    width, height = page.get_size()
    return any(each.is_image and each.box.area > PICTURE_SHARE * width * height for each in objects)


def _by_machine(page: Any, budget: Budget) -> str:
    scale = min(DOTS / 72, ocr.LONGEST_SIDE / max(*page.get_size(), 1))
    return ocr.text_of(page.render(scale=scale).to_pil().convert("RGB"), budget) or ""


def _earlier(data: bytes, lines: set[str], draft: Draft) -> None:
    """Text of the states before the file was saved over: its lines that the last state has no more."""
    ends = [found.end() for found in END.finditer(data)]
    if b"/Linearized" in data[:1024]:  # made for the web: its first end is none
        ends = ends[1:]
    earlier = ends[:-1]
    if not earlier:
        return
    draft.notice("attachment.earlier_revisions", str(len(earlier)))
    known = set(lines)
    for end in earlier[-MOST_REVISIONS:]:
        for number, line in _lines_of(data[:end], draft.budget):
            if line and line not in known:
                known.add(line)
                draft.say(Place(Kind.PAGE, str(number), hidden=Hidden.EARLIER), line)


def _lines_of(data: bytes, budget: Budget) -> Iterator[tuple[int, str]]:
    try:
        document = _opened(data)
    except Unreadable:  # not every end was one
        return
    try:
        for index in range(min(len(document), MOST_PAGES)):
            budget.check_time()
            page = document[index]
            text = _cleaned(page.get_textpage().get_text_range())
            budget.take(len(text))
            for line in text.splitlines():
                yield index + 1, line.strip()
    except pypdfium2.PdfiumError:
        return
    finally:
        document.close()


def _cleaned(text: str) -> str:
    return text.translate(_SIGNS)


def ranges(numbers: list[int]) -> str:
    """``1–3, 7`` of 1, 2, 3 and 7 (ascending)."""
    groups: list[list[int]] = []
    for number in numbers:
        if groups and groups[-1][1] == number - 1:
            groups[-1][1] = number
        else:
            groups.append([number, number])
    return ", ".join(f"{a}–{b}" if a != b else str(a) for a, b in groups)
