"""Files a second of each format, beside a bare parser that reads what people see: ours reads what they do not see, too."""

from __future__ import annotations

import csv
import statistics
import time
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from zipfile import ZipFile

import openpyxl
import pypdfium2
from defusedxml import ElementTree

from bench.screening.speed import government_text
from tests.screening.extraction import office_files, samples
from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.reading import read

RUNS = 9
SIZE = 40_000  # bytes of text in each
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"

Bare = tuple[str, Callable[[bytes], object]]


def run() -> None:
    print(f"\nfiles with {SIZE // 1000} kB of text (PDF: one page of Latin letters)")
    for name, data, (bare_name, bare) in made():
        ours = _seconds(lambda name=name, data=data: read(BytesIO(data), name, Budget()))
        theirs = _seconds(lambda data=data, bare=bare: bare(data))
        print(
            f"{name:<8} {len(data) / 1000:6.1f} kB   ours {1 / ours:8.1f} files/s   "
            f"{bare_name} {1 / theirs:8.1f} files/s   time × {ours / theirs:.2f}"
        )


def made() -> Iterator[tuple[str, bytes, Bare]]:
    """Name, bytes, and the bare parser with its name."""
    paragraphs = government_text(SIZE)
    body = "".join(office_files.para(office_files.run(each)) for each in paragraphs)
    document = office_files.docx(body).getvalue()
    yield "a.docx", document, ("zipfile and ElementTree", _bare_docx)
    yield "a.xlsx", _workbook(paragraphs), ("openpyxl, read-only", _bare_xlsx)
    lines = b"".join(samples.line("Notice of the water board", y=y) for y in range(60, 780, 12))
    yield "a.pdf", samples.pdf(lines), ("pypdfium2", _bare_pdf)
    text = "\n".join(paragraphs)
    yield "a.txt", text.encode("gb18030"), ("decoding", lambda data: data.decode("gb18030"))
    table = text.replace("，", ",").encode("utf-8")
    yield "a.csv", table, ("csv", lambda data: list(csv.reader(StringIO(data.decode()))))
    yield "a.zip", samples.zipped({"a.docx": document}), ("the same, within a zip", _bare_zip)


def _workbook(paragraphs: list[str]) -> bytes:
    book, stream = openpyxl.Workbook(), BytesIO()
    for paragraph in paragraphs:
        book.active.append(paragraph.split("，"))
    book.save(stream)
    return stream.getvalue()


def _bare_docx(data: bytes) -> list[str]:
    with ZipFile(BytesIO(data)) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    return [each.text for each in root.iter(WORDS)]


def _bare_zip(data: bytes) -> list[str]:
    with ZipFile(BytesIO(data)) as package:
        return _bare_docx(package.read("a.docx"))


def _bare_xlsx(data: bytes) -> list[object]:
    book = openpyxl.load_workbook(BytesIO(data), read_only=True)
    return [row for sheet in book for row in sheet.iter_rows(values_only=True)]


def _bare_pdf(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def _seconds(work: Callable[[], object]) -> float:
    """Median seconds of our processor."""
    work()
    seconds = []
    for _run in range(RUNS):
        begin = time.process_time()
        work()
        seconds.append(time.process_time() - begin)
    return max(statistics.median(seconds), 1e-6)
