"""Word documents: nothing that lies in the file stays unread, and every text knows where it lies."""

import io
import struct

import pytest

from tests.screening.extraction.office_files import (
    CORE,
    MC,
    W,
    codes,
    docx,
    para,
    relations,
    run,
    text_of,
    where,
    zipped,
)
from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.extracts import Extract, Unreadable
from wagtail_govreview.screening.extraction.readers.word import read_docx
from wagtail_govreview.screening.places import Hidden, Kind, Place
from wagtail_govreview.screening.stretches import stretch_of

BOX = (
    "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:docPr descr='{alt}'/><wps:txbx><w:txbxContent>"
    "{first}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
    "<w:txbxContent>{second}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def read(stream: io.BytesIO) -> Extract:
    return read_docx(stream, Budget())


def table(*rows: tuple[str, ...]) -> str:
    cells = "".join(
        f"<w:tr>{''.join(f'<w:tc>{para(run(cell))}</w:tc>' for cell in row)}</w:tr>" for row in rows
    )
    return f"<w:tbl>{cells}</w:tbl>"


def leaking() -> io.BytesIO:
    """A document with a leak of each kind."""
    body = (
        para(run("公告"), run("LEAK-"), run("SPLIT", "<w:b/>"))
        + table(("姓名", "身份证号"), ("张三", "LEAK-TABLE"))
        + para(run("其他", ""), run("LEAK-VANISH", "<w:vanish/>"))
        + para(
            '<w:ins w:author="LEAK-REVISER">' + run("LEAK-INSERTED") + "</w:ins>",
        )
        + para(
            run("原文 "),
            '<w:del w:author="某人"><w:r><w:delText>LEAK-DELETED</w:delText></w:r></w:del>',
        )
        + para(
            BOX.format(alt="LEAK-ALT", first=para(run("LEAK-BOX")), second=para(run("LEAK-BOX")))
        )
        + para('<w:r><w:instrText>HYPERLINK "mailto:LEAK-FIELD"</w:instrText></w:r>')
    )
    kinds = ["header", "footer", "footnotes", "endnotes", "comments", "styles", "settings"]
    return docx(
        body,
        **{
            "word/_rels/document.xml.rels": relations(
                *((kind, f"{kind}.xml") for kind in kinds),
                outside=(
                    ("hyperlink", "mailto:LEAK-LINK"),
                    ("attachedTemplate", "file:///C:/LEAK-TEMPLATE.dot"),
                ),
            ),
            "word/header.xml": f'<w:hdr {W} {MC}>{para(run("LEAK-HEADER"))}<v:textpath string="LEAK-WATERMARK"/></w:hdr>',
            "word/footer.xml": f"<w:ftr {W}>{para(run('LEAK-FOOTER'))}</w:ftr>",
            "word/footnotes.xml": f"<w:footnotes {W}>{para(run('LEAK-FOOTNOTE'))}</w:footnotes>",
            "word/endnotes.xml": f"<w:endnotes {W}>{para(run('LEAK-ENDNOTE'))}</w:endnotes>",
            "word/comments.xml": f'<w:comments {W}><w:comment w:author="LEAK-COMMENTER">'
            f"{para(run('LEAK-COMMENT'))}</w:comment></w:comments>",
            "word/settings.xml": f'<w:settings {W}><w:docVar w:name="x" w:val="LEAK-VARIABLE"/></w:settings>',
            "docProps/core.xml": CORE.format(
                author="LEAK-AUTHOR", editor="LEAK-EDITOR", note="LEAK-NOTE"
            ),
            "docProps/app.xml": "<Properties><Company>LEAK-COMPANY</Company><Pages>3</Pages></Properties>",
            "docProps/custom.xml": '<Properties><property name="经办人"><vt:lpwstr xmlns:vt="x">LEAK-CUSTOM</vt:lpwstr>'
            "</property></Properties>",
            "customXml/item1.xml": "<form><id>LEAK-XML</id></form>",
            "word/charts/chart1.xml": '<c:v xmlns:c="x">LEAK-CHART</c:v>',
        },
    )


@pytest.mark.parametrize(
    "leak, places",
    [
        ("LEAK-SPLIT", ["body"]),
        ("LEAK-TABLE", ["1!B2"]),
        ("LEAK-VANISH", ["body hidden_text"]),
        ("LEAK-INSERTED", ["body tracked_insertion"]),
        ("LEAK-DELETED", ["body tracked_deletion"]),
        ("LEAK-BOX", ["textbox"]),
        ("LEAK-ALT", ["body"]),
        ("LEAK-FIELD", ["body hidden_text"]),
        ("LEAK-LINK", ["other hidden_text"]),
        ("LEAK-TEMPLATE", ["other hidden_text"]),
        ("LEAK-HEADER", ["header"]),
        ("LEAK-WATERMARK", ["header"]),
        ("LEAK-FOOTER", ["footer"]),
        ("LEAK-FOOTNOTE", ["footnotes"]),
        ("LEAK-ENDNOTE", ["footnotes"]),
        ("LEAK-COMMENT", ["comments comment", "properties metadata"]),
        ("LEAK-REVISER", ["properties metadata"]),
        ("LEAK-VARIABLE", ["other"]),
        ("LEAK-AUTHOR", ["properties metadata"]),
        ("LEAK-EDITOR", ["properties metadata"]),
        ("LEAK-NOTE", ["properties metadata"]),
        ("LEAK-COMPANY", ["properties metadata"]),
        ("LEAK-CUSTOM", ["properties metadata"]),
        ("LEAK-XML", ["other"]),
        ("LEAK-CHART", ["other"]),
    ],
)
def test_every_leak_is_read_where_it_lies(leak, places):
    assert where(read(leaking()), leak) == places


def test_what_a_person_should_look_at_is_noticed():
    found = codes(read(leaking()))
    assert found == {
        "attachment.comments": "",
        "attachment.tracked_changes": "",
        "attachment.hidden_text": "",
        "attachment.external_links": "file:///C:/LEAK-TEMPLATE.dot",
        "attachment.author": "LEAK-REVISER, 某人, LEAK-COMMENTER, LEAK-AUTHOR, LEAK-EDITOR",
    }


def test_an_ordinary_document_gives_nothing_to_look_at():
    extract = read(
        docx(
            para(run("公告")),
            **{"docProps/core.xml": CORE.format(author="python-docx", editor="", note="")},
        )
    )
    assert extract.notices == ()
    assert where(extract, "公告") == ["body"]


def test_a_number_that_was_struck_out_in_part_is_read_whole():
    deleted = "<w:del><w:r><w:delText>19900307</w:delText></w:r></w:del><w:ins><w:r><w:t>********</w:t></w:r></w:ins>"
    extract = read(docx(para(run("证号110101"), deleted, run("8531"))))
    assert where(extract, "110101199003078531") == ["body tracked_deletion"]
    assert where(extract, "110101********8531") == ["body"]


def test_a_number_that_is_hidden_in_part_is_read_whole():
    extract = read(docx(para(run("证号110101"), run("19900307", "<w:vanish/>"), run("8531。"))))
    assert where(extract, "110101199003078531") == ["body hidden_text"]


def test_hidden_text_that_stands_alone_does_not_repeat_its_paragraph():
    extract = read(docx(para(run("电话13800138000。"), run(" 内部意见 ", "<w:vanish/>"))))
    assert where(extract, "13800138000") == ["body"]
    assert where(extract, "内部意见") == ["body hidden_text"]


@pytest.mark.parametrize(
    "formatting, hidden",
    [
        ("<w:vanish/>", True),
        ('<w:vanish w:val="1"/>', True),
        ('<w:vanish w:val="0"/>', False),
        ('<w:rPrChange w:author="甲"><w:rPr><w:vanish/></w:rPr></w:rPrChange>', False),
        ('<w:rStyle w:val="Secret"/>', True),
        ('<w:rStyle w:val="Derived"/>', True),
        ('<w:rStyle w:val="Plain"/>', False),
    ],
)
def test_hidden_is_what_the_formatting_or_its_style_says(formatting, hidden):
    styles = (
        f"<w:styles {W}><w:style w:styleId='Secret'><w:rPr><w:vanish/></w:rPr></w:style>"
        "<w:style w:styleId='Derived'><w:basedOn w:val='Secret'/></w:style>"
        "<w:style w:styleId='Plain'><w:rPr><w:b/></w:rPr></w:style></w:styles>"
    )
    extract = read(
        docx(
            para(run("看得见 "), run("内容", formatting)),
            **{
                "word/_rels/document.xml.rels": relations(("styles", "styles.xml")),
                "word/styles.xml": styles,
            },
        )
    )
    assert where(extract, "内容") == ["body hidden_text" if hidden else "body"]


def test_cells_are_read_as_a_table_with_the_columns_in_line():
    wide = (
        '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + para(run("合计")) + "</w:tc><w:tc>"
    )
    body = table(("姓名", "", "金额"), ("张三\n李四", "x", "30")).replace(
        "</w:tbl>", wide + para(run("60")) + para(run("元")) + "</w:tc></w:tr></w:tbl>"
    )
    (stretch,) = read(docx(body)).stretches
    assert stretch.is_table
    assert stretch.text == "姓名\t\t金额\n张三 李四\tx\t30\n合计\t\t60 元"
    assert stretch.place_at(stretch.text.index("60")) == Place(Kind.TABLE, "1!C3", group="1!C")


def test_a_table_in_a_table_is_one_of_its_own():
    inner = table(("内层",))
    body = f"<w:tbl><w:tr><w:tc>{inner}{para(run('外层'))}</w:tc></w:tr></w:tbl>"
    extract = read(docx(body))
    assert (where(extract, "外层"), where(extract, "内层")) == (["1!A1"], ["2!A1"])


def test_text_boxes_that_say_different_things_to_different_programs_are_read_twice():
    box = BOX.format(alt="", first=para(run("新")), second=para(run("旧")))
    assert where(read(docx(para(box))), "旧") == ["textbox"]


def test_files_in_the_document_are_read_and_mentioned():
    def reader(stream, name, budget):
        assert budget.depth == Budget().depth - 1
        text = stream.read().decode()
        return Extract("txt", [stretch_of([(Place(Kind.LINE, "1"), text)])])

    stream = docx(
        para(run("正文" * 20)),
        **{"word/embeddings/list.txt": "LEAK", "word/media/image1.png": "PIXELS"},
    )
    extract = read_docx(stream, Budget(), reader)
    assert where(extract, "LEAK") == ["list.txt 1 embedded_file"]
    assert where(extract, "PIXELS") == ["image1.png 1 embedded_file"]
    assert codes(extract) == {"attachment.embedded": "list.txt"}


def test_files_in_the_document_that_nothing_reads_are_mentioned():
    stream = docx(
        para(run("正文")),
        **{"word/embeddings/oleObject1.bin": b"\x00", "word/vbaProject.bin": b"\x00"},
    )
    notices = read(stream).notices
    assert {notice.code for notice in notices} == {
        "attachment.embedded",
        "attachment.no_reader",
        "attachment.macros",
    }
    (place,) = [notice.place for notice in notices if notice.code == "attachment.no_reader"]
    assert place == Place(Kind.FILE, hidden=Hidden.EMBEDDED, inside=("oleObject1.bin",))


def test_drawings_of_pasted_tables_are_read():
    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<II", kind, 8 + len(body)) + body

    def told(text: str, x: int, y: int) -> bytes:
        data = text.encode("utf-16-le")
        head = struct.pack(
            "<4iIffiiIII4iI", 0, 0, 0, 0, 1, 1, 1, x, y, len(text), 76, 0, 0, 0, 0, 0, 0
        )
        return record(84, head + data + b"\0" * (-len(data) % 4))

    drawing = (
        record(1, b"\0" * 80)
        + told("姓名", 0, 10)
        + told("13800", 50, 10)
        + told("138000", 90, 10)
        + told("次行", 0, 30)
        + record(14, b"\0" * 12)
    )
    extract = read(docx(para(run("正文")), **{"word/media/image1.emf": drawing}))
    assert where(extract, "次行") == ["other"]
    assert "姓名 13800 138000" in text_of(extract)
    for cut in range(0, len(drawing), 7):
        read(docx(para(run("正文")), **{"word/media/image1.emf": drawing[:cut] + b"\xff" * 9}))


def test_a_broken_part_is_noticed_and_the_rest_is_read():
    extract = read(
        docx(
            para(run("正文")),
            **{"customXml/item1.xml": "<open>", "customXml/item2.xml": "<a>其余</a>"},
        )
    )
    assert codes(extract) == {"attachment.broken": "customXml/item1.xml"}
    assert "正文" in text_of(extract) and "其余" in text_of(extract)


@pytest.mark.parametrize("text, scan", [("扫描件", True), ("公告" * 20, False)])
def test_a_document_that_is_nothing_but_a_picture_is_taken_for_a_scan(text, scan):
    extract = read(docx(para(run(text)), **{"word/media/image1.jpg": b"\xff\xd8\xff"}))
    assert ("attachment.no_text_layer" in codes(extract)) == scan


def test_a_zip_without_a_document_is_unreadable():
    with pytest.raises(Unreadable) as why:
        read(zipped({"word/other.xml": "<a/>"}))
    assert why.value.code == "attachment.broken"
