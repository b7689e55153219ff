"""Totals of tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_govreview.screening.checks.wording.totals import totals
from wagtail_govreview.screening.folding import view_of
from wagtail_govreview.screening.places import Kind, Place
from wagtail_govreview.screening.registry import Context
from wagtail_govreview.screening.stretches import Stretch


def wrong(*rows: str) -> list[str]:
    """The totals that do not add up; cells of a row stand between bars."""
    text = "\n".join("\t".join(cell.strip() for cell in row.split("|")) for row in rows)
    view = view_of(Stretch(text, [0], [Place(Kind.CELL, "A1")], is_table=True))
    return [view.text[hit.start : hit.end] for hit in totals(view, Context())]


def test_a_row_of_totals() -> None:
    head = ("资金安排表", "序号 | 项目 | 户数 | 金额（元）")
    details = ("1 | 甲镇 | 12 | 1,200.50", "2 | 乙镇 | 30 | 3000", "3 | 丙镇 | - | 99.50")
    assert wrong(*head, *details, "合计 | | 42 | 4,300.00") == []
    assert wrong(*head, *details, "合 计 | | 43 | 4,300.00") == ["43"]
    assert wrong(*head, "合计 | | 42 | 4,310.00", *details) == ["4,310.00"]


def test_full_width_figures_and_units() -> None:
    assert wrong("甲 | １２户", "乙 | 3户", "总计 | 16户") == ["16户"]
    assert wrong("甲 | １２户", "乙 | 3户", "总计 | 15户") == []


def test_subtotals() -> None:
    rows = ["甲 | 1", "乙 | 2", "小计 | 3", "丙 | 4", "丁 | 5", "小计 | 9", "合计 | 12"]
    assert wrong(*rows) == []
    assert wrong(*rows[:-1], "合计 | 13") == ["13"]
    assert wrong(*rows[:2], "小计 | 4", *rows[3:]) == ["4"]


def test_a_column_of_totals() -> None:
    head = "单位 | 男 | 女 | 合计"
    assert wrong(head, "甲 | 1 | 2 | 3", "乙 | 5 | 6 | 11", "丙 | 7 | 8 | 16") == ["16"]
    assert (
        wrong("单位 | 合计 | 男 | 女", "甲 | 3 | 1 | 2", "乙 | 11 | 5 | 6", "丙 | 15 | 7 | 8") == []
    )
    # Nothing proves what this total is a sum of.
    assert wrong(head, "甲 | 1 | 2 | 4", "乙 | 5 | 6 | 12") == []


def test_rounded_figures() -> None:
    rows = ("单位：万元", "项目 | 金额", "甲 | 1.25", "乙 | 1.25", "丙 | 1.25")
    assert wrong(*rows, "合计 | 3.76") == []
    assert wrong(*rows, "合计 | 3.85") == ["3.85"]


def test_percentages_make_up_a_hundred() -> None:
    rows = ("项目 | 占总额", "甲 | 33.3%", "乙 | 33.3%", "丙 | 33.3%")
    assert wrong(*rows, "合计 | 100%") == []
    assert wrong("项目 | 占总额", "甲 | 33.3%", "乙 | 36.3%", "丙 | 33.3%", "合计 | 100%") == [
        "100%"
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ("项目 | 单价", "甲 | 3", "乙 | 5", "合计 | 4"),  # never added
        ("甲 | 10", "其中：女 | 4", "乙 | 5", "合计 | 15"),
        ("一、收入 | 10", "（一）税收 | 10", "二、其他 | 5", "合计 | 15"),
        ("甲 | 10", "乙 | 约5", "合计 | 16"),  # one is no figure
        ("甲 | 10", "合计 | 12"),  # one figure only
        ("甲 | 10 | 3", "乙 | 10 | 3", "合计 | 21 | 7"),  # neither proves the other
        ("甲 | 10", "乙 | 11", "合计 | 500"),  # something else is meant
        ("甲 | 10", "乙 | 11", "", "合计 | 20"),  # another table
        ("甲 | 10", "乙 | 11"),
        ("年度 | 2024 | 2025", "甲 | 1 | 3", "乙 | 2 | 4", "合计 | 3 | 7"),
    ],
)
def test_where_nothing_can_be_said(rows: tuple[str, ...]) -> None:
    assert wrong(*rows) == []


def test_running_text_is_no_table() -> None:
    stretch = Stretch("甲\t1\n乙\t2\n合计\t4", [0], [Place(Kind.FIELD, "body")])
    assert list(totals(view_of(stretch), Context())) == []


CELLS = st.sampled_from(
    ["合计", "小计", "甲", "", "1", "2.5", "1,000", "50%", "-", "其中", "２", "金额"]
)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=9))
def test_any_table(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join(row) for row in rows)
    view = view_of(Stretch(text, [0], [Place(Kind.CELL, "A1")], is_table=True))
    for hit in totals(view, Context()):
        assert view.text[hit.start : hit.end].strip()
