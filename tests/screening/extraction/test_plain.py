"""Text files in the encodings that offices write, tables with delimiters, HTML, Rich Text."""

import io

import pytest

from tests.screening.extraction.office_files import codes, text_of, where
from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.extracts import Unreadable
from wagtail_govreview.screening.extraction.keeping import packed, unpacked
from wagtail_govreview.screening.extraction.readers.decoding import decoded, encoding_of
from wagtail_govreview.screening.extraction.readers.plain import (
    delimiter_of,
    read_csv,
    read_txt,
)
from wagtail_govreview.screening.extraction.readers.rtf import read_rtf
from wagtail_govreview.screening.extraction.readers.web import read_html
from wagtail_govreview.screening.places import Kind, Place

TEXT = "姓名,电话\r\n张三,13800138000\r\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_texts_are_read_in_every_encoding(encoding):
    assert decoded(TEXT.encode(encoding)) == (TEXT, True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be"])
def test_the_encoding_is_told_so_that_a_text_can_be_written_again(encoding):
    data = TEXT.encode(encoding)
    mark, found = encoding_of(data)
    assert mark + TEXT.encode(found) == data


def test_text_in_no_encoding_is_noticed_and_read_as_far_as_it_makes_sense():
    extract = read_txt(io.BytesIO(b"13800138000 \xff\xff\xff"), Budget())
    assert codes(extract) == {"attachment.broken": ""}
    assert "13800138000" in text_of(extract)


def test_lines_are_told_by_their_numbers():
    extract = read_txt(io.BytesIO("公告\n\n电话13800138000\r\n完".encode()), Budget())
    (stretch,) = extract.stretches
    assert stretch.place_at(stretch.text.index("138")) == Place(Kind.LINE, "3", group="lines")
    assert where(extract, "完") == ["4"]


def test_a_long_text_is_read_in_blocks_that_lose_and_repeat_nothing():
    lines = [f"第{number}行" for number in range(1, 12_001)]
    extract = unpacked(packed(read_txt(io.BytesIO("\n".join(lines).encode()), Budget())))
    assert len(extract.stretches) == 3
    assert "\n".join(stretch.text for stretch in extract.stretches).split("\n") == lines
    assert where(extract, "第12000行") == ["12000"]


@pytest.mark.parametrize(
    "text, delimiter",
    [
        ("a,b\nc,d", ","),
        ("a;b,c;d\ne;f;g", ";"),
        ("a\tb\nc\td", "\t"),
        ("a|b|c\nd|e|f", "|"),
        ("一行文字\n又一行", ""),
        ("", ""),
    ],
)
def test_the_delimiter_is_the_sign_that_stands_most_evenly(text, delimiter):
    assert delimiter_of(text) == delimiter


def test_cells_of_a_delimited_table_know_their_places():
    data = '姓名,备注,电话\n张三,"两行\n备注, 逗号",13800138000\n,,\n李四,,13900139000\n'
    extract = read_csv(io.BytesIO(data.encode("gb18030")), Budget())
    (stretch,) = extract.stretches
    assert stretch.is_table
    assert (
        stretch.text == "姓名\t备注\t电话\n张三\t两行 备注, 逗号\t13800138000\n李四\t\t13900139000"
    )
    assert stretch.place_at(stretch.text.index("139")) == Place(Kind.CELL, "C4", group="C")


@pytest.mark.parametrize("data", [b'"' + b"x" * 200_000 + b'",1', b"\0,\0", b"a,b\rc,d"])
def test_odd_tables_are_read_all_the_same(data):
    assert text_of(read_csv(io.BytesIO(data), Budget())).strip("\0,\t") != "" or data == b"\0,\0"


def test_a_cell_that_is_too_long_for_a_table_is_read_in_its_line():
    data = b"a,b\n" * 30 + b'"' + b"x" * 200_000 + b'",LEAK'
    assert where(read_csv(io.BytesIO(data), Budget()), "LEAK") == ["31"]


def test_more_columns_than_a_sheet_can_have_lose_no_text():
    data = ",".join(str(number) for number in range(20_000)).encode()
    extract = read_csv(io.BytesIO(data), Budget())
    assert "19999" in text_of(extract)
    assert extract.stretches[0].place_at(0).name == "A1"


def test_web_pages_are_read_as_paragraphs_and_with_their_comments():
    page = (
        "<title>标题</title><p title='LEAK-TITLE'>电<b>话</b>&#49;38 3 < 4</p><!-- LEAK --><script>x='无'</script>"
        '<STYLE>p{}</style><!--[if IE]>y<![endif]--><input type=hidden value="LEAK-VALUE">末'
    )
    extract = read_html(io.BytesIO(page.encode()), Budget())
    assert where(extract, "电话138 3 < 4") == ["body"]
    assert where(extract, "末") == ["body"]
    assert where(extract, "LEAK") == [
        "other hidden_text",
        "comments comment",
        "other hidden_text",
    ]
    assert where(extract, "无") == where(extract, "{}") == []
    assert codes(extract) == {"attachment.comments": ""}


def test_tables_of_web_pages_are_read_as_tables():
    page = (
        "前<table><tr><th>姓名<th>金额</tr><tr><td></td><td>1<br>2</td></tr><tr><td>合计</table>后"
    )
    (before, table, after) = read_html(io.BytesIO(page.encode()), Budget()).stretches
    assert (before.text, after.text) == ("前", "后")
    assert table.is_table
    assert table.text == "姓名\t金额\n\t1 2\n合计"
    assert table.place_at(table.text.index("2")) == Place(Kind.TABLE, "1!B2", group="1!B")


def test_tables_in_tables_lose_no_text():
    page = "<table><tr><td>外<table><tr><td>内</td></tr></table>尾</td></tr></table>"
    text = text_of(read_html(io.BytesIO(page.encode()), Budget()))
    assert [each for each in "外内尾" if each in text] == ["外", "内", "尾"]


@pytest.mark.parametrize(
    "html", ["<!--" * 100_000, "<div>" * 50_000, "<" * 300_000, "<!" * 5000, "<![x["]
)
def test_hostile_pages_are_read_all_the_same(html):
    read_html(io.BytesIO(html.encode()), Budget())


RTF = (
    r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}}{\info{\author LEAK-AUTHOR}{\title LEAK-TITLE}}"
    r"{\header \pard LEAK-HEADER\par}\pard \'b9\'ab\'b8\'e6\u20844?\u21578? 1101{\b 01}\par "
    r"{\v LEAK-HIDDEN}{\deleted LEAK-DELETED}\par a\cell b\cell\row {\*\unknown LEAK-NOT}{\*\annotation LEAK-COMMENT}"
    r"{\field{\*\fldinst HYPERLINK LEAK-FIELD}{\fldrslt link}}{\pict ffd8ff}\par}"
)


@pytest.mark.parametrize(
    "needle, places",
    [
        ("公告公告 110101", ["body"]),
        ("a\tb", ["body"]),
        ("LEAK-AUTHOR", ["properties metadata"]),
        ("LEAK-TITLE", ["properties metadata"]),
        ("LEAK-HEADER", ["header"]),
        ("LEAK-HIDDEN", ["body hidden_text"]),
        ("LEAK-DELETED", ["body tracked_deletion"]),
        ("LEAK-COMMENT", ["comments comment"]),
        ("LEAK-FIELD", ["body hidden_text"]),
        ("LEAK-NOT", []),
        ("ffd8", []),
        ("宋体", []),
    ],
)
def test_rich_text_is_read_without_its_controls(needle, places):
    assert where(read_rtf(io.BytesIO(RTF.encode("ascii")), Budget()), needle) == places


@pytest.mark.parametrize(
    "text, read",
    [
        (rb"{\rtf1\ansicpg950 \'a4\'a4}", "中"),
        (rb"{\rtf1\ansicpg99999 \'d6\'d0}", "中"),
        (b"{\\rtf1 " + "公告".encode("gb18030") + b"}", "公告"),
        (rb"{\rtf1 a\~b\_c\{\}\\}", "a b-c{}\\"),
        (rb"{\rtf1\uc2\u20844\'b9\'ab\u21578 xx\uc0\u33}", "公告!"),
        (rb"{\rtf1\u-10179?\u65?}", "A"),
        (rb"{\rtf1 \v x\plain y}", "y"),
        (b"{\\rtf1 a\\bin3 }}}b}", "ab"),
    ],
)
def test_rich_text_in_every_form(text, read):
    assert text_of(read_rtf(io.BytesIO(text), Budget())).split("\n")[-1] == read


def test_objects_in_rich_text_are_told():
    data = rb"{\rtf1 x{\object{\*\objdata 0105}}}"
    assert set(codes(read_rtf(io.BytesIO(data), Budget()))) == {
        "attachment.embedded",
        "attachment.no_reader",
    }


def test_rich_text_tells_what_a_person_should_look_at():
    assert codes(read_rtf(io.BytesIO(RTF.encode("ascii")), Budget())) == {
        "attachment.hidden_text": "",
        "attachment.tracked_changes": "",
        "attachment.comments": "",
        "attachment.author": "LEAK-AUTHOR",
    }


@pytest.mark.parametrize(
    "data", [b"{" * 50_000, b"}" * 50_000, rb"{\rtf1 \u" + b"9" * 5000, rb"\bin9999999999 x", b"\\"]
)
def test_hostile_rich_text_is_read_all_the_same(data):
    read_rtf(io.BytesIO(data), Budget())


@pytest.mark.parametrize("reader", [read_txt, read_csv, read_html, read_rtf])
def test_texts_over_the_budget_are_not_read(reader):
    with pytest.raises(Unreadable) as why:
        reader(io.BytesIO(b"a,b\n" * 1000), Budget(left=100))
    assert why.value.code == "attachment.too_large"
