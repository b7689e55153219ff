"""From the bytes of a file to findings that name the place: readers and checks together."""

import io

import openpyxl
import pytest

from tests.screening.extraction.office_files import docx, para, run, zipped
from tests.screening.extraction.test_sheets import sheet
from wagtail_govreview.screening import standard  # noqa: F401 - the built-in checks
from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.keeping import packed, unpacked
from wagtail_govreview.screening.extraction.reading import read
from wagtail_govreview.screening.findings import Finding
from wagtail_govreview.screening.places import Hidden
from wagtail_govreview.screening.registry import Context, look_at
from wagtail_govreview.screening.sources import Source

ID = "110101199003078515"  # invented, with the right check digit
MOBILE = "13812345678"


def findings_in(stream: io.BytesIO, name: str) -> dict[str, Finding]:
    extract = unpacked(packed(read(stream, name, Budget())))
    source = Source("wagtaildocs.document:1", name)
    found = look_at([(source, stretch) for stretch in extract.stretches], Context())
    return {finding.code: finding for finding in found}


def roster(hidden: bool) -> io.BytesIO:
    book = openpyxl.Workbook()
    book.active.title = "名单"
    book.active.append(["姓名", "证号"])
    for number in range(5):
        book.active.append([f"张{number}", ID])
    book.active.column_dimensions["B"].hidden = hidden
    stream = io.BytesIO()
    book.save(stream)
    return stream


@pytest.mark.parametrize("hidden", [True, False])
def test_a_column_of_a_sheet_is_one_finding(hidden):
    found = findings_in(roster(hidden), "名单.xlsx")["privacy.id_number"]
    assert found.count == 5
    assert [place.name for place in found.places] == [f"名单!B{row}" for row in range(2, 7)]
    assert {place.hidden for place in found.places} == {Hidden.COLUMN if hidden else None}
    assert ID not in found.excerpt


def test_a_file_in_an_archive_is_named_in_the_finding():
    found = findings_in(zipped({"内/名单.xlsx": roster(True).getvalue()}), "全.zip")
    (first, *_rest) = found["privacy.id_number"].places
    assert first.inside == ("内/名单.xlsx",)
    assert "内/名单.xlsx › 名单!B2" in first.words()


@pytest.mark.parametrize(
    "body",
    [
        para(run("证号 1101"), run("0119900307", "<w:b/>"), run("8515")),
        para(run("证号 110101"), run("19900307", "<w:vanish/>"), run("8515")),
        para(
            run("证号 110101"),
            "<w:del><w:r><w:delText>19900307</w:delText></w:r></w:del>",
            run("8515"),
        ),
        para(run("证号 "), "<w:smartTag>" + run(ID) + "</w:smartTag>"),
        f"<w:tbl><w:tr><w:tc>{para(run(ID))}</w:tc></w:tr></w:tbl>",
        para(run("１１０１０１１９９００３０７８５１５")),
    ],
)
def test_a_number_is_found_however_a_document_writes_it(body):
    assert findings_in(docx(body), "a.docx")["privacy.id_number"].count == 1


def test_numbers_in_neighbouring_cells_are_not_one():
    book = openpyxl.Workbook()
    book.active.append(["110101", "19900307", "8515"])
    stream = io.BytesIO()
    book.save(stream)
    assert "privacy.id_number" not in findings_in(stream, "a.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_text_files_are_looked_at_in_every_encoding(encoding):
    text = f"姓名,电话\n张三,{MOBILE}\n"
    found = findings_in(io.BytesIO(text.encode(encoding)), "名单.csv")["privacy.mobile"]
    assert [place.name for place in found.places] == ["B2"]


def test_a_phone_number_that_a_program_wrote_with_an_exponent_is_found():
    rows = '<row r="1"><c r="A1"><v>1.3812345678E10</v></c></row>'
    types = "<Types>spreadsheetml.sheet.main+xml</Types>"
    found = findings_in(sheet(rows, **{"[Content_Types].xml": types}), "a.xlsx")
    assert found["privacy.mobile"].places[0].name == "S!A1"
