"""A small register of authorised sources for tests."""

from __future__ import annotations

from typing import Any

from wagtail_govreview.models import AuthorisedHost, AuthorisedSource


def source(name: str, scope: str, *hosts: str | dict[str, Any], **fields: Any) -> AuthorisedSource:
    """A source with its hosts: a name of a host, or the fields of an entry."""
    made = AuthorisedSource.objects.create(name=name, scope=scope, **fields)
    for host in hosts:
        entry = {"host": host} if isinstance(host, str) else host
        AuthorisedHost.objects.create(source=made, **entry)
    return made


def small_register() -> dict[str, AuthorisedSource]:
    """A central portal, a central medium with sub-hosts, the region's portal and paper, a ministry, a news site."""
    return {
        "portal": source(
            "中国政府网",
            "central",
            "www.gov.cn",
            "gov.cn",
            {"host": "big5.www.gov.cn", "path_prefix": "/gate/big5/www.gov.cn"},
            organ="国务院、国务院办公厅",
        ),
        "people": source(
            "人民日报/人民网", "central", {"host": "people.com.cn", "with_subdomains": True}
        ),
        "region": source("宁夏回族自治区人民政府网", "regional", "www.nx.gov.cn"),
        "paper": source(
            "宁夏新闻网",
            "regional",
            "www.nxnews.net",
            {"host": "www.nxnews.net", "path_prefix": "/nxrb/hunyin", "excluded": True},
        ),
        "moe": source("教育部", "organ", "www.moe.gov.cn", organ="教育部、中华人民共和国教育部"),
        "news": source("法治日报", "general", "legaldaily.com.cn"),
    }
