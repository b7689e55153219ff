"""Links as people and pages paste them: read like a browser reads them, refused where they hide their host."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_govreview.sources import hosts, links

REGISTERED = {
    "www.gov.cn",
    "gov.cn",
    "www.people.com.cn",
    "www.nx.gov.cn",
    "www.news.cn",
    "www.xinhuanet.com",
}


@pytest.mark.parametrize(
    ("address", "host", "path"),
    [
        ("http://www.gov.cn/a/b.htm", "www.gov.cn", "/a/b.htm"),
        ("  https://www.gov.cn  ", "www.gov.cn", "/"),
        ("HTTPS://WWW.GOV.CN./A", "www.gov.cn", "/a"),
        ("https://www.gov.cn:443/a?x=1#y", "www.gov.cn", "/a"),
        ("http://www.gov.cn:80/a", "www.gov.cn", "/a"),
        ("https://ｗｗｗ.gov。cn/a", "www.gov.cn", "/a"),
        ("https://www.nxnews.net/nxrb/../nxrb/hunyin/x", "www.nxnews.net", "/nxrb/hunyin/x"),
        ("https://www.nxnews.net/nxrb/%2e%2e/hunyin", "www.nxnews.net", "/hunyin"),
        ("https://www.nxnews.net/nxrb/%252e%252e/hunyin", "www.nxnews.net", "/hunyin"),
        ("https://www.nxnews.net//nxrb//HunYin", "www.nxnews.net", "/nxrb/hunyin"),
        ("https://www.宁夏.政务/文件", "www.xn--0rst0d.xn--zfr164b", "/文件"),
    ],
)
def test_a_link_is_read_as_a_browser_reads_it(address: str, host: str, path: str) -> None:
    link = links.read(address)
    assert (link.host, link.path) == (host, path)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("www.gov.cn/a", "link_scheme"),
        ("//www.gov.cn/a", "link_scheme"),
        ("javascript:alert(1)", "link_scheme"),
        ("javascript://www.gov.cn/%0aalert(1)", "link_scheme"),
        ("data:text/html,<script>", "link_scheme"),
        ("ftp://www.gov.cn/a", "link_scheme"),
        ("file:///etc/passwd", "link_scheme"),
        ("https:/www.gov.cn/a", "link_scheme"),
        ("https://www.gov.cn@evil.com/", "link_userinfo"),
        ("https://www.gov.cn:443@evil.com/", "link_userinfo"),
        ("https://user:password@www.gov.cn/", "link_userinfo"),
        ("https://www.gov.cn:8443/a", "link_port"),
        ("http://www.gov.cn:443/a", "link_port"),
        ("http://1.2.3.4/", "link_number"),
        ("http://16909060/", "link_number"),
        ("http://0x01020304/", "link_number"),
        ("http://1.2.3.0x4/", "link_number"),
        ("http://[::1]/", "link_number"),
        ("http://www.gov.cn\\@evil.com/", "link_characters"),
        ("https://www.gov.cn\u200b.evil.com/", "link_characters"),
        ("https://www.gov.cn/ a", "link_characters"),
        ("https://www.gov\u00ad.cn/", "link_characters"),
        ("https://www.gov.cn/\u202ehtm.exe", "link_characters"),
        ("https:///a", "link_unreadable"),
        ("https://localhost/", "link_unreadable"),
        ("https://www..gov.cn/", "link_unreadable"),
        ("https://www.gov.cn:99999/", "link_unreadable"),
        ("https://[www.gov.cn/", "link_unreadable"),
        ("https://-/", "link_unreadable"),
    ],
)
def test_a_link_that_hides_where_it_leads_is_refused(address: str, code: str) -> None:
    with pytest.raises(links.UnusableLink) as refused:
        links.read(address)
    assert refused.value.refusal.code == f"source.{code}"
    assert refused.value.refusal.field == "link"
    assert str(refused.value)
    assert not links.is_web_address(address)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(address: str) -> None:
    try:
        link = links.read("https://" + address)
    except links.UnusableLink as error:
        assert str(error)
    else:
        assert link.host == hosts.normalise(link.host)
        assert link.path.startswith("/")


@pytest.mark.parametrize(
    ("host", "kind", "known"),
    [
        ("www.gov.cn.evil.com", "embedded", "www.gov.cn"),
        ("gov.cn.evil.com", "embedded", "www.gov.cn"),
        ("gov-cn.com", "embedded", "www.gov.cn"),
        ("www-gov-cn.com", "embedded", "www.gov.cn"),
        ("www.gov-cn.com", "embedded", "www.gov.cn"),
        ("news.www.gov.cn.cn", "embedded", "www.gov.cn"),
        ("www.people.com.cn.cn", "embedded", "www.people.com.cn"),
        ("people-com-cn.net", "embedded", "www.people.com.cn"),
        ("nx-gov-cn.com", "embedded", "www.nx.gov.cn"),
        ("www.g0v.cn", "homograph", "www.gov.cn"),
        ("www.gоv.cn", "homograph", "www.gov.cn"),
        ("www.реорlе.com.cn", "homograph", "www.people.com.cn"),
        ("www.xinhuаnet.com", "homograph", "www.xinhuanet.com"),
        ("wwwgov.cn", "typo", "www.gov.cn"),
        ("www.gov.com", "typo", "www.gov.cn"),
        ("www.g.ov.cn", "typo", "www.gov.cn"),
        ("peopel.com.cn", "typo", "www.people.com.cn"),
        ("www.xinhuanet.co", "typo", "www.xinhuanet.com"),
        ("x.gov.cn", "government", "www.gov.cn"),
        ("www.moe.gov.cn", "government", "www.gov.cn"),
        ("nm.gov.cn", "government", "www.gov.cn"),
        ("www.gov.cn.x.gov.cn", "government", "www.gov.cn"),
    ],
)
def test_a_look_alike_is_named(host: str, kind: str, known: str) -> None:
    likeness = hosts.likeness(hosts.normalise(host), REGISTERED)
    assert likeness is not None
    assert (likeness.kind, likeness.host) == (kind, known)


@pytest.mark.parametrize(
    "host", ["example.com", "www.sina.com.cn", "mp.weixin.qq.com", "www.81.cn"]
)
def test_a_stranger_is_no_look_alike(host: str) -> None:
    assert hosts.likeness(host, REGISTERED) is None


def test_sub_hosts_of_a_public_suffix_belong_to_others() -> None:
    assert not hosts.may_have_subdomains("gov.cn")
    assert not hosts.may_have_subdomains("com.cn")
    assert not hosts.may_have_subdomains("cn")
    assert hosts.may_have_subdomains("people.com.cn")
    assert hosts.may_have_subdomains("moe.gov.cn")


def test_the_hosts_above_a_host() -> None:
    assert hosts.parents("a.b.people.com.cn") == ["b.people.com.cn", "people.com.cn", "com.cn"]
    assert hosts.parents("gov.cn") == []
