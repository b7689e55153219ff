"""What has letters in it, and numbers that were masked too little."""

from __future__ import annotations

import pytest

from tests.screening.looking import found_in


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("护照号码E12345678", "passport", "E12345678"),
        ("持EA1234567出境", "passport", "EA1234567"),
        ("护照：P1234567", "passport", "P1234567"),
        ("持往来港澳通行证C12345678", "passport", "C12345678"),
        ("台胞证 12345678；通行证H1234567890", "passport", "H1234567890"),
        ("永久居留证USA110081010101", "passport", "USA110081010101"),
        ("车牌宁A12345违停", "plate", "宁A12345"),
        ("宁A·12345", "plate", "宁A·12345"),
        ("宁AD12345、", "plate", "宁AD12345"),
        ("宁A12345D", "plate", "宁A12345D"),
        ("京A1234警", "plate", "京A1234警"),
        ("邮箱zhang.san@example.com。", "email", "zhang.san@example.com"),
        ("１２３４５６＠ｑｑ．ｃｏｍ", "email", "１２３４５６＠ｑｑ．ｃｏｍ"),
        ("110101199003****12", "masked", "110101199003****12"),
        ("11010119900307****", "masked", "11010119900307****"),
        ("138123**678", "masked", "138123**678"),
    ],
)
def test_is_found(text: str, code: str, found: str) -> None:
    assert (f"privacy.{code}", found) in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "国药准字H20050123",
        "批准文号：国食健字G20110001",
        "编号E12345678",
        "宗地编号G20240018地块",
        "https://www.nx.gov.cn/P12345678.html",
        "川A级景区、京G7高速、宁夏A3展厅",
        "京·ABCDEF",
        "邮箱office@nx.gov.cn",
        "35*************123",
        "11**************23",
        "138****1234",
        "宁A***45",
        "3×5、10×20",
    ],
)
def test_is_not_found(text: str) -> None:
    assert found_in(text) == []


def test_an_address_of_the_unit_is_silent() -> None:
    assert found_in("slt@example.org", allowed=frozenset({"slt@example.org"})) == []
