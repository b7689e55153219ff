"""The old formats of Word, Excel and PowerPoint."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.screening.extraction.compound_files import compound, record, word
from tests.screening.extraction.samples import line, pdf
from tests.screening.extraction.test_pdf import codes, parts, read
from wagtail_govreview.screening.extraction.readers import compound as module
from wagtail_govreview.screening.extraction.readers import xls
from wagtail_govreview.screening.places import Hidden

pytest.importorskip("olefile")
xlwt = pytest.importorskip("xlwt")

ID = "110101199003078531"


def test_every_part_of_a_word_document_is_read_at_its_place():
    regions = [
        "正文\r表格\x07" + ID + "\x07\r",
        "脚注\r",
        "页眉\r",
        "",
        "批注\r",
        "尾注\r",
        "文本框\r",
    ]
    extract = read(compound(word(regions)), "名单.doc")
    assert extract.kind == "doc"
    assert parts(extract) == [
        ("body", "正文", None),
        ("body", "表格", None),
        ("body", ID, None),
        ("footnotes", "脚注", None),
        ("header", "页眉", None),
        ("comments", "批注", Hidden.COMMENT),
        ("footnotes", "尾注", None),
        ("textbox", "文本框", None),
    ]
    assert codes(extract) == {"attachment.comments": ""}


@pytest.mark.parametrize("flags", [0x0200, 0])
def test_a_number_that_lies_in_two_pieces_is_one(flags):
    assert parts(read(compound(word([ID], flags=flags, narrow=True)), "a.wps")) == [
        ("body", ID, None)
    ]


def test_the_codes_of_fields_are_read():
    extract = read(
        compound(
            word(['\x13 HYPERLINK "http://a.example" \x14here\x15']),
        ),
        "a.doc",
    )
    assert "http://a.example" in extract.stretches[0].text


def test_an_older_word_and_a_broken_one_are_read_as_far_as_they_can_be():
    old = read(compound(word(["老版本的文字内容 " + ID], version=0x65)), "a.doc")
    assert ID in old.stretches[0].text
    broken = word(["文字内容如下 " + ID])
    broken["1Table"] = b"\xff" * 100
    extract = read(compound(broken), "a.doc")
    assert codes(extract) == {"attachment.broken": "WordDocument"}
    assert ID in extract.stretches[0].text


@pytest.mark.parametrize(
    "data",
    [
        compound(word(["a"], flags=0x0300)),
        compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}),
    ],
)
def test_a_password_is_told(data):
    assert list(codes(read(data, "a.doc"))) == ["attachment.encrypted"]


def test_macros_and_files_inside_are_told():
    streams = {
        **word(["a"]),
        "Macros/VBA/dir": b"x",
        "ObjectPool/_1/Package": pdf(line(ID)),
        "ObjectPool/_2/Workbook": b"\xff" * 9 + ("嵌入" + ID).encode("utf-16-le"),
    }
    extract = read(compound(streams), "a.doc")
    assert {"attachment.macros", "attachment.embedded"} <= set(codes(extract))
    inside = {
        place.inside
        for stretch in extract.stretches
        for number in range(len(stretch.starts))
        for place in [stretch.places[number]]
        if ID in stretch.part(number) and place.hidden is Hidden.EMBEDDED
    }
    assert inside == {("_1",), ("ObjectPool/_2",)}


def workbook(change=None):
    book = xlwt.Workbook()
    sheet = book.add_sheet("名单")
    sheet.write(0, 0, "姓名")
    sheet.write(0, 1, "身份证号")
    sheet.write(1, 0, "张三")
    sheet.write(1, 1, ID)
    sheet.write(2, 0, 13812345678)
    sheet.write(2, 1, 12.5)
    if change:
        change(book, sheet)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_cells_are_read_at_their_places():
    extract = read(workbook(), "a.et")
    assert extract.kind == "xls"
    (stretch,) = [each for each in extract.stretches if each.is_table]
    assert stretch.text == f"姓名\t身份证号\n张三\t{ID}\n13812345678\t12.5"
    assert stretch.place_at(stretch.text.index(ID)).name == "名单!B2"


def test_what_is_hidden_is_told():
    def hide(book, sheet):
        sheet.col(1).hidden = True
        sheet.row(2).hidden = True
        sheet.row(2).has_default_height = True
        other = book.add_sheet("底稿")
        other.write(0, 0, "x")
        other.visibility = 2

    extract = read(workbook(hide), "a.xls")
    noticed = codes(extract)
    assert noticed["attachment.hidden_columns"] == "名单"
    assert noticed["attachment.hidden_rows"] == "名单"
    assert noticed["attachment.hidden_sheets"] == "底稿"
    hidden = {text: why for _, text, why in parts(extract)}
    assert hidden[ID] is Hidden.COLUMN
    assert hidden["13812345678"] is Hidden.ROW
    assert hidden["x"] is Hidden.SHEET


def test_headers_and_footers_are_read():
    wide = "内部资料".encode("utf-16-le")
    records = b"\x14\x00\x0b\x00\x04\x00\x01" + wide + b"\x15\x00\x06\x00\x03\x00\x00abc"
    assert [(place.name, text) for place, text in xls._texts(records)] == [
        ("header", "内部资料"),
        ("footer", "abc"),
    ]


def test_a_text_box_is_read_once_its_text_follows():
    body = b"\x01" + "请保密".encode("utf-16-le")
    records = b"\xb6\x01\x02\x00ab" + b"\x3c\x00" + len(body).to_bytes(2, "little") + body
    assert [text for _place, text in xls._texts(records)] == ["请保密"]


def test_dates_are_no_numbers():
    import datetime

    def date(book, sheet):
        style = xlwt.easyxf(num_format_str="yyyy-mm-dd")
        sheet.write(5, 0, datetime.date(2026, 11, 23), style)

    assert "2026-11-23" in [text for _, text, _ in parts(read(workbook(date), "a.xls"))]


def slides():
    wide = ("电话" + "13812345678").encode("utf-16-le")
    return compound(
        {
            "PowerPoint Document": record(
                0x03E8,
                b"",
                0,
                record(0x0FF0, b"", 0, record(0x03F3, bytes(20)), record(0x0FA0, wide)),
                record(0x03EE, b"", 0, record(0x0FA8, b"first"), record(0x03F9, bytes(16))),
                record(
                    0x03EE,
                    b"",
                    0,
                    record(0x03F9, bytes(10) + b"\x04" + bytes(5)),
                    record(0x0FA8, b"second"),
                    record(0x2EE0, b"", 0, record(0x0FBA, "批注".encode("utf-16-le"))),
                ),
                record(0x03F0, b"", 0, record(0x0FA0, "备注".encode("utf-16-le"))),
            )
        }
    )


def test_slides_notes_and_comments_are_read():
    extract = read(slides(), "a.ppt")
    assert parts(extract) == [
        ("1", "电话13812345678", None),
        ("1", "first", None),
        ("2", "second", Hidden.SLIDE),
        ("2", "批注", Hidden.COMMENT),
        ("notes", "备注", Hidden.NOTES),
    ]
    assert codes(extract) == {
        "attachment.comments": "",
        "attachment.hidden_slides": "2",
        "attachment.speaker_notes": "",
    }


@pytest.mark.parametrize("missing", ["olefile", "xlrd"])
def test_a_missing_library_is_told(monkeypatch, missing):
    monkeypatch.setattr(module if missing == "olefile" else xls, missing, None)
    assert list(codes(read(workbook(), "a.xls"))) == ["attachment.no_reader"]


SAMPLES = [(compound(word(["正文 " + ID])), "a.doc"), (workbook(), "a.xls"), (slides(), "a.ppt")]


@settings(deadline=None, max_examples=80)
@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), min_size=1, max_size=12),
    st.integers(0, 40_000),
)
def test_no_damage_breaks_the_reading(file, changes, cut):
    damaged = bytearray(file[0])
    for position, value in changes:
        damaged[position % len(damaged)] = value
    extract = read(bytes(damaged[: cut + 600]), file[1])
    assert extract.kind


@settings(deadline=None)
@given(st.binary(max_size=3000))
def test_leftovers_are_found_in_no_time(data):
    assert all(isinstance(text, str) for text in module.leftovers(data * 20))
