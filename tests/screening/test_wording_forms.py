"""Dates, document numbers, punctuation and repetitions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_govreview.screening.checks.wording.dates import dates
from wagtail_govreview.screening.checks.wording.document_numbers import document_numbers
from wagtail_govreview.screening.checks.wording.punctuation import punctuation
from wagtail_govreview.screening.checks.wording.repeats import LONGEST, doubled, repeats
from wagtail_govreview.screening.folding import view_of
from wagtail_govreview.screening.places import Kind, Place
from wagtail_govreview.screening.registry import Check, Context
from wagtail_govreview.screening.stretches import stretch_of

CONTEXT = Context(on=date(2026, 3, 2))
ALL = [dates, document_numbers, punctuation, repeats]


def found(check: Check, text: str, kind: Kind = Kind.FIELD) -> list[str]:
    view = view_of(stretch_of([(Place(kind, "1"), text)]))
    return [view.text[hit.start : hit.end] for hit in check(view, CONTEXT)]


def suggested(check: Check, text: str) -> list[str]:
    view = view_of(stretch_of([(Place(Kind.FIELD, "body"), text)]))
    return [hit.suggestion for hit in check(view, CONTEXT)]


@pytest.mark.parametrize(
    "text",
    [
        "2026年2月30日",
        "2025年2月29日",
        "２０２５年２月２９日",
        "2025 年 2 月 29 日",
        "13月5日",
        "6月31日",
        "2026年13月",
        "2026年0月",
        "2月28日至30日",
        "二〇二六年二月三十日",
        "二○二六年十一月三十一日",
        "2026-02-30",
        "2026/6/31",
    ],
)
def test_dates_that_do_not_exist(text: str) -> None:
    (hit,) = found(dates, f"会议定于{text}召开")
    assert hit.replace(" ", "") == view_of(
        stretch_of([(Place(Kind.FIELD, "1"), text)])
    ).text.replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        "2024年2月29日",
        "2月29日",
        "2026年3月1日至31日",
        "2026年2月28日至3月31日",
        "农历二月三十日、阴历2月30日",
        "12026年12月31日",
        "113月5日",
        "5月31日",
        "二〇二六年十二月三十一日",
        "编号2026-02-30-1，2026-15-33，2026/02/305",
        "历时13月",
        "二月",
        "月",
    ],
)
def test_dates_that_may_be(text: str) -> None:
    assert found(dates, text) == []


def test_days_of_the_week() -> None:
    assert found(dates, "2026年3月2日（星期一）、2026年3月1日（周日）、2026年3月1日星期天") == []
    assert found(dates, "2026年3月2日（星期三）") == ["2026年3月2日(星期三"]
    assert found(dates, "2026年3月1日至2日（周三）") == ["2026年3月1日至2日(周三"]
    assert found(dates, "3月2日（星期三）、2026年3月2日周三十二时") == []


def test_document_numbers() -> None:
    text = "宁政发[2019]047号、宁政办发（2019）第47号、宁政发〔19〕15号、宁政字〔2019〕字第3号"
    assert suggested(document_numbers, text) == [
        "〔2019〕47号",
        "〔2019〕47号",
        "〔2019〕15号",
        "〔2019〕3号",
    ]
    assert found(document_numbers, "宁政发〔2062〕15号") == ["〔2062〕15号"]


@pytest.mark.parametrize(
    "text",
    [
        "宁政发〔2019〕15号",
        "国家税务总局公告〔2020〕第5号",
        "（2019）宁01民初12号",
        "（2019）15号",
        "幸福小区（一期）15号楼、阳光里(12)3号楼",
        "公开招标(2020)15号",
    ],
)
def test_what_is_no_document_number_in_the_wrong_form(text: str) -> None:
    assert found(document_numbers, text) == []


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("根据规定，，现通知。。如下，。", [",,", "。。", ",。"]),
        ("我们,大家;你们?是", [",", ";", "?"]),
        ("《关于印发的通知", ["《"]),
        ("他说：“你好”。”", ["”"]),
        ("（未完\n下一行）", ["(", ")"]),
        ("（甲《乙）", ["《"]),
        ("根​据,规定", [","]),
    ],
)
def test_punctuation(text: str, hits: list[str]) -> None:
    assert sorted(found(punctuation, text)) == sorted(hits)


@pytest.mark.parametrize(
    "text",
    [
        "“一、二”，《甲〈乙〉》。",
        "1）第一条 2)第二（一）内容",
        "“第一段\n“第二段”",
        "“你好！”他说……（完）",
        "WTO,GDP: don’t",
        "上午9:00、3,000元",
        "什么？！",
    ],
)
def test_punctuation_in_order(text: str) -> None:
    assert found(punctuation, text) == []


def test_no_punctuation_where_lines_break_as_the_page_does() -> None:
    assert found(punctuation, "（未完,待续", Kind.PAGE) == []


def test_a_half_width_sign_gets_its_full_width() -> None:
    assert suggested(punctuation, "我们,大家") == ["，"]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("我们的的工作", ["的的"]),
        ("开展工作工作", ["工作工作"]),
        ("中国人民中国人民站起来", ["中国人民中国人民"]),
        ("是是非非、不了了之、的的确确、和和气气", []),
        ("研究研究、谢谢谢谢、一步一步、是不是不能、二〇二〇年、哈哈哈哈", []),
        ("甲乙\t甲乙", []),
    ],
)
def test_repetitions(text: str, hits: list[str]) -> None:
    assert found(repeats, text) == hits


@given(st.text("ab中😀\ud800", max_size=40) | st.text("ab中", max_size=40))
def test_doubled_runs(text: str) -> None:
    expected = []
    for length in range(2, LONGEST + 1):
        last = -length
        for start in range(len(text) - 2 * length + 1):
            same = text[start : start + length] == text[start + length : start + 2 * length]
            if same and start >= last + length:
                expected.append((start, length))
                last = start
    assert list(doubled(text)) == expected


SIGNS = st.text(
    "年月日号〔〕[]（）()《》“”‘’，。,.;:！?0123456789二三十政发的了中国星期至-/ \n\t\u200b",
    max_size=80,
)


@given(SIGNS | st.text())
def test_any_text(text: str) -> None:
    for check in ALL:
        for kind in (Kind.FIELD, Kind.PAGE):
            assert all(found(check, text, kind))


@pytest.mark.parametrize(
    "piece",
    ["“", "”", "（", "1）", "《\n", "（\n", "，", "！", "一", "月", "3月", "〔2019〕", "年 "],
)
def test_long_rows_end(piece: str) -> None:
    for check in ALL:
        found(check, piece * 100_000)
