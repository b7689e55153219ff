"""OFD documents: the text of each page as people read it, however many pieces it was written in."""

import io

import pytest

from tests.screening.extraction.office_files import OFD, codes, where, zipped
from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.extracts import Extract, Unreadable
from wagtail_govreview.screening.extraction.readers.ofd import read_ofd
from wagtail_govreview.screening.places import Kind, Place
from wagtail_govreview.screening.stretches import stretch_of


def piece(text: str, x: float, y: float, deltas: str = "", size: float = 4) -> str:
    return (
        f'<ofd:TextObject Boundary="{x} {y} 100 {size}" Size="{size}"><ofd:TextCode X="0" Y="{size}" DeltaX="{deltas}">'
        f"{text}</ofd:TextCode></ofd:TextObject>"
    )


def page(*pieces: str) -> str:
    return f"<ofd:Page {OFD}><ofd:Content><ofd:Layer>{''.join(pieces)}</ofd:Layer></ofd:Content></ofd:Page>"


def document(*pages: str, **parts: str | bytes) -> io.BytesIO:
    """Pages are listed in the other order than their names."""
    names = [f"Pages/Page_{len(pages) - number}/Content.xml" for number in range(len(pages))]
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="{name}"/>' for n, name in enumerate(names))
    return zipped(
        {
            "OFD.xml": f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocInfo><ofd:DocID>44d0</ofd:DocID><ofd:Author>LEAK-AUTHOR</ofd:Author>"
            "<ofd:CustomDatas><ofd:CustomData Name='经办'>LEAK-CUSTOM</ofd:CustomData></ofd:CustomDatas></ofd:DocInfo>"
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {OFD}><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
            **{f"Doc_0/{name}": content for name, content in zip(names, pages, strict=True)},
            **parts,
        }
    )


def read(stream: io.BytesIO) -> Extract:
    return read_ofd(stream, Budget())


def test_pages_are_read_in_their_order():
    extract = read(document(page(piece("首页", 10, 10)), page(piece("次页", 10, 10))))
    assert (where(extract, "首页"), where(extract, "次页")) == (["1"], ["2"])


@pytest.mark.parametrize(
    "pieces, text",
    [
        ([piece(each, 10 + 2 * n, 10) for n, each in enumerate("110101")], "110101"),
        ([piece("1101", 10, 10, "g 3 2"), piece("01", 18, 10, "2")], "110101"),
        ([piece("姓名", 10, 10, "4"), piece("张三", 22, 10, "4")], "姓名 张三"),
        ([piece("138", 10, 10, "2 2"), piece("139", 60, 10)], "138\t139"),
        ([piece("138", 10, 10, "2 2"), piece("139", 10, 20)], "138\n139"),
        ([piece("右", 60, 10), piece("左", 10, 10)], "右\t左"),
        ([piece("138", 10, 10, "g nonsense"), piece("x", 10, 90)], "138\nx"),
    ],
)
def test_pieces_of_a_line_are_joined_as_they_stand(pieces, text):
    read_text = read(document(page(*pieces))).stretches[0].text
    assert read_text.partition("\nLEAK-AUTHOR")[0] == text


def test_what_lies_beside_the_pages_is_read():
    def reader(stream, name, budget):
        place = Place(Kind.LINE, "1")
        return Extract("txt", [stretch_of([(place, stream.read().decode())])])

    stream = document(
        page(piece("正文", 10, 10)),
        **{
            "Doc_0/Annots/Page_0/Annotation.xml": f"<ofd:PageAnnot {OFD}><ofd:Annot><ofd:Remark>LEAK-REMARK</ofd:Remark>"
            f"<ofd:Appearance>{piece('LEAK-DRAWN', 1, 1)}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>",
            "Doc_0/Attachs/Attachments.xml": f"<ofd:Attachments {OFD}><ofd:Attachment Name='x'><ofd:FileLoc>List.txt</ofd:FileLoc>"
            "</ofd:Attachment></ofd:Attachments>",
            "Doc_0/Attachs/List.txt": "LEAK-ATTACHED",
            "Doc_0/Tpls/Tpl_0/Content.xml": page(piece("LEAK-TEMPLATE", 1, 1)),
            "Doc_0/Tags/CustomTag.xml": "<a><b>LEAK-TAG</b></a>",
            "Doc_0/Signs/Sign_0/Signature.xml": "<a>MEUCIQ13800138000</a>",
        },
    )
    extract = read_ofd(stream, Budget(), reader)
    assert where(extract, "LEAK-REMARK") == ["comments comment"]
    assert where(extract, "LEAK-DRAWN") == ["comments"]
    assert where(extract, "LEAK-ATTACHED") == ["List.txt 1 embedded_file"]
    assert where(extract, "LEAK-TEMPLATE") == ["other"]
    assert where(extract, "LEAK-TAG") == ["other"]
    assert where(extract, "LEAK-CUSTOM") == ["properties metadata"]
    assert where(extract, "13800138000") == []
    assert codes(extract) == {
        "attachment.author": "LEAK-AUTHOR",
        "attachment.comments": "",
        "attachment.embedded": "List.txt",
    }


def test_pages_without_text_are_a_scan():
    assert "attachment.no_text_layer" in codes(read(document(page())))


def test_single_pages_that_are_nothing_but_a_picture_are_told():
    picture = "<ofd:ImageObject ResourceID='5'/>"
    extract = read(document(page(piece("正文", 1, 1), picture), page(picture), page(picture)))
    assert codes(extract)["attachment.no_text_layer"] == "2, 3"


def test_a_zip_without_an_entry_is_unreadable():
    with pytest.raises(Unreadable) as why:
        read(zipped({"Doc_0/Document.xml": "<a/>"}))
    assert why.value.code == "attachment.broken"
