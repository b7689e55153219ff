"""A link and the register: exact hosts, paths, validity on the day of the reprint, and how many queries it takes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.sources.register import small_register, source
from wagtail_govreview.models import AuthorisedSource
from wagtail_govreview.sources.recognition import names_of, recognise

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def register() -> dict[str, AuthorisedSource]:
    return small_register()


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("https://www.gov.cn/zhengce/a.htm", "中国政府网"),
        ("http://gov.cn/a", "中国政府网"),
        ("HTTPS://WWW.GOV.CN./a", "中国政府网"),
        ("http://big5.www.gov.cn/gate/big5/www.gov.cn/a.htm", "中国政府网"),
        ("https://people.com.cn/a", "人民日报/人民网"),
        ("http://politics.people.com.cn/a", "人民日报/人民网"),
        ("http://a.b.people.com.cn/a", "人民日报/人民网"),
        ("https://www.nxnews.net/nxrb/a.html", "宁夏新闻网"),
        ("https://www.nxnews.net/nxrb/hunyinfa.html", "宁夏新闻网"),
        ("https://www.nx.gov.cn/a", "宁夏回族自治区人民政府网"),
    ],
)
def test_a_registered_host(link: str, name: str) -> None:
    found = recognise(link, DAY)
    assert found.source is not None and found.source.name == name
    assert found.refusal is None
    assert name in found.sentence


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("https://x.gov.cn/a", "host_government"),
        ("https://www.gov.cn.evil.com/a", "host_embedded"),
        ("https://gov-cn.com/a", "host_embedded"),
        ("https://www.gоv.cn/a", "host_homograph"),
        ("https://www.gov.com/a", "host_typo"),
        ("https://example.com/a", "host_unknown"),
        ("https://mp.weixin.qq.com/s/abc", "host_unknown"),
        ("https://sub.www.nx.gov.cn/a", "host_government"),
        ("https://big5.www.gov.cn/gate/big5/www.example.com/a", "path_not_covered"),
        ("https://big5.www.gov.cn/gate/big5/www.gov.cnx/a", "path_not_covered"),
        ("https://www.nxnews.net/nxrb/hunyin/1.html", "path_excluded"),
        ("https://www.nxnews.net/nxrb/x/../hunyin/1.html", "path_excluded"),
        ("https://www.nxnews.net/NXRB/HunYin/1.html", "path_excluded"),
        ("https://www.gov.cn@example.com/a", "link_userinfo"),
        ("javascript:alert(1)", "link_scheme"),
        ("", "link_scheme"),
    ],
)
def test_a_link_that_leads_elsewhere(link: str, code: str) -> None:
    found = recognise(link, DAY)
    assert found.source is None and found.allowed_scopes == ()
    assert found.refusal is not None and found.refusal.code == f"source.{code}"
    assert found.sentence == str(found.refusal)


@pytest.mark.parametrize(
    ("fields", "day", "code"),
    [
        ({"valid_until": date(2026, 3, 1)}, DAY, "source_expired"),
        ({"valid_until": date(2026, 3, 2)}, DAY, None),
        ({"valid_from": date(2026, 3, 3)}, DAY, "source_early"),
        ({"valid_from": date(2026, 3, 2)}, DAY, None),
        ({"status": "frozen"}, DAY, "source_frozen"),
        ({"status": "removed"}, DAY, "source_removed"),
        ({"status": "removed", "valid_until": date(2025, 6, 30)}, DAY, "source_removed"),
        ({"status": "removed", "valid_until": date(2025, 6, 30)}, date(2025, 6, 30), None),
        ({"status": "frozen", "valid_until": date(2025, 6, 30)}, date(2025, 7, 1), "source_frozen"),
    ],
)
def test_a_source_is_judged_by_the_day_of_the_reprint(
    fields: dict[str, Any], day: date, code: str | None
) -> None:
    source("学习时报", "general", "studytimes.cn", **fields)
    found = recognise("https://studytimes.cn/a", day)
    assert (found.source is None) == (code is not None)
    assert (found.refusal.code if found.refusal else None) == (code and f"source.{code}")
    if found.refusal:
        assert "学习时报" in str(found.refusal)


def test_a_new_edition_takes_over_from_the_old_one() -> None:
    source("旧名单", "general", "studytimes.cn", valid_until=date(2025, 5, 31), edition="2021")
    source("新名单", "general", "studytimes.cn", valid_from=date(2025, 6, 1), edition="2025")
    before = recognise("https://studytimes.cn/a", date(2025, 5, 31)).source
    after = recognise("https://studytimes.cn/a", date(2025, 6, 1)).source
    assert before and before.edition == "2021"
    assert after and after.edition == "2025"


def test_the_most_exact_entry_comes_first_and_all_scopes_count() -> None:
    source("人民网强国论坛", "general", {"host": "www.people.com.cn", "path_prefix": "/bbs"})
    found = recognise("http://www.people.com.cn/bbs/1", DAY)
    assert [item.name for item in found.sources] == ["人民网强国论坛", "人民日报/人民网"]
    assert found.allowed_scopes == ("general", "central")


def test_sub_hosts_of_a_public_suffix_are_never_taken_in() -> None:
    """Even if such an entry came into the table past the forms."""
    source("误登记", "central", {"host": "gov.cn", "with_subdomains": True})
    assert recognise("https://x.gov.cn/a", DAY).source is None


def test_one_query_for_a_registered_host(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        recognise("http://politics.people.com.cn/a", DAY)
    with django_assert_num_queries(2):
        recognise("http://example.com/a", DAY)
    with django_assert_num_queries(0):
        recognise("javascript:alert(1)", DAY)


def test_names_for_a_sentence() -> None:
    source("旧来源", "central", "old.example.cn", status="removed")
    assert names_of(("central",), DAY) == ["中国政府网", "人民日报/人民网"]
    assert names_of(("central", "regional"), DAY, limit=1) == ["中国政府网"]
    assert names_of((), DAY) == []
