"""The first list of authorised sources: what is in it, and that entering it twice changes nothing."""

from __future__ import annotations

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from wagtail_govreview.models import AuthorisedHost, AuthorisedSource
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.sources import hosts
from wagtail_govreview.sources.recognition import recognise
from wagtail_govreview.sources.seed import SOURCES, read_address

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def run(*args: str) -> str:
    out = StringIO()
    call_command("govreview_seed_sources", *args, stdout=out)
    return out.getvalue()


def test_the_list_is_well_formed() -> None:
    scopes = {scope.code for scope in get_profile().scopes}
    entries = [read_address(address) for source in SOURCES for address in source.addresses]
    assert {source.scope for source in SOURCES} <= scopes
    assert len({source.name for source in SOURCES}) == len(SOURCES)
    assert all(entry.host == hosts.normalise(entry.host) for entry in entries)
    assert not [e for e in entries if e.with_subdomains and not hosts.may_have_subdomains(e.host)]


@pytest.mark.parametrize(
    ("link", "name", "scope"),
    [
        (
            "http://www.gov.cn/zhengce/content/2018-12/27/content_5352666.htm",
            "中国政府网",
            "central",
        ),
        ("http://big5.www.gov.cn/gate/big5/www.gov.cn/xinwen/a.htm", "中国政府网", "central"),
        ("http://politics.people.com.cn/a", "人民日报/人民网", "central"),
        ("http://www.xinhuanet.com/a", "新华社/新华网", "central"),
        ("https://www.nx.gov.cn/a", "宁夏回族自治区人民政府网", "regional"),
        ("http://sz.nxnews.net/nxrb/a", "宁夏日报", "regional"),
        ("https://www.nxnews.net/a", "宁夏新闻网", "regional"),
        ("http://www.moe.gov.cn/a", "教育部", "organ"),
        ("https://www.yinchuan.gov.cn/a", "银川市人民政府", "organ"),
        ("http://www.legaldaily.com.cn/a", "法治日报", "general"),
    ],
)
def test_what_the_list_allows(link: str, name: str, scope: str) -> None:
    run()
    found = recognise(link, DAY)
    assert found.source is not None
    assert (found.source.name, found.allowed_scopes) == (name, (scope,))


@pytest.mark.parametrize(
    "link",
    [
        "http://www.people.cn/a",
        "http://big5.www.gov.cn/gate/big5/www.example.com/a",
        "http://www.nxnews.net/nxrb/hunyin/1.htm",
        "http://sz.nxnews.net/hunyin/1.htm",
        "http://slt.nx.gov.cn/a",
        "http://x.gov.cn/a",
    ],
)
def test_what_the_list_leaves_out(link: str) -> None:
    run()
    assert recognise(link, DAY).source is None


def test_running_it_again_changes_nothing() -> None:
    first = run()
    history = AuthorisedSource.history.count(), AuthorisedHost.history.count()
    second = run()
    assert f"({len(SOURCES)})" in first and "中国政府网" in first
    assert "people.cn" in first and "宁夏广播电视台" in first
    assert f"({len(SOURCES)})" in second and "中国政府网" not in second
    assert AuthorisedSource.objects.count() == len(SOURCES)
    assert (AuthorisedSource.history.count(), AuthorisedHost.history.count()) == history


def test_what_people_changed_stays_unless_asked_for() -> None:
    run()
    portal = AuthorisedSource.objects.get(name="中国政府网")
    portal.basis, portal.status, portal.valid_until = "另一文件", "frozen", DAY
    portal.hosts.set([AuthorisedHost(host="www.gov.cn"), AuthorisedHost(host="new.gov.cn")])
    portal.save()
    kept = portal.hosts.get(host="www.gov.cn").pk
    assert "中国政府网" in run()
    portal.refresh_from_db()
    assert portal.basis == "另一文件"
    run("--update")
    portal.refresh_from_db()
    assert portal.basis != "另一文件"
    assert (portal.status, portal.valid_until) == ("frozen", DAY)
    assert {host.host for host in portal.hosts.all()} == {"www.gov.cn", "gov.cn", "big5.www.gov.cn"}
    assert portal.hosts.filter(pk=kept).exists() or portal.hosts.count() == 3
    assert "中国政府网" not in run("--update")


def test_a_rulebook_with_other_scopes_gets_nothing_foreign(settings: Any) -> None:
    settings.GOVREVIEW_PROFILE = "tests.profiles.TWO_TIER"
    assert f"({len(SOURCES)})" in run()
    assert not AuthorisedSource.objects.exists()
