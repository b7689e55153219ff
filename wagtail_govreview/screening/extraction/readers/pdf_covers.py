"""Text under boxes that were drawn over it. It looks gone, and can be copied from under them.

What covers: an opaque filled rectangle or a picture that is drawn after the text; an annotation that fills or blackens.
A picture of most of the page with text below is a scan with its text, and covers nothing.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

from wagtail_govreview.screening.extraction.optional import optional

pdfium = optional("pypdfium2.raw")  # where it is missing, the reader of PDF says so

MOST_OBJECTS = 200_000  # of one page
MOST_CHARACTERS = 200_000
DEEPEST = 8  # forms in forms
SCAN = 0.6  # of the page, from which on a picture is taken for a scan
LEAST = 2.0  # points of width and height: a line covers nothing
OPAQUE = 255
INVISIBLE = 3  # the mode of drawing in which scans carry their text


@dataclass(frozen=True)
class Box:
    """In points of the page, from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        return max(self.right - self.left, 0) * max(self.top - self.bottom, 0)

    @property
    def is_thin(self) -> bool:
        return self.right - self.left < LEAST or self.top - self.bottom < LEAST

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def touches(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )


@dataclass(frozen=True)
class Drawn:
    """One object of a page. ``order``: the later one lies above; ``address``: by which characters know their object."""

    order: int
    address: int
    kind: int
    box: Box
    covers: bool

    @property
    def is_image(self) -> bool:
        return self.kind == pdfium.FPDF_PAGEOBJ_IMAGE


def covered_text(page: Any, textpage: Any, annotations: list[Box]) -> list[str]:
    """Pieces of text of which every character lies under a box. ``annotations``: boxes above everything."""
    objects = objects_of(page)
    width, height = page.get_size()
    boxes = [
        each
        for each in objects
        if each.covers
        and not each.box.is_thin
        and not (each.is_image and each.box.area > SCAN * width * height)
    ]
    if not boxes and not annotations:
        return []
    above: dict[int, list[Box]] = {}
    for text in objects:
        if text.kind == pdfium.FPDF_PAGEOBJ_TEXT:
            found = [
                each.box for each in boxes if each.order > text.order and each.box.touches(text.box)
            ]
            found += [box for box in annotations if box.touches(text.box)]
            if found:
                above[text.address] = found
    return _pieces(textpage, above) if above else []


def objects_of(page: Any) -> list[Drawn]:
    """What is drawn on the page, in order, forms taken apart."""
    found: list[Drawn] = []
    _collect(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, [], found)
    return found


def _collect(parent: Any, count: Any, get: Any, matrices: list[Any], found: list[Drawn]) -> None:
    for index in range(max(count(parent), 0)):
        if len(found) >= MOST_OBJECTS:
            return
        item = get(parent, index)
        kind = pdfium.FPDFPageObj_GetType(item) if item else 0
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            matrix = pdfium.FS_MATRIX()
            if len(matrices) < DEEPEST and pdfium.FPDFPageObj_GetMatrix(item, matrix):
                _collect(
                    item,
                    pdfium.FPDFFormObj_CountObjects,
                    pdfium.FPDFFormObj_GetObject,
                    [*matrices, matrix],
                    found,
                )
            continue
        box = _box(item, matrices) if item else None
        if box is not None:
            address = ctypes.cast(item, ctypes.c_void_p).value or 0
            found.append(Drawn(len(found), address, kind, box, _covers(item, kind)))


def _box(item: Any, matrices: list[Any]) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    corners = [(x.value, y.value) for x in (left, right) for y in (bottom, top)]
    for matrix in reversed(matrices):
        corners = [
            (
                matrix.a * x + matrix.c * y + matrix.e,
                matrix.b * x + matrix.d * y + matrix.f,
            )
            for x, y in corners
        ]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return Box(min(across), min(up), max(across), max(up))


def _covers(item: Any, kind: int) -> bool:
    if pdfium.FPDFPageObj_HasTransparency(item):
        return False
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        return True
    return kind == pdfium.FPDF_PAGEOBJ_PATH and _is_filled(item) and _is_rectangle(item)


def _is_filled(item: Any) -> bool:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(item, mode, stroke) or not mode.value:
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    return (
        bool(pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha))
        and alpha.value == OPAQUE
    )


def _is_rectangle(item: Any) -> bool:
    """Four corners, their sides along the page's: a frame or a letter has more."""
    count = pdfium.FPDFPath_CountSegments(item)
    if not 4 <= count <= 6:
        return False
    corners = set()
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_BEZIERTO:
            return False
        x, y = ctypes.c_float(), ctypes.c_float()
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            return False
        corners.add((round(x.value, 1), round(y.value, 1)))
    across, up = {x for x, _ in corners}, {y for _, y in corners}
    return len(corners) == 4 and len(across) == 2 and len(up) == 2


def _pieces(textpage: Any, above: dict[int, list[Box]]) -> list[str]:
    """Runs of covered characters."""
    pieces: list[str] = []
    start: int | None = None
    count = min(textpage.count_chars(), MOST_CHARACTERS)
    for index in range(count):
        covered = _is_covered(textpage, index, above)
        if covered is None:  # a space or line end that PDFium put in
            continue
        if covered and start is None:
            start = index
        elif not covered and start is not None:
            pieces.append(textpage.get_text_range(start, index - start))
            start = None
    if start is not None:
        pieces.append(textpage.get_text_range(start, count - start))
    return [piece for piece in pieces if piece.strip()]


def _is_covered(textpage: Any, index: int, above: dict[int, list[Box]]) -> bool | None:
    item = pdfium.FPDFText_GetTextObject(textpage, index)
    if not item:
        return None
    boxes = above.get(ctypes.cast(item, ctypes.c_void_p).value or 0)
    if not boxes or pdfium.FPDFTextObj_GetTextRenderMode(item) == INVISIBLE:
        return False
    left, bottom, right, top = textpage.get_charbox(index)
    x, y = (left + right) / 2, (bottom + top) / 2
    return any(box.holds(x, y) for box in boxes)
