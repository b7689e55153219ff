"""Numbers of digits: what is found in whatever form it is written, and what only looks alike."""

from __future__ import annotations

import pytest

from tests.screening.looking import found_in
from wagtail_govreview.screening.allowed import allowed_numbers, register_allowed
from wagtail_govreview.screening.findings import excerpt_of
from wagtail_govreview.units.models import Unit

ID = "privacy.id_number"
MOBILE = "privacy.mobile"
LANDLINE = "privacy.landline"
CARD = "privacy.bank_card"


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("身份证号110101199003078531。", ID, "110101199003078531"),
        ("公民身份号码：11010519491231002X，", ID, "11010519491231002X"),
        ("11010519491231002x", ID, "11010519491231002x"),
        ("110105 19491231 002X", ID, "110105 19491231 002X"),
        ("110105-19491231-002X", ID, "110105-19491231-002X"),
        ("1101 0119 9003 0785 31", ID, "1101 0119 9003 0785 31"),
        ("1 1 0 1 0 1 1 9 9 0 0 3 0 7 8 5 3 1", ID, "1 1 0 1 0 1 1 9 9 0 0 3 0 7 8 5 3 1"),
        ("１１０１０１１９９００３０７８５３１", ID, "１１０１０１１９９００３０７８５３１"),
        ("110101\u200b19900307\u200b8531", ID, "110101\u200b19900307\u200b8531"),
        ("张三_110101199003078531.pdf", ID, "110101199003078531"),
        ("序号1 110101199003078531 13812345678", ID, "110101199003078531"),
        ("810000199408230021", ID, "810000199408230021"),
        ("身份证640104700307853", ID, "640104700307853"),
        ("电话13812345678。", MOBILE, "13812345678"),
        ("138.0013.8000", MOBILE, "138.0013.8000"),
        ("138-0013-8000", MOBILE, "138-0013-8000"),
        ("+86 138 0013 8000", MOBILE, "138 0013 8000"),
        ("（+86）13800138000", MOBILE, "13800138000"),
        ("8613800138000", MOBILE, "13800138000"),
        ("手机1 3 8 0 0 1 3 8 0 0 0", MOBILE, "1 3 8 0 0 1 3 8 0 0 0"),
        ("微信号wx13812345678", MOBILE, "13812345678"),
        ("会所-13604770960", MOBILE, "13604770960"),
        ("010-6228-8559", LANDLINE, "010-6228-8559"),
        ("电话020 1111 1111", LANDLINE, "020 1111 1111"),
        ("+86 10 59081185", LANDLINE, "10 59081185"),
        ("（0951）6363789转801", LANDLINE, "0951）6363789"),
        ("联系电话：09516363789", LANDLINE, "09516363789"),
        ("联系电话：6363789，邮编750001", LANDLINE, "6363789"),
        ("卡号 6222021234567890128", CARD, "6222021234567890128"),
        ("6222 0212 3456 7890 128", CARD, "6222 0212 3456 7890 128"),
        ("开户行：某银行，卡号4512893400123452", CARD, "4512893400123452"),
    ],
)
def test_is_found(text: str, code: str, found: str) -> None:
    assert (code, found) in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "索引号：113417020032563511/202504-00012",
        "统一社会信用代码91640100MA76KTRE0A",
        "事业单位法人证书：12100000400010275N",
        "宁政公开办发〔2020〕18号，2020年9月11日",
        "GB/T 33190-2016、DA/T 80-2019、DB45/T 2427-2021",
        "合同编号：13812345678",
        "安排资金13812345678元",
        "0.13812345678，3.14159265358979，-77.034040723966",
        "https://www.nx.gov.cn/zwgk/202503/t20250318_13812345678.html",
        "P020250312581234567890.pdf",
        "2019-2020 2021-2022 2023-2024",
        "156 2034 1876 1990 2011",
        "400-123-4567，12345，12315",
        "邮编750001，坐标106.2784,38.4664",
        "20250318123456789012",
        "113417020032563511",
    ],
)
def test_only_looks_like_it(text: str) -> None:
    assert found_in(text) == []


def test_a_mistyped_id_needs_a_ruling() -> None:
    assert found_in("身份证号110101199003078532") == [("privacy.id_doubtful", "110101199003078532")]


def test_two_numbers_are_never_one() -> None:
    two = [(MOBILE, "13812345678"), (MOBILE, "13912345678")]
    for between in ("、", "\t", "\n", "/", " "):
        assert found_in(f"13812345678{between}13912345678") == two
    assert found_in("138\t0013\t8000") == []
    assert found_in("110101\n19900307\n8531") == []


def test_the_heading_of_a_column_tells_what_a_number_is() -> None:
    rows = "补贴名单\n序号\t姓名\t补贴金额\t联系电话\n1\t张三\t13812345678\t13912345678"
    assert found_in(rows, table=True) == [(MOBILE, "13912345678")]
    assert found_in("序号\t账户\n1\t4512893400123452", table=True) == [(CARD, "4512893400123452")]


def test_what_the_unit_itself_may_publish_is_silent() -> None:
    unit = Unit(
        code="水", name="水利厅", contact="电话：（0951）6363789/6363790，手机 138 0013 8000"
    )
    allowed = allowed_numbers(unit)
    for text in ("0951-6363789", "0951-6363790", "+86 951 6363789", "13800138000", "电话：6363789"):
        assert found_in(text, allowed=allowed) == []
    assert found_in("0951-6363791", allowed=allowed) == [(LANDLINE, "0951-6363791")]
    assert allowed_numbers(None) == frozenset()


def test_a_site_allows_further_numbers() -> None:
    from wagtail_govreview.screening import allowed

    provider = register_allowed(lambda unit: ["举报 13900139000", "Box@Example.org"])
    try:
        numbers = allowed_numbers(Unit(code="水", name="水利厅"))
    finally:
        allowed._providers.remove(provider)
    assert {"13900139000", "box@example.org"} <= numbers


def test_an_excerpt_does_not_give_it_away() -> None:
    text = "村民身份证110101199003078531，电话13812345678"
    excerpt = excerpt_of(text, 5, 23, private=True)
    assert "19900307" not in excerpt and "13812345678" not in excerpt
