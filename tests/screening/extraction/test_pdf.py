"""PDF: what stands on the pages, and everything that does not."""

from __future__ import annotations

import io
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.screening.extraction.samples import line, pdf
from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.extracts import Extract
from wagtail_govreview.screening.extraction.readers import pdf as module
from wagtail_govreview.screening.extraction.readers import pdf_notes
from wagtail_govreview.screening.extraction.reading import read_safely
from wagtail_govreview.screening.places import Hidden, Kind

pypdf = pytest.importorskip("pypdf")
pytest.importorskip("pypdfium2")

ID = "110101199003078531"
IMAGE = b"q 500 0 0 700 50 50 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x10\x20\x30\x40 EI Q\n"


def read(data: bytes, name: str = "a.pdf", budget: Budget | None = None) -> Extract:
    return read_safely(io.BytesIO(data), name, budget or Budget())


def codes(extract: Extract) -> dict[str, str]:
    return {notice.code: notice.note for notice in extract.notices}


def parts(extract: Extract) -> list[tuple[str, str, Hidden | None]]:
    """Name of the place, text, why it is hidden."""
    return [
        (place.name, stretch.part(number), place.hidden)
        for stretch in extract.stretches
        for number in range(len(stretch.starts))
        for place in [stretch.places[number]]
    ]


def texts(extract: Extract, hidden: Hidden | None) -> list[str]:
    return [text for _, text, why in parts(extract) if why is hidden]


def written(change: object) -> bytes:
    """A page with an ID number, changed by pypdf."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(line(ID))))
    change(writer)  # type: ignore[operator]
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def test_every_page_is_read_at_its_place():
    extract = read(pdf(line("first") + line("more", y=600), line(ID)))
    assert extract.kind == "pdf" and not extract.notices
    assert parts(extract) == [("1", "first\nmore", None), ("2", ID, None)]
    assert extract.stretches[0].place_at(0).kind is Kind.PAGE


def test_text_beside_the_page_is_read():
    assert ID in read(pdf(line("here") + line(ID, x=5000))).stretches[0].text


@pytest.mark.parametrize(
    ("box", "covered"),
    [
        (b"0 g 60 690 300 30 re f", True),
        (b"1 1 1 rg 60 690 300 30 re f", True),  # white on white paper
        (b"0 g 60 690 m 360 690 l 360 720 l 60 720 l h f", True),
        (b"q 300 0 0 30 60 690 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x10 EI Q", True),
        (b"0 g 60 500 300 30 re f", False),  # beside it
        (b"0 g 60 690 300 30 re S", False),  # a frame
        (b"0 g 60 690 300 1 re f", False),  # a line
        (b"0 g 60 690 m 360 690 l 360 720 l h f", False),  # no rectangle
    ],
)
def test_text_under_a_box_is_found(box, covered):
    extract = read(pdf(line(ID) + box + b"\n"))
    assert texts(extract, Hidden.COVERED) == ([ID] if covered else [])
    assert ("attachment.covered_text" in codes(extract)) is covered


def test_a_box_below_the_text_covers_nothing():
    extract = read(pdf(b"0.9 g 60 690 300 30 re f 0 g\n" + line(ID)))
    assert not extract.notices and texts(extract, None) == [ID]


def test_only_what_lies_under_the_box_is_called_covered():
    content = line("Name") + line(ID, y=650) + b"0 g 60 640 300 30 re f\n"
    assert texts(read(pdf(content)), Hidden.COVERED) == [ID]


def test_see_through_colour_covers_nothing():
    states = b"/ExtGState<</G1<</ca 0.3>>>>"
    content = line(ID) + b"/G1 gs 1 1 0 rg 60 690 300 30 re f\n"
    assert not read(pdf(content, resources=states)).notices


def test_text_of_a_scan_lies_below_its_picture_and_is_not_called_covered():
    text = f"Number {ID}, read by machine"
    extract = read(pdf(b"BT 3 Tr /F1 12 Tf 72 700 Td (" + text.encode() + b") Tj ET\n" + IMAGE))
    assert not extract.notices and texts(extract, None) == [text]


def note(kind: str, more: bytes = b"") -> bytes:
    return b"/Annots[<</Type/Annot/Subtype/%s/Rect[60 690 360 720]%s>>]" % (kind.encode(), more)


@pytest.mark.parametrize(
    ("annotation", "covered"),
    [
        (note("Redact"), True),
        (note("Square", b"/IC[0 0 0]"), True),
        (note("Square", b"/C[0 0 0]"), False),
        (note("Square", b"/IC[0 0 0]/CA 0.4"), False),
        (note("Highlight", b"/C[0 0 0]"), True),
        (note("Highlight", b"/C[1 1 0]"), False),
    ],
)
def test_an_annotation_over_text_covers_it(annotation, covered):
    extract = read(pdf(line(ID), more=annotation))
    assert texts(extract, Hidden.COVERED) == ([ID] if covered else [])


def test_a_note_is_read():
    extract = read(pdf(line("a"), more=note("Text", b"/Contents(tel 13812345678)/T(Zhang)")))
    assert "attachment.comments" in codes(extract)
    assert texts(extract, Hidden.COMMENT) == ["tel 13812345678", "Zhang"]


def test_pages_without_text_are_told():
    extract = read(pdf(IMAGE, line("a text of some length, on a page"), b"", IMAGE, IMAGE))
    assert codes(extract) == {"attachment.no_text_layer": "1, 4–5"}


def test_a_page_number_on_a_scan_is_no_text():
    assert codes(read(pdf(IMAGE + line("- 7 -")))) == {"attachment.no_text_layer": "1"}
    assert not read(pdf(line("- 7 -"))).notices


@pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed")
def test_a_scan_is_read_by_machine_where_the_site_wants_it():
    scanned = scan_of(pdf(line("Number 1101 0119", y=600)))
    assert codes(read(scanned)) == {"attachment.no_text_layer": "1"}
    extract = read(scanned, budget=Budget(ocr=True))
    assert "attachment.ocr" in codes(extract)
    assert "1101" in extract.stretches[0].text


def scan_of(data: bytes) -> bytes:
    import pypdfium2

    picture = pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil().convert("RGB")
    made = io.BytesIO()
    picture.save(made, "PDF")
    return made.getvalue()


def test_without_tesseract_a_scan_stays_one(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    extract = read(pdf(IMAGE), budget=Budget(ocr=True))
    assert codes(extract) == {"attachment.no_text_layer": "1"}


def test_a_password_is_told():
    assert codes(read(written(lambda writer: writer.encrypt("secret", algorithm="RC4-128")))) == {
        "attachment.encrypted": ""
    }


def test_what_everybody_can_open_is_read():
    def lock(writer):
        writer.encrypt("", "owner", algorithm="RC4-128")
        writer.add_metadata({"/Author": "Zhang San"})

    assert texts(read(written(lock)), None) == [ID]


def test_who_wrote_it_is_told():
    extract = read(
        written(lambda writer: writer.add_metadata({"/Author": "张三", "/Title": "名单"}))
    )
    assert codes(extract) == {"attachment.author": "张三"}
    assert {"张三", "名单"} <= set(texts(extract, Hidden.METADATA))


def test_files_in_it_are_read():
    extract = read(written(lambda writer: writer.add_attachment("list.txt", b"13812345678")))
    assert codes(extract)["attachment.embedded"] == "list.txt"
    (stretch,) = [each for each in extract.stretches if "13812345678" in each.text]
    place = stretch.place_at(stretch.text.index("13812345678"))
    assert place.inside == ("list.txt",) and place.hidden is Hidden.EMBEDDED


@pytest.mark.parametrize(
    "root",
    [
        b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>",
        b"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(1)>>]>>>>",
    ],
)
def test_a_script_is_told(root):
    assert list(codes(read(pdf(line("a"), root=root)))) == ["attachment.macros"]


def test_a_filled_form_is_read():
    field = b"/FT/Tx/T(id)/V(%s)" % ID.encode()
    extract = read(pdf(line("form"), field=field))
    assert ("other", ID, None) in parts(extract) and not extract.notices


def test_what_an_earlier_state_held_is_read():
    before = pdf(line(ID))
    size = before.index(b"xref")
    content = line("removed")
    body = b"11 0 obj\n<</Length %d>>stream\n%s\nendstream\nendobj\n" % (len(content), content)
    start = len(before)
    update = (
        b"%sxref\n11 1\n%010d 00000 n \ntrailer<</Size 12/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            body,
            start,
            size,
            start + len(body),
        )
    )
    extract = read(before + update)
    assert codes(extract) == {"attachment.earlier_revisions": "1"}
    assert texts(extract, None) == ["removed"]
    assert texts(extract, Hidden.EARLIER) == [ID]


def test_a_broken_file_is_told():
    assert list(codes(read(b"%PDF-1.4 one"))) == ["attachment.broken"]


@pytest.mark.parametrize("missing", ["pypdfium2", "pypdf"])
def test_a_missing_library_is_told(monkeypatch, missing):
    monkeypatch.setattr(module if missing == "pypdfium2" else pdf_notes, missing, None)
    assert "attachment.no_reader" in codes(read(pdf(line("a text"))))


def test_ranges():
    assert module.ranges([1, 2, 3, 7, 9, 10]) == "1–3, 7, 9–10"


SAMPLES = [
    pdf(line(ID) + b"0 g 60 690 300 30 re f\n", IMAGE, more=note("Redact")),
    written(lambda writer: writer.add_attachment("a.txt", b"x")),
]


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=12),
)
def test_no_damage_breaks_the_reading(data, changes):
    damaged = bytearray(data)
    for position, value in changes:
        damaged[position % len(damaged)] = value
    extract = read(bytes(damaged))
    assert extract.kind or extract.notices
