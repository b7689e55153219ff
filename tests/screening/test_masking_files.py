"""Masked copies of files: nothing is left wherever it stood, and nothing else is lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from tests.screening.masks import HOME, ID, MAIL, PHONE, masking
from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.extracts import Unreadable
from wagtail_govreview.screening.extraction.reading import read
from wagtail_govreview.screening.masking.files.copying import groups_of, masked_copy
from wagtail_govreview.screening.masking.files.xml import Patches, Segment, Walker
from wagtail_govreview.screening.registry import Context

CODES = {"tests.id_number", "tests.phone", "tests.address", "tests.email"}
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture(autouse=True)
def only_these() -> Iterator[None]:
    with masking():
        yield


def copy(data: bytes, name: str, codes: Collection[str] = CODES) -> bytes:
    return masked_copy(io.BytesIO(data), name, Context(), codes)


def text_of(data: bytes, name: str) -> str:
    extract = read(io.BytesIO(data), name, Budget())
    return "\n".join(stretch.text for stretch in extract.stretches)


def raw(data: bytes) -> str:
    """Everything in a zip, unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "\n".join(
            package.read(name).decode("utf-8", "replace") for name in package.namelist()
        )


def nothing_left(data: bytes) -> None:
    text = raw(data)
    for secret in (ID, PHONE, MAIL, HOME):
        assert secret not in text


# -- workbooks ------------------------------------------------------------------------------------------------------


def workbook() -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.title = "补贴名单"
    sheet.append(["姓名", "金额", "身份证号", "电话"])
    for number in range(3):
        sheet.append([f"张三{number}", 1000 + number, ID, int(PHONE)])
    sheet["A6"] = f"备注 {MAIL}"
    sheet["B6"] = "=SUM(B2:B4)"
    sheet["B7"] = f'=IF(D2={PHONE},"是","否")'
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[4].hidden = True
    sheet["A1"].comment = Comment(f"打电话 {PHONE}", "张三")
    sheet.oddHeader.center.text = f"住 {HOME}"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=4), titles_from_data=True)
    sheet.add_chart(chart, "F2")
    secret = book.create_sheet("底稿")
    secret["A1"] = f"{HOME}，{ID}"
    secret.sheet_state = "veryHidden"
    return book


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_workbook_is_masked_in_every_corner_and_keeps_all_else():
    before = saved(workbook())
    after = copy(before, "名单.xlsx")
    nothing_left(after)
    book = load_workbook(io.BytesIO(after))
    sheet = book["补贴名单"]
    assert [cell.value for cell in sheet[2]] == ["张三0", 1000, "11*************515", "138****8000"]
    assert sheet["A6"].value == "备注 z***@example.cn"
    assert sheet["B6"].value == "=SUM(B2:B4)"
    assert (
        sheet["B7"].value == '=IF(D2=138****8000,"是","否")'
    )  # no value was stored: the formula as text
    assert sheet.column_dimensions["C"].hidden and sheet.row_dimensions[4].hidden
    assert "138****8000" in sheet["A1"].comment.text
    assert book["底稿"].sheet_state == "veryHidden"
    assert book["底稿"]["A1"].value == "银川市金凤区上海西路街道***，11*************515"
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        assert old.namelist() == new.namelist()
        for name in old.namelist():
            if "chart" in name or "drawing1" in name or "styles" in name:
                assert old.read(name) == new.read(name), name


def test_only_the_types_that_were_chosen():
    after = copy(saved(workbook()), "名单.xlsx", {"tests.id_number"})
    assert ID not in raw(after)
    assert PHONE in text_of(after, "名单.xlsx")


def sheet_xml(rows: str, strings: str = "") -> bytes:
    """A workbook by hand, as programs other than the usual write it."""
    target = io.BytesIO()
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(target, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.spreadsheetml.sheet.main+xml"/>'
            '<Override PartName="/xl/calcChain.xml" ContentType="c"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="a" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        package.writestr(
            "xl/workbook.xml",
            f'<workbook {main} xmlns:r="{rel}"><sheets><sheet name="甲" sheetId="1" r:id="a"/></sheets></workbook>',
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="a" Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="b" Type="{rel}/sharedStrings" Target="sharedStrings.xml"/>'
            f'<Relationship Id="c" Type="{rel}/calcChain" Target="calcChain.xml"/></Relationships>',
        )
        package.writestr("xl/calcChain.xml", f'<calcChain {main}><c r="A1" i="1"/></calcChain>')
        package.writestr("xl/sharedStrings.xml", f"<sst {main}>{strings}</sst>")
        package.writestr(
            "xl/worksheets/sheet1.xml",
            f'<x:worksheet xmlns:x="{main[7:-1]}"><x:sheetData>{rows}</x:sheetData></x:worksheet>',
        )
    return target.getvalue()


def test_cells_as_other_programs_write_them():
    before = sheet_xml(
        f'<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c>'
        f'<x:c r="B1" s="2" t="str"><x:f t="shared" ref="B1:B2" si="0">A1&amp;""</x:f><x:v>{PHONE}</x:v></x:c></x:row>'
        f'<x:row><x:c t="inlineStr"><x:is><x:r><x:t>138</x:t></x:r><x:r><x:t>00138000</x:t></x:r></x:is></x:c>'
        f'<x:c t="str"><x:f t="shared" si="0"/><x:v>好</x:v></x:c><x:c><x:v>1.3800138E10</x:v></x:c></x:row>',
        "<si><r><t>电话\n138</t></r><r><t>0013</t></r><r><t>8000 &amp; 其他</t></r></si>",
    )
    after = copy(before, "a.xlsx")
    nothing_left(after)
    with zipfile.ZipFile(io.BytesIO(after)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
        strings = package.read("xl/sharedStrings.xml").decode()
        assert "xl/calcChain.xml" not in package.namelist()
        assert "calcChain" not in raw(after)
    assert (
        "<si><r><t>电话\n138</t></r><r><t>****</t></r><r><t>8000 &amp; 其他</t></r></si>" in strings
    )
    assert (
        '<x:c r="B1" s="2" t="inlineStr"><x:is><x:t xml:space="preserve">138****8000</x:t>' in sheet
    )
    assert '<x:c t="str"><x:v>好</x:v></x:c>' in sheet
    assert "1.3800138E10" not in sheet and sheet.count("138****8000") == 3


def test_values_that_a_pivot_table_remembers():
    before = saved(workbook())
    target = io.BytesIO(before)
    with zipfile.ZipFile(target, "a") as package:
        package.writestr(
            "xl/pivotCache/pivotCacheRecords1.xml",
            '<pivotCacheRecords xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f'<r><s v="{ID}"/><n v="{PHONE}"/><n v="5"/></r></pivotCacheRecords>',
        )
    after = copy(target.getvalue(), "a.xlsx")
    assert '<r><s v="11*************515"/><s v="138****8000"/><n v="5"/></r>' in raw(after)


# -- Word -----------------------------------------------------------------------------------------------------------

BODY = f"""<w:p><w:r><w:t>身份证 {ID[:6]}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{ID[6:]}</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>姓名</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{PHONE}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:t>138</w:t></w:r><w:del w:id="1" w:author="x"><w:r><w:delText>99</w:delText></w:r></w:del><w:r><w:t>00138000</w:t></w:r></w:p>
<w:p><w:del w:id="2" w:author="x"><w:r><w:delText>{PHONE}</w:delText></w:r></w:del></w:p>
<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{MAIL}</w:t></w:r><w:r><w:t>完</w:t></w:r></w:p>
<w:p><w:r><w:drawing><wp:docPr xmlns:wp="u" id="1" name="a" descr="{PHONE}"/></w:drawing></w:r></w:p>
<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>{HOME}</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">2026年 &amp; 印发 </w:t></w:r></w:p>"""


def document(body: str = BODY) -> bytes:
    target = io.BytesIO()
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(target, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="a" Type="{rel}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="a" Type="{rel}/header" Target="header1.xml"/>'
            f'<Relationship Id="b" Type="{rel}/comments" Target="comments.xml"/>'
            f'<Relationship Id="c" Type="{rel}/hyperlink" Target="mailto:{MAIL}" TargetMode="External"/></Relationships>',
        )
        package.writestr(
            "word/document.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><!-- c --><w:document {W}><w:body>{body}</w:body></w:document>',
        )
        package.writestr(
            "word/header1.xml", f"<w:hdr {W}><w:p><w:r><w:t>{PHONE}</w:t></w:r></w:p></w:hdr>"
        )
        package.writestr(
            "word/comments.xml",
            f'<w:comments {W}><w:comment w:id="1"><w:p><w:r><w:t>{ID}</w:t></w:r></w:p></w:comment></w:comments>',
        )
        package.writestr("docProps/core.xml", f"<p><creator>{MAIL}</creator></p>")
        package.writestr("word/media/image1.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    return target.getvalue()


def test_a_document_is_masked_in_every_corner_and_keeps_all_else():
    before = document()
    after = copy(before, "通知.docx")
    nothing_left(after)
    with zipfile.ZipFile(io.BytesIO(after)) as package:
        body = package.read("word/document.xml").decode()
        assert package.read("word/media/image1.png")[:4] == b"\x89PNG"
        assert "138****8000" in package.read("word/header1.xml").decode()
        assert "11*************515" in package.read("word/comments.xml").decode()
        assert (
            'Target="mailto:z***@example.cn"'
            in package.read("word/_rels/document.xml.rels").decode()
        )
    assert "<w:t>身份证 11****</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>*********515</w:t>" in body
    assert (
        "<w:t>138</w:t>" in body
        and "<w:t>****8000</w:t>" in body
        and "<w:delText>99</w:delText>" in body
    )
    assert 'descr="138****8000"' in body and "<w:t>银川市金凤区上海西路街道***</w:t>" in body
    assert body.startswith('<?xml version="1.0" encoding="UTF-8"?><!-- c --><w:document')
    assert '<w:t xml:space="preserve">2026年 &amp; 印发 </w:t>' in body


def test_a_document_without_anything_stays_byte_for_byte_in_its_parts():
    before = document("<w:p><w:r><w:t>春灌</w:t></w:r></w:p>")
    after = copy(before, "通知.docx", ())
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        assert {name: old.read(name) for name in old.namelist()} == {
            name: new.read(name) for name in new.namelist()
        }


def test_what_lies_in_a_file_within_the_file_is_not_masked_and_said():
    target = io.BytesIO(document())
    with zipfile.ZipFile(target, "a") as package:
        package.writestr("word/embeddings/list.xlsx", saved(workbook()))
    with pytest.raises(Unreadable) as why:
        copy(target.getvalue(), "通知.docx")
    assert why.value.code == "attachment.not_masked" and "list.xlsx" in why.value.note


# -- without what is hidden -----------------------------------------------------------------------------------------


def test_a_workbook_without_what_is_hidden():
    book = workbook()
    book.defined_names.add(DefinedName("秘密", attr_text="底稿!$A$1"))
    after = masked_copy(io.BytesIO(saved(book)), "a.xlsx", Context(), CODES, clear_hidden=True)
    nothing_left(after)
    extract = read(io.BytesIO(after), "a.xlsx", Budget())
    assert not {notice.code for notice in extract.notices} & {
        "attachment.hidden_columns",
        "attachment.hidden_rows",
        "attachment.hidden_sheets",
        "attachment.comments",
        "attachment.author",
    }
    book = load_workbook(io.BytesIO(after))
    sheet = book["补贴名单"]
    assert book.sheetnames == ["补贴名单"] and "秘密" not in book.defined_names
    assert [cell.value for cell in sheet[2]] == ["张三0", 1000, None, "138****8000"]
    assert [cell.value for cell in sheet[4]] == [None] * 4
    assert sheet["A1"].comment is None and sheet["B6"].value is None
    assert len(sheet._charts) == 1
    assert "张三2" not in raw(after) and "底稿" not in raw(after).replace("<vt:lpstr>底稿", "")


def test_a_workbook_with_nothing_hidden_keeps_its_formulas():
    book = Workbook()
    book.active["A1"] = 1
    book.active["A2"] = "=A1+1"
    after = masked_copy(io.BytesIO(saved(book)), "a.xlsx", Context(), (), clear_hidden=True)
    assert load_workbook(io.BytesIO(after)).active["A2"].value == "=A1+1"


def test_a_document_without_what_is_hidden():
    changed = (
        '<w:p><w:r><w:t>甲</w:t></w:r><w:ins w:id="3" w:author="张三"><w:r><w:t>乙</w:t></w:r></w:ins>'
        '<w:commentRangeStart w:id="1"/><w:r><w:rPr><w:rPrChange w:author="张三"><w:rPr/></w:rPrChange></w:rPr>'
        '<w:t>丙</w:t></w:r><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p>'
        '<w:tbl><w:tr><w:trPr><w:del w:author="张三"/></w:trPr><w:tc><w:p><w:r><w:t>丁</w:t></w:r></w:p></w:tc></w:tr>'
        "<w:tr><w:tc><w:p><w:pPr><w:rPr><w:vanish/><w:ins w:author='张三'/></w:rPr></w:pPr>"
        "<w:r><w:t>戊</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    after = masked_copy(
        io.BytesIO(document(BODY + changed)), "a.docx", Context(), CODES, clear_hidden=True
    )
    nothing_left(after)
    extract = read(io.BytesIO(after), "a.docx", Budget())
    assert not {notice.code for notice in extract.notices} & {
        "attachment.comments",
        "attachment.tracked_changes",
        "attachment.hidden_text",
        "attachment.author",
    }
    with zipfile.ZipFile(io.BytesIO(after)) as package:
        body = package.read("word/document.xml").decode()
        assert "word/comments.xml" not in package.namelist()
    assert "<w:r><w:t>甲</w:t></w:r><w:r><w:t>乙</w:t></w:r>" in body and "<w:t>丙</w:t>" in body
    assert "丁" not in body and "戊" in body and "完" in body and "张三" not in raw(after)


def test_other_kinds_have_nothing_to_clear():
    data = f"电话 {PHONE}".encode()
    after = masked_copy(io.BytesIO(data), "a.txt", Context(), CODES, clear_hidden=True)
    assert after.decode() == "电话 138****8000"


# -- text -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_keeps_encoding_delimiter_quotes_and_line_ends(encoding, delimiter):
    text = f'姓名{delimiter}电话\r\n"张三"{delimiter}{PHONE}\r\n李四{delimiter}"{ID}"\r\n'
    after = copy(text.encode(encoding), "a.csv").decode(encoding)
    assert after == text.replace(PHONE, "138****8000").replace(ID, "11*************515")


def test_plain_text():
    assert copy(f"电话 {PHONE}\n住 {HOME}".encode(), "a.txt").decode() == (
        "电话 138****8000\n住 银川市金凤区上海西路街道***"
    )


# -- what cannot be done --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4 " + PHONE.encode(), b"\x00\x01\x02\xff" * 40, b"PK\x03\x04" + b"x" * 99]
)
def test_other_files_are_refused(data):
    with pytest.raises(Unreadable):
        copy(data, "a.pdf")


def test_a_bomb_is_refused(settings):
    settings.GOVREVIEW_ATTACHMENT_MEGABYTES = 1
    body = f"<w:p><w:r><w:t>{'x' * 3_000_000}</w:t></w:r></w:p>"
    with pytest.raises(Unreadable):
        copy(document(body), "a.docx")


def test_a_declared_type_of_document_is_refused_by_the_walker():
    with pytest.raises(Unreadable):
        Walker(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', None).walk()


def test_the_groups_tell_how_many_there_are_and_where():
    extract = read(io.BytesIO(saved(workbook())), "a.xlsx", Budget())
    groups = {group.code: group for group in groups_of(extract, Context())}
    assert groups["tests.id_number"].count == 4
    assert groups["tests.id_number"].spots[0].new == "11*************515"
    assert "补贴名单!C2" in groups["tests.id_number"].spots[0].place


class _Noted:
    def __init__(self) -> None:
        self.segments: list[Segment] = []

    def start(self, tag: str, attributes: dict, at: int) -> None: ...

    def end(self, tag: str, at: int, after: int) -> None: ...

    def text(self, segment: Segment) -> None:
        self.segments.append(segment)


@given(
    st.lists(
        st.sampled_from(
            [
                "a",
                "&amp;",
                "&#49;",
                "<b/>",
                "\r\n",
                "<!--x-->",
                "<![CDATA[<&]]>",
                "号",
                "<i>",
                "</i>",
            ]
        )
    )
)
def test_segments_stand_where_the_walker_says(pieces):
    data = f"<r>{''.join(pieces)}</r>".encode()
    noted = _Noted()
    try:
        Walker(data, noted).walk()
    except Unreadable:
        return
    patches = Patches(data)
    for segment in noted.segments:
        patches.write(segment, ["*"] * len(segment.text))
    again = _Noted()
    Walker(patches.applied(), again).walk()
    before = "".join(segment.text for segment in noted.segments)
    assert "".join(segment.text for segment in again.segments) == "*" * len(before)
