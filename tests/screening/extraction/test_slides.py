"""Presentations: slides in the order in which they are shown, and what is not shown."""

import io

import pytest

from tests.screening.extraction.office_files import (
    CORE,
    P,
    R,
    codes,
    relations,
    where,
    zipped,
)
from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.extracts import Extract, Unreadable
from wagtail_govreview.screening.extraction.readers.slides import read_pptx


def slide(text: str, attributes: str = "", tag: str = "sld", more: str = "") -> str:
    return (
        f"<p:{tag} {P} {attributes}><p:sp><p:nvSpPr><p:cNvPr descr='ALT {text}'/></p:nvSpPr><p:txBody><a:p><a:r><a:t>"
        f"{text[:3]}</a:t></a:r><a:r><a:t>{text[3:]}</a:t></a:r></a:p></p:txBody></p:sp>{more}</p:{tag}>"
    )


def presentation() -> io.BytesIO:
    cells = "".join(
        f"<a:tc><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>"
        for text in ("姓名", "LEAK-TABLE")
    )
    return zipped(
        {
            "_rels/.rels": relations(("officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": f'<p:presentation {P} {R}><p:sldIdLst><p:sldId id="256" r:id="rId2"/><p:sldId id="257" r:id="rId1"/>'
            "</p:sldIdLst></p:presentation>",
            "ppt/_rels/presentation.xml.rels": relations(
                ("slide", "slides/slide1.xml"),
                ("slide", "slides/slide2.xml"),
                ("commentAuthors", "commentAuthors.xml"),
            ),
            "ppt/commentAuthors.xml": '<p:cmAuthorLst xmlns:p="x"><p:cmAuthor name="LEAK-COMMENTER"/></p:cmAuthorLst>',
            "ppt/slides/slide1.xml": slide("LEAK-HIDDEN", 'show="0"'),
            "ppt/slides/slide2.xml": slide(
                "LEAK-SHOWN", more=f"<a:tbl><a:tr>{cells}</a:tr></a:tbl>"
            ),
            "ppt/slides/slide7.xml": slide("LEAK-ORPHAN"),
            "ppt/slides/_rels/slide2.xml.rels": relations(
                ("notesSlide", "../notesSlides/notesSlide1.xml"),
                ("comments", "../comments/comment1.xml"),
            ),
            "ppt/notesSlides/notesSlide1.xml": slide("LEAK-NOTES", tag="notes"),
            "ppt/comments/comment1.xml": '<p:cmLst xmlns:p="x"><p:cm><p:text>LEAK-COMMENT</p:text></p:cm></p:cmLst>',
            "docProps/core.xml": CORE.format(author="LEAK-AUTHOR", editor="", note=""),
        }
    )


def read(stream: io.BytesIO) -> Extract:
    return read_pptx(stream, Budget())


@pytest.mark.parametrize(
    "leak, places",
    [
        ("LEAK-SHOWN", ["1", "1"]),  # once in its alternative text
        ("LEAK-TABLE", ["1"]),
        ("LEAK-HIDDEN", ["2 hidden_slide", "2 hidden_slide"]),
        ("LEAK-NOTES", ["1 speaker_notes", "1 speaker_notes"]),
        ("LEAK-COMMENT", ["1 comment", "properties metadata"]),
        ("LEAK-COMMENTER", ["properties metadata"]),
        ("LEAK-ORPHAN", ["other", "other"]),
        ("LEAK-AUTHOR", ["properties metadata"]),
    ],
)
def test_every_leak_is_read_where_it_lies(leak, places):
    assert where(read(presentation()), leak) == places


def test_tables_are_read_as_tables():
    (table,) = [stretch for stretch in read(presentation()).stretches if stretch.is_table]
    assert table.text == "姓名\tLEAK-TABLE"
    assert table.place_at(4).name == "1"


def test_what_a_person_should_look_at_is_noticed():
    assert codes(read(presentation())) == {
        "attachment.hidden_slides": "2",
        "attachment.speaker_notes": "",
        "attachment.comments": "",
        "attachment.author": "LEAK-COMMENTER, LEAK-AUTHOR",
    }


def test_slides_that_are_nothing_but_a_picture_are_told():
    stream = zipped(
        {
            "ppt/presentation.xml": f'<p:presentation {P} {R}><p:sldId r:id="rId1"/><p:sldId r:id="rId2"/></p:presentation>',
            "ppt/_rels/presentation.xml.rels": relations(("slide", "a.xml"), ("slide", "b.xml")),
            "ppt/a.xml": slide("一张有文字的幻灯片，也有图", more="<p:pic/>"),
            "ppt/b.xml": f"<p:sld {P}><p:pic/></p:sld>",
        }
    )
    assert codes(read(stream)) == {"attachment.no_text_layer": "2"}


def test_a_zip_without_a_presentation_is_unreadable():
    with pytest.raises(Unreadable) as why:
        read(zipped({"a.xml": "<a/>"}))
    assert why.value.code == "attachment.broken"
