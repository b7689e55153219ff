"""Addresses of the register as people type them."""

from __future__ import annotations

import pytest

from wagtail_govreview.sources.entries import NotAnEntry, belongs_to_others, read_entry


@pytest.mark.parametrize(
    ("typed", "path", "sub_hosts", "shown", "changed"),
    [
        ("www.gov.cn", "", False, "www.gov.cn", False),
        ("www.gov.cn", "/zhengce", False, "www.gov.cn/zhengce", False),
        ("people.com.cn", "", True, "*.people.com.cn", False),
        ("gov.cn", "", False, "gov.cn", False),
        ("https://www.gov.cn/", "", False, "www.gov.cn", True),
        ("http://www.gov.cn/zhengce/", "", False, "www.gov.cn/zhengce", True),
        ("http://www.gov.cn/zhengce/", "/xinwen", False, "www.gov.cn/xinwen", True),
        ("WWW.Gov.CN.", "", False, "www.gov.cn", True),
        ("www.gov.cn/zhengce", "", False, "www.gov.cn/zhengce", True),
        ("www.gov.cn", "zhengce/", False, "www.gov.cn/zhengce", True),
        ("*.people.com.cn", "", False, "*.people.com.cn", True),
        ("www.宁夏.政务", "", False, "www.xn--0rst0d.xn--zfr164b", True),
    ],
)
def test_an_address_is_put_into_form(
    typed: str, path: str, sub_hosts: bool, shown: str, changed: bool
) -> None:
    entry = read_entry(typed, path, sub_hosts)
    assert (str(entry), entry.changed) == (shown, changed)


@pytest.mark.parametrize(
    ("typed", "sub_hosts", "field"),
    [
        ("gov.cn", True, "with_subdomains"),
        ("*.gov.cn", False, "with_subdomains"),
        ("*.com.cn", False, "with_subdomains"),
        ("cn", False, "host"),
        ("localhost", False, "host"),
        ("1.2.3.4", False, "host"),
        ("www.gov.cn:8080", False, "host"),
        ("ftp://www.gov.cn", False, "host"),
        ("www.gov.cn@evil.com", False, "host"),
        ("中国政府网", False, "host"),
        ("www gov cn", False, "host"),
        ("http://[x", False, "host"),
    ],
)
def test_what_is_no_address_is_refused_with_what_to_do(
    typed: str, sub_hosts: bool, field: str
) -> None:
    with pytest.raises(NotAnEntry) as refused:
        read_entry(typed, "", sub_hosts)
    assert refused.value.field == field and str(refused.value)


def test_sub_hosts_of_a_government_are_other_organs() -> None:
    region = read_entry("nx.gov.cn", "", True)
    assert belongs_to_others(region, "regional", {"central", "regional"})
    assert not belongs_to_others(region, "organ", {"central", "regional"})
    assert not belongs_to_others(read_entry("nx.gov.cn"), "regional", {"regional"})
    assert not belongs_to_others(read_entry("people.com.cn", "", True), "central", {"central"})
