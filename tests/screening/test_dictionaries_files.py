"""Rows out of files: what is read, what is told, and nothing that breaks."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from wagtail_govreview.screening.dictionaries import tables
from wagtail_govreview.screening.dictionaries.rows import Row
from wagtail_govreview.screening.dictionaries.tables import (
    NotATable,
    table_of_file,
    table_of_text,
)


def workbook(*rows: Any) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_with_and_without_a_heading() -> None:
    plain = table_of_text("扫黑险恶\t扫黑除恶\n秸杆\t秸秆\t别字")
    named = table_of_text("说明,词条,改为\n,扫黑险恶,扫黑除恶\n别字,秸杆,秸秆\n")
    assert plain.rows == named.rows == [Row("扫黑险恶", "扫黑除恶"), Row("秸杆", "秸秆", "别字")]


def test_encodings_of_excel() -> None:
    text = "词条,改为\n秸杆,秸秆\n"
    for data in (text.encode("utf-8-sig"), text.encode("gb18030"), text.encode()):
        assert table_of_file(data, "表.csv").rows == [Row("秸杆", "秸秆")]


def test_a_workbook_with_days() -> None:
    data = workbook(
        ["词条", "改为", "说明", "生效日期", "失效日期"],
        ["王某某 自治区主席", "", "", date(2020, 1, 2), "2024年3月1日"],
        [12345, None, None, None, None],
    )
    assert table_of_file(data, "x.xlsx").rows == [
        Row("王某某 自治区主席", "", "", date(2020, 1, 2), date(2024, 3, 1)),
        Row("12345"),
    ]


def test_mistakes_are_told_with_their_rows_and_harm_no_other() -> None:
    lines = [
        "词条,改为,说明,生效日期,失效日期",
        "甲词,,,2026-02-30,",
        ",没有词,,,",
        "乙词,,,2026-03-02,2026-03-01",
        "",
        "丙词,,,,",
        "丙词,又一次,,,",
        "长" * 200,
    ]
    table = table_of_text("\n".join(lines))
    assert [row.term for row in table.rows] == ["丙词"]
    assert [number for number, _sentence in table.errors] == [2, 3, 4, 7, 8]
    assert table.left_out == 5


def test_what_an_export_made_harmless_comes_back_as_it_was() -> None:
    assert table_of_text("'=1+1,'@甲,'单引号'").rows == [Row("=1+1", "@甲", "'单引号'")]


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 no archive",
        b"PK",
        b"\xff\xfe\xff\xff\x00\x81",
    ],
)
def test_no_table(data: bytes) -> None:
    with pytest.raises(NotATable):
        table_of_file(data, "x.xlsx")


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_UNPACKED", 1000)
    with pytest.raises(NotATable):
        table_of_file(workbook(*(["词条"] for _ in range(500))), "x.xlsx")


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_BYTES", 10)
    with pytest.raises(NotATable):
        table_of_file("甲词\n".encode() * 10, "x.csv")


def test_endless_rows_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    table = table_of_text("甲\n乙\n丙\n丁\n戊")
    assert ([row.term for row in table.rows], table.left_out) == (["甲", "乙", "丙"], 1)


@given(st.binary(max_size=300))
def test_no_bytes_crash_it(data: bytes) -> None:
    for each in (data, b"PK" + data):
        try:
            table_of_file(each, "x")
        except NotATable:
            pass


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=10))
def test_no_text_crashes_it(cells: list[tuple[str, str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(cells)
    try:
        table = table_of_text(out.getvalue())
    except NotATable:
        return
    assert len({row.key for row in table.rows}) == len(table.rows)
