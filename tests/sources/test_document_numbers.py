"""Document numbers as people type them: what is right, what is wrong, and what is offered instead."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_govreview.sources.document_numbers import check, han_to_int, parse

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("text", "kind", "code", "year"),
    [
        ("国办发〔2018〕123号", "numbered", "国办发", 2018),
        ("宁政公开办发〔2020〕18号", "numbered", "宁政公开办发", 2020),
        ("国办秘函〔2019〕19号", "numbered", "国办秘函", 2019),
        ("厅字〔2019〕1号", "numbered", "厅字", 2019),
        ("组通字〔2020〕12号", "numbered", "组通字", 2020),
        ("国办发明电〔2018〕15号", "numbered", "国办发明电", 2018),
        ("国务院令第711号", "order", "国务院令", None),
        ("国令第711号", "order", "国令", None),
        ("中华人民共和国主席令第四十二号", "order", "中华人民共和国主席令", None),
        ("交通运输部令2020年第10号", "order", "交通运输部令", 2020),
        ("国家税务总局公告2019年第48号", "announcement", "国家税务总局公告", 2019),
        ("财政部 税务总局公告2019年第21号", "announcement", "财政部 税务总局公告", 2019),
        ("中国人民银行公告〔2020〕第5号", "announcement", "中国人民银行公告", 2020),
        (
            "宁夏回族自治区人民政府通告2021年第3号",
            "announcement",
            "宁夏回族自治区人民政府通告",
            2021,
        ),
    ],
)
def test_a_well_formed_number_is_read(text: str, kind: str, code: str, year: int | None) -> None:
    number = check(text, on=TODAY).number
    assert number is not None
    assert (number.kind, number.code, number.year) == (kind, code, year)


@pytest.mark.parametrize(
    ("text", "faults", "suggestion"),
    [
        ("国办发[2018]123号", ["brackets"], "国办发〔2018〕123号"),
        ("国办发(2018)123号", ["brackets"], "国办发〔2018〕123号"),
        ("国办发（2018）123号", ["brackets"], "国办发〔2018〕123号"),
        ("国办发【2018】123号", ["brackets"], "国办发〔2018〕123号"),
        ("国办发［2018］123号", ["brackets"], "国办发〔2018〕123号"),
        ("国办发﹝2018﹞123号", ["brackets"], "国办发〔2018〕123号"),
        ("国办发2018年123号", ["brackets"], "国办发〔2018〕123号"),
        ("国办发2018-123号", ["brackets"], "国办发〔2018〕123号"),
        ("国办发〔18〕123号", ["short_year"], "国办发〔2018〕123号"),
        ("国办发〔98〕123号", ["short_year"], "国办发〔1998〕123号"),
        ("国办发[18]123号", ["brackets", "short_year"], "国办发〔2018〕123号"),
        ("国办发〔二〇一八〕123号", ["short_year"], "国办发〔2018〕123号"),
        ("国办发〔2018〕047号", ["leading_zero"], "国办发〔2018〕47号"),
        ("国办发〔2018〕第47号", ["ordinal"], "国办发〔2018〕47号"),
        ("国办发〔2018〕字第47号", ["ordinal"], "国办发〔2018〕47号"),
        ("国办发〔2018〕第047号", ["ordinal", "leading_zero"], "国办发〔2018〕47号"),
        ("国办发〔2018〕47", ["no_hao"], "国办发〔2018〕47号"),
        ("国办发〔2018〕47號", ["no_hao"], "国办发〔2018〕47号"),
        ("国办发〔2018〕一百二十三号", ["han_serial"], "国办发〔2018〕123号"),
        ("国办发〔2018〕１２３号", ["full_width"], "国办发〔2018〕123号"),
        ("国办发 〔2018〕 123 号", ["spaces"], "国办发〔2018〕123号"),
        ("（国办发〔2018〕123号）", ["wrapped"], "国办发〔2018〕123号"),
        ("国办发〔2018〕123号文件", ["trailing"], "国办发〔2018〕123号"),
        ("国务院令711号", ["no_ordinal"], "国务院令第711号"),
        ("国务院令第0711号", ["leading_zero"], "国务院令第711号"),
        ("国务院令第711", ["no_hao"], "国务院令第711号"),
        ("国家税务总局公告2019年48号", ["no_ordinal"], "国家税务总局公告2019年第48号"),
        (
            "国家税务总局公告 2019年第048号",
            ["spaces", "leading_zero"],
            "国家税务总局公告2019年第48号",
        ),
        ("财政部 税务总局公告 2019年第 21号", ["spaces"], "财政部 税务总局公告2019年第21号"),
    ],
)
def test_a_wrong_number_comes_back_right(text: str, faults: list[str], suggestion: str) -> None:
    result = check(text, on=TODAY)
    assert [fault.code for fault in result.faults] == faults
    assert result.suggestion == suggestion
    assert result.number is None
    assert parse(suggestion) is not None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("国办发〔2099〕1号", "future_year"),
        ("国办发〔1900〕1号", "early_year"),
        ("〔2018〕123号", "unreadable"),
        ("国办发123号", "unreadable"),
        ("关于推进政务新媒体的意见", "unreadable"),
        ("GBF-2018-123", "unreadable"),
        ("国办发〔2018〕0号", "unreadable"),
        ("国办发〔2018〕123号、124号", "unreadable"),
    ],
)
def test_what_cannot_be_put_right_gets_no_suggestion(text: str, fault: str) -> None:
    result = check(text, on=TODAY)
    assert [item.code for item in result.faults][-1] == fault
    assert result.suggestion == ""


def test_no_number_is_no_fault() -> None:
    assert check("  ", on=TODAY).faults == ()


def test_a_telegram_is_told_from_a_document() -> None:
    telegram, document = parse("国办发明电〔2018〕15号"), parse("国办发〔2018〕15号")
    assert telegram is not None and telegram.is_telegram
    assert document is not None and not document.is_telegram


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("一百零五", 105),
        ("三百四十二", 342),
        ("二〇", 20),
        ("千零一", 1001),
    ],
)
def test_chinese_numerals(text: str, value: int) -> None:
    assert han_to_int(text) == value


@given(st.text(max_size=60))
def test_nothing_typed_makes_it_fail(text: str) -> None:
    result = check(text, on=TODAY)
    assert result.number is None or not result.faults
    if result.suggestion:
        assert check(result.suggestion, on=TODAY).number is not None
