"""Text files and tables with delimiters with masks: encoding, line ends, delimiters and quotes stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO

from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.extracts import Unreadable
from wagtail_govreview.screening.extraction.readers.decoding import encoding_of
from wagtail_govreview.screening.extraction.readers.plain import delimiter_of
from wagtail_govreview.screening.masking.files.readings import Masker, Reading
from wagtail_govreview.screening.masking.files.xml import Segment
from wagtail_govreview.screening.stretches import CELL_END

ROWS = 2000  # that are read as one


def mask_plain(stream: IO[bytes], budget: Budget, masker: Masker, *, is_table: bool) -> bytes:
    """The file with masks. Raises :class:`Unreadable` if some of its bytes are no text."""
    data = budget.read(stream)
    mark, encoding = encoding_of(data)
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as why:
        raise Unreadable("attachment.broken") from why
    delimiter = delimiter_of(text) if is_table else ""
    lines = text.splitlines(keepends=True)
    written = []
    for first in range(0, len(lines), ROWS):
        budget.check_time()
        written.append(_masked("".join(lines[first : first + ROWS]), delimiter, masker))
    return mark + "".join(written).encode(encoding)


def _masked(text: str, delimiter: str, masker: Masker) -> str:
    """Delimiters are read as ends of cells; they are as long, so what is found is where it is in the file."""
    read = text.replace(delimiter, CELL_END) if delimiter else text
    written = _Written(text)
    masker.mask([Reading(bool(delimiter), True, [Segment(read, 0, 0)])], written)
    return written.text


class _Written:
    """Takes what a masker writes, for a text that is one segment."""

    def __init__(self, text: str) -> None:
        self.text = text

    def write(self, segment: Segment, signs: Sequence[str]) -> None:
        self.text = "".join(
            old if new == read else new
            for old, read, new in zip(self.text, segment.text, signs, strict=True)
        )
