"""A file is what its bytes say."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.screening.extraction.samples import line, office, pdf, zipped
from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.extracts import Extract
from wagtail_govreview.screening.extraction.kinds import HEAD, is_disguised, kind_of
from wagtail_govreview.screening.extraction.reading import read_safely

DOCX = "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

FILES = [
    (pdf(line("a")), "a.pdf", "pdf"),
    (b"junk before\n" + pdf(line("a")), "a.pdf", "pdf"),
    (office(DOCX), "a.docx", "docx"),
    (office("vnd.ms-word.document.macroEnabled.main+xml"), "a.docm", "docx"),
    (
        office("vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
        "a.et",
        "xlsx",
    ),
    (office("vnd.ms-excel.sheet.binary.macroEnabled.main"), "a.xlsb", "xlsb"),
    (
        office("vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"),
        "a.pptx",
        "pptx",
    ),
    (  # a document with a table of another program in it
        office(f'vnd.ms-excel.sheet.12"/><Override ContentType="application/{DOCX}'),
        "a.docx",
        "docx",
    ),
    (zipped({"OFD.xml": "<OFD/>"}), "a.ofd", "ofd"),
    (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "a.odt", "odt"),
    (zipped({"名单.txt": "x"}), "a.zip", "zip"),
    (b"PK\x03\x04 and nothing else", "a.zip", "zip"),
    (b"{\\rtf1 x}", "a.doc", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "a.png", "png"),
    ("姓名,电话\n".encode("gb18030"), "a.csv", "csv"),
    ("姓名".encode("utf-16"), "a.txt", "txt"),
    (("通" * HEAD).encode(), "a.txt", "txt"),
    (("a" + "通" * HEAD).encode("gb18030"), "a.txt", "txt"),
    (b"\xef\xbb\xbf<!DOCTYPE html><p>x", "a.txt", "html"),
    (b"", "a.txt", "txt"),
    (b"\0\1\2\3", "a.pdf", "unknown"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and nothing else", "a.doc", "ole"),
]


@pytest.mark.parametrize(("data", "name", "kind"), FILES)
def test_the_kind_follows_from_the_bytes(data, name, kind):
    assert kind_of(io.BytesIO(data), name) == kind


@pytest.mark.parametrize(("data", "name", "kind"), FILES)
def test_the_extension_decides_between_plain_texts_alone(data, name, kind):
    found = kind_of(io.BytesIO(data), "a.jpg")
    assert found == ("txt" if kind == "csv" else kind)


@pytest.mark.parametrize(
    ("kind", "name", "disguised"),
    [
        ("pdf", "a.PDF", False),
        ("pdf", "a.docx", True),
        ("docx", "a.wps", False),
        ("docx", "a.doc", True),
        ("doc", "a.docx", True),
        ("xls", "a.et", False),
        ("zip", "a.jpg", True),
        ("zip", "no extension", False),
        ("txt", "a.typ", False),  # which says nothing
        ("unknown", "a.pdf", False),  # it has a notice of its own
    ],
)
def test_a_name_that_lies_is_told(kind, name, disguised):
    assert is_disguised(kind, name) is disguised


def test_the_file_says_both(tmp_path):
    extract = read_safely(io.BytesIO(b"\x89PNG\r\n\x1a\n"), "清单.xlsx", Budget())
    assert ("attachment.disguised", "xlsx → png") in [
        (notice.code, notice.note) for notice in extract.notices
    ]


@given(st.binary(max_size=2000), st.sampled_from(["a.pdf", "a.csv", "a", "a.zip", "a.html"]))
def test_no_bytes_break_the_reading(data, name):
    assert isinstance(read_safely(io.BytesIO(data), name, Budget()), Extract)


@given(
    st.sampled_from([(data, name) for data, name, _kind in FILES if data]),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=8),
    st.integers(0, 10_000),
)
def test_no_damage_breaks_the_reading(file, changes, cut):
    data, name = bytearray(file[0]), file[1]
    for position, value in changes:
        data[position % len(data)] = value
    if cut % 3 == 0:
        del data[cut % len(data) :]
    extract = read_safely(io.BytesIO(bytes(data)), name, Budget(left=10**7))
    assert isinstance(extract, Extract)
