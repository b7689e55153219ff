"""No text crashes a check or keeps it busy: random, adversarial and very long ones, through everything registered.

There is no clock here: a check whose time grows with the square of the length would not come to its end.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wagtail_govreview.screening.folding import view_of
from wagtail_govreview.screening.places import Kind, Place
from wagtail_govreview.screening.registry import TEXT, Context, registry
from wagtail_govreview.screening.stretches import Stretch

LONG = 40_000
CONTEXT = Context(unit_code="水", on=date(2026, 3, 2), attribute="active")
PLACE = Place(Kind.FIELD, "body")
CHECKS = [each.check for each in registry.checks if each.scope == TEXT]

# Pieces that the patterns are made of, so that random texts get far into them.
PIECES = (
    "0 1 13 138 1234 19900307 110101 x X - . ( ) （ ） \u200b ★ ☆ * ** 绝密 机密 秘密 年 长期 姓名 姓名： 张 李三 患病 残疾 村 组 号 "
    "号楼 单元 室 栋 家住 住址： 电话： 卡号 护照 E G C 宁 A D @ qq .com http:// www. 〔2020〕 〔 〕 《 》 “ ” 。 ， ， 、 的 的的 "
    "此件 公开 不予 依申请 特急 内部 合计 % 万元 2026年2月30日 星期三 | / \\ _ 　 \ud83d\ude00 \u0661 ① ㎡ ﬁ"
).split(" ")
texts = st.lists(
    st.one_of(st.sampled_from([*PIECES, " ", "\t", "\n"]), st.text(max_size=6)), max_size=60
).map("".join)


def look(text: str, *, table: bool = False) -> list[Any]:
    """Run every check; each hit lies in the text and has words."""
    view = view_of(Stretch(text, [0], [PLACE], is_table=table))
    hits = [hit for check in CHECKS for hit in check(view, CONTEXT)]
    for hit in hits:
        assert 0 <= hit.start <= hit.end <= len(view.text)
        start, end = view.written(hit.start, hit.end)
        assert 0 <= start <= end <= len(text)
    return hits


@settings(max_examples=300, deadline=None)
@given(texts, st.booleans())
def test_no_text_crashes_a_check(text: str, table: bool) -> None:
    look(text, table=table)


@settings(max_examples=100, deadline=None)
@given(texts)
def test_the_same_text_gives_the_same(text: str) -> None:
    assert look(text) == look(text)


REPEATED = [
    *(piece for piece in PIECES if piece),
    "1 ",
    "1-",
    "1.",
    "12345678901 ",
    "110101199003078531",
    "1(",
    "1 (",
    "a@",
    "a.",
    "a@a.",
    "张三，",
    "姓名：张三，",
    "村1组",
    "1号楼",
    "1单元1",
    "家住村",
    "姓  ",
    "（秘密）",
    "秘密★",
    "患者王",
    "宁A",
    "\u200b1",
    "1\t",
    "合计\t1\n",
]


@pytest.mark.parametrize("table", [False, True])
@pytest.mark.parametrize("piece", REPEATED)
def test_long_repetitions_come_to_an_end(piece: str, table: bool) -> None:
    look(piece * (LONG // len(piece)), table=table)
