"""What dictionaries allow is no finding: words, numbers however they are written, between the days of the term."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.road import Road
from tests.screening.dictionaries import in_force
from wagtail_govreview.screening.context import context_for
from wagtail_govreview.screening.dictionaries.rows import Row
from wagtail_govreview.screening.masking.passes import mask_all
from wagtail_govreview.screening.screening import screen

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def found(road: Road, text: str, unit: Any = None) -> list[str]:
    page = road.draft(body=f"<p>{text}</p>", date=DAY)
    codes = (each.code for each in screen(page, unit or road.unit, DAY))
    return sorted(code for code in codes if code.startswith(("privacy.", "wording.", "secrecy.")))


def allow(road: Road, *words: Row | str) -> None:
    in_force(words, unit=road.unit, kind="allowed", name="可以公开")


@pytest.mark.parametrize(
    ("term", "text", "code"),
    [
        ("13900139000", "值班电话：139-0013-9000。", "privacy.mobile"),
        ("0951-5012345", "服务热线：（0951）5012345。", "privacy.landline"),
        ("0951-5012345", "服务热线：＋86 951 5012345。", "privacy.landline"),
        ("shuili@example.org", "邮箱：ShuiLi@example.org。", "privacy.email"),
        ("宁A12345", "执法车辆宁A12345在现场。", "privacy.plate"),
        ("捐款账户6222020000000000000", "捐款账户6222020000000000000。", "privacy.bank_card"),
    ],
)
def test_what_is_allowed_is_no_finding(road: Road, term: str, text: str, code: str) -> None:
    assert found(road, text) == [code]
    allow(road, term)
    assert found(road, text) == []


def test_only_what_lies_inside_is_allowed(road: Road) -> None:
    allow(road, "13900139000", "39001390")
    assert found(road, "值班电话：13900139001。") == ["privacy.mobile"]
    assert found(road, "值班电话：13900139000，村民李某电话：13800138000。") == ["privacy.mobile"]


def test_another_units_numbers_are_not_ours(road: Road) -> None:
    other = Road("银政", "yinchuan")
    allow(road, "13900139000")
    assert found(road, "值班电话：13900139000。", other.unit) == ["privacy.mobile"]


def test_a_term_allows_between_its_days(road: Road) -> None:
    allow(road, Row("13900139000", "", "", date(2026, 1, 1), date(2026, 3, 1)))
    assert found(road, "值班电话：13900139000。") == ["privacy.mobile"]


def test_no_dictionary_allows_marks_of_secrecy(road: Road) -> None:
    allow(road, "机密★10年")
    assert found(road, "机密★10年") == ["secrecy.mark"]


def test_what_is_allowed_is_not_masked(road: Road) -> None:
    allow(road, "13900139000")
    context = context_for(road.draft(), road.unit, DAY)
    text = "值班电话：139 0013 9000，村民电话：13800138000"
    masked = mask_all(text, context)
    assert "139 0013 9000" in masked and "13800138000" not in masked
