"""Excel workbooks: every sheet and cell, seen or not, at its place; dates as dates, numbers as they are stored."""

import io
from datetime import date, datetime, time

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

from tests.screening.extraction.office_files import (
    CORE,
    R,
    S,
    codes,
    relations,
    text_of,
    where,
    zipped,
)
from wagtail_govreview.screening.extraction.budget import Budget
from wagtail_govreview.screening.extraction.extracts import Extract, Unreadable
from wagtail_govreview.screening.extraction.keeping import packed, unpacked
from wagtail_govreview.screening.extraction.readers.sheet_values import written_out
from wagtail_govreview.screening.extraction.readers.sheets import read_xlsx
from wagtail_govreview.screening.places import Hidden, Kind, Place


def read(stream: io.BytesIO) -> Extract:
    return read_xlsx(stream, Budget())


def saved(book: openpyxl.Workbook) -> io.BytesIO:
    stream = io.BytesIO()
    book.save(stream)
    return stream


def sheet(rows: str, before: str = "", after: str = "", **parts: str | bytes) -> io.BytesIO:
    """A workbook with one sheet, ``S``, of these rows."""
    return zipped(
        {
            "xl/workbook.xml": f'<workbook {S} {R}><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(
                ("worksheet", "worksheets/sheet1.xml"),
                ("sharedStrings", "sharedStrings.xml"),
                ("styles", "styles.xml"),
            ),
            "xl/worksheets/sheet1.xml": f"<worksheet {S}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>",
            **parts,
        }
    )


def leaking() -> io.BytesIO:
    """A workbook with a leak of each kind, as openpyxl writes it."""
    book = openpyxl.Workbook()
    book.properties.creator, book.properties.lastModifiedBy = "LEAK-AUTHOR", "LEAK-EDITOR"
    seen = book.active
    seen.title = "名单"
    for row in [
        ["姓名", "", "备注", "证号"],
        ["张三", "LEAK-CELL", "x", "LEAK-COLUMN"],
        ["LEAK-ROW"],
    ]:
        seen.append(row)
    seen.column_dimensions.group("D", "F", hidden=True)
    seen.row_dimensions[3].hidden = True
    seen["A2"].comment = Comment("LEAK-COMMENT", "LEAK-COMMENTER")
    seen.oddHeader.center.text = "LEAK-HEADER"
    seen.oddFooter.left.text = "第&P页 LEAK-FOOTER"
    seen["A9"] = '=CONCATENATE("LEAK-","FORMULA")'
    seen["B9"].hyperlink = "mailto:LEAK-LINK"
    choice = DataValidation(type="list", formula1='"LEAK-CHOICE,李四"')
    seen.add_data_validation(choice)
    choice.add("A10")
    for name, state in [("藏", "hidden"), ("深藏", "veryHidden")]:
        other = book.create_sheet(name)
        other.sheet_state = state
        other["C5"] = f"LEAK-{state}"
    book.defined_names["x"] = openpyxl.workbook.defined_name.DefinedName(
        "x", attr_text='"LEAK-NAME"'
    )
    return saved(book)


@pytest.mark.parametrize(
    "leak, places",
    [
        ("LEAK-CELL", ["名单!B2"]),
        ("LEAK-COLUMN", ["名单!D2 hidden_column"]),
        ("LEAK-ROW", ["名单!A3 hidden_row"]),
        ("LEAK-hidden", ["藏!C5 hidden_sheet"]),
        ("LEAK-veryHidden", ["深藏!C5 hidden_sheet"]),
        ("LEAK-COMMENT", ["名单!A2 comment", "properties metadata"]),
        ("LEAK-COMMENTER", ["properties metadata"]),
        ("LEAK-HEADER", ["header"]),
        ("LEAK-FOOTER", ["footer"]),
        ('=CONCATENATE("LEAK-","FORMULA")', ["名单!A9"]),
        ("LEAK-LINK", ["other hidden_text"]),
        ("LEAK-CHOICE", ["other hidden_text"]),
        ("LEAK-NAME", ["other hidden_text"]),
        ("LEAK-AUTHOR", ["properties metadata"]),
        ("LEAK-EDITOR", ["properties metadata"]),
    ],
)
def test_every_leak_is_read_where_it_lies(leak, places):
    assert [each for each in where(read(leaking()), leak) if "!B9" not in each] == places


def test_what_a_person_should_look_at_is_noticed():
    assert codes(read(leaking())) == {
        "attachment.hidden_sheets": "藏, 深藏",
        "attachment.hidden_columns": "名单",
        "attachment.hidden_rows": "名单",
        "attachment.comments": "",
        "attachment.author": "LEAK-COMMENTER, LEAK-AUTHOR, LEAK-EDITOR",
    }


def test_hidden_columns_without_anything_in_them_are_nothing_to_look_at():
    book = openpyxl.Workbook()
    book.properties.creator = "openpyxl"
    book.active["A1"] = "公告"
    book.active.column_dimensions["D"].hidden = True
    assert read(saved(book)).notices == ()


def test_cells_know_their_column_and_stand_below_each_other():
    book = openpyxl.Workbook()
    for row in [["姓名", None, "金额"], [None, None, 3], [], ["合计", "x", 3]]:
        book.active.append(row)
    stretch = read(saved(book)).stretches[0]
    assert stretch.is_table
    assert stretch.text == "姓名\t\t金额\n\t\t3\n合计\tx\t3"
    assert stretch.place_at(stretch.text.rindex("3")) == Place(
        Kind.CELL, "Sheet!C4", group="Sheet!C"
    )


def test_places_survive_being_kept_in_full():
    again = unpacked(packed(read(leaking()))).stretches
    for stretch, other in zip(read(leaking()).stretches, again, strict=True):
        assert stretch.text == other.text and stretch.is_table == other.is_table
        numbers = range(len(stretch.starts))
        assert [stretch.places[number] for number in numbers] == [
            other.places[number] for number in numbers
        ]


def test_a_long_sheet_is_read_in_blocks_that_lose_and_repeat_nothing():
    book = openpyxl.Workbook(write_only=True)
    written = book.create_sheet("长")
    for number in range(1, 5002):
        written.append([f"行{number}", number])
    tables = [stretch for stretch in read(saved(book)).stretches if stretch.is_table]
    assert len(tables) == 3
    lines = "\n".join(stretch.text for stretch in tables).split("\n")
    assert lines == [f"行{number}\t{number}" for number in range(1, 5002)]
    last = tables[-1]
    assert last.place_at(len(last.text)).name == "长!B5001"


def test_dates_are_read_as_dates_and_numbers_as_numbers():
    book = openpyxl.Workbook()
    values = [
        date(2024, 3, 1),
        datetime(2024, 3, 1, 8, 30),
        time(12, 0),
        20240301,
        1.5,
        True,
        13800138000,
    ]
    book.active.append(values)
    book.active.append([45352, 45352, 45352])
    book.active["A2"].number_format = 'yyyy"年"m"月"d"日"'
    book.active["B2"].number_format = '0.00"days"'
    book.active["C2"].number_format = "[Red]General"
    text = read(saved(book)).stretches[0].text
    first, second = text.split("\n")
    assert first.split("\t") == [
        "2024-03-01",
        "2024-03-01 08:30:00",
        "12:00:00",
        "20240301",
        "1.5",
        "TRUE",
        "13800138000",
    ]
    assert second.split("\t") == ["2024-03-01", "45352", "45352"]


def test_days_count_from_1904_where_the_workbook_says_so():
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["A1"] = date(2024, 3, 1)
    assert where(read(saved(book)), "2024-03-01") == ["Sheet!A1"]


@pytest.mark.parametrize("stored", ["-1", "99999999", "x", "1E999", "NaN"])
def test_a_number_that_is_no_day_stays_a_number(stored):
    styles = f'<styleSheet {S}><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    stream = sheet(
        f'<row r="1"><c r="A1" s="0"><v>{stored}</v></c></row>', **{"xl/styles.xml": styles}
    )
    assert text_of(read(stream)) == stored


@pytest.mark.parametrize(
    "stored, written",
    [
        ("1.10101199003078E+17", "110101199003078000"),
        ("1.3800138E10", "13800138000"),
        ("1.5E-5", "1.5E-5"),
        ("1E+300", "1E+300"),
        ("1E999999999", "1E999999999"),
        ("NaN", "NaN"),
        ("1e", "1e"),
        ("-1.2e3", "-1200"),
    ],
)
def test_large_numbers_are_written_out(stored, written):
    assert written_out(stored) == written


def test_texts_in_every_form_are_read():
    strings = (
        f"<sst {S}><si><t>整</t></si><si><r><t>1101</t></r><r><t>01</t></r><rPh><t>ヨミ</t></rPh></si>"
        "<si><t>a_x0031_b</t></si></sst>"
    )
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>'
        '<c r="D1" t="s"><v>99</v></c><c r="E1" t="inlineStr"><is><r><t>内</t></r><r><t>联</t></r></is></c>'
        '<c r="F1" t="str"><f>A1</f><v>果</v></c><c r="G1" t="e"><v>#N/A</v></c></row>'
        "<row><c><v>7</v></c><c><v>8</v></c></row>"
    )
    stream = sheet(rows, **{"xl/sharedStrings.xml": strings})
    assert read(stream).stretches[0].text == "整\t110101\ta1b\t\t内联\t果\t#N/A\n7\t8"


def test_conversations_pivot_tables_and_other_workbooks_are_read():
    stream = sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        **{
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                ("threadedComment", "../threadedComments/threadedComment1.xml")
            ),
            "xl/threadedComments/threadedComment1.xml": '<ThreadedComments><threadedComment ref="B4"><text>LEAK-TALK</text>'
            "</threadedComment></ThreadedComments>",
            "xl/persons/person.xml": '<personList><person displayName="LEAK-PERSON"/></personList>',
            "xl/pivotCache/pivotCacheDefinition1.xml": '<d><cacheField name="证号"><sharedItems><s v="LEAK-SHARED"/></sharedItems>'
            "</cacheField></d>",
            "xl/pivotCache/pivotCacheRecords1.xml": '<d><r><s v="LEAK-RECORD"/><x v="0"/></r></d>',
            "xl/externalLinks/externalLink1.xml": "<d><sheetData><row><cell><v>LEAK-CACHED</v></cell></row></sheetData></d>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": relations(
                outside=(("externalLinkPath", "file:///D:/LEAK-PATH.xlsx"),)
            ),
            "xl/drawings/drawing1.xml": '<d xmlns:a="x"><a:p><a:r><a:t>LEAK-</a:t></a:r><a:r><a:t>BOX</a:t></a:r></a:p></d>',
            "xl/drawings/drawing2.xml": "<d><from><col>1380013</col></from><t>图</t></d>",
            "xl/drawings/vmlDrawing1.vml": '<xml xmlns:x="x"><x:ClientData><x:Anchor>13800138000</x:Anchor></x:ClientData></xml>',
            "xl/connections.xml": '<connections><connection><dbPr connection="Password=LEAK-DB"/></connection></connections>',
            "docProps/core.xml": CORE.format(author="", editor="", note=""),
        },
    )
    extract = read(stream)
    assert where(extract, "LEAK-TALK") == ["S!B4 comment"]
    for leak in ("PERSON", "SHARED", "RECORD", "CACHED", "PATH", "BOX", "DB"):
        assert f"LEAK-{leak}" in text_of(extract), leak
    assert "138" not in text_of(extract)  # where drawings and controls lie is no text
    assert codes(extract) == {
        "attachment.comments": "",
        "attachment.external_links": "file:///D:/LEAK-PATH.xlsx",
    }


def test_one_cell_in_the_last_corner_costs_no_more_than_itself():
    stream = sheet('<row r="1048576"><c r="XFD1048576"><v>42</v></c></row>')
    (stretch,) = read(stream).stretches
    assert len(stretch.text) < 300
    assert stretch.place_at(stretch.text.index("42")).name == "S!XFD1048576"


def test_columns_that_lie_far_apart_keep_their_names():
    stream = sheet(
        '<row r="2"><c r="A2"><v>1</v></c><c r="ZZ2"><v>2</v></c><c r="AAC2"><v>3</v></c></row>'
    )
    assert where(read(stream), "2") == ["S!ZZ2"]
    assert where(read(stream), "3") == ["S!AAC2"]


@pytest.mark.parametrize("reference", ["", "2", "é4", "AAAAAAA1", "A999999999999999999", "!!"])
def test_nonsense_for_a_reference_loses_no_text(reference):
    assert "42" in text_of(
        read(sheet(f'<row r="{reference}"><c r="{reference}"><v>42</v></c></row>'))
    )


def test_a_shared_string_cannot_be_repeated_beyond_the_budget():
    strings = f"<sst {S}><si><t>{'x' * 100_000}</t></si></sst>"
    cells = '<row><c t="s"><v>0</v></c></row>' * 5000
    with pytest.raises(Unreadable) as why:
        read_xlsx(sheet(cells, **{"xl/sharedStrings.xml": strings}), Budget(left=50_000_000))
    assert why.value.code == "attachment.too_large"
    assert why.value.extract is not None and why.value.extract.kind == "xlsx"


def test_a_sheet_that_breaks_off_is_read_as_far_as_it_goes():
    stream = sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></oops>'
    )
    extract = read(stream)
    assert extract.stretches[0].text.startswith("1")
    assert codes(extract) == {"attachment.broken": "xl/worksheets/sheet1.xml"}


def test_sheets_that_share_a_part_are_read_once():
    stream = zipped(
        {
            "xl/workbook.xml": f'<workbook {S} {R}><sheets><sheet name="A" r:id="rId1"/><sheet name="B" r:id="rId1"/>'
            "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": relations(("worksheet", "/xl/s.xml")),
            "xl/s.xml": f'<worksheet {S}><sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData></worksheet>',
        }
    )
    assert where(read(stream), "5") == ["A!A1"]


def test_a_sheet_that_no_workbook_names_is_read_all_the_same():
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>LEAK</t></is></c></row>'
    stream = sheet(
        "",
        **{"xl/worksheets/sheet9.xml": f"<worksheet {S}><sheetData>{rows}</sheetData></worksheet>"},
    )
    assert where(read(stream), "LEAK") == ["other"]


def test_hidden_places_say_which_way_they_are_hidden():
    extract = read(leaking())
    hidden = {
        stretch.places[number].hidden
        for stretch in extract.stretches
        for number in range(len(stretch.places))
    }
    assert {Hidden.COLUMN, Hidden.ROW, Hidden.SHEET, Hidden.COMMENT, Hidden.METADATA} <= hidden
