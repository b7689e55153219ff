"""Links of a page: hidden ones, those that leave the government's websites, broken and dead ones."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.documents import get_document_model

from sandbox.portal.models import NewsPage, PolicyDocumentPage
from tests.road import Road
from wagtail_govreview.models import AuthorisedHost, AuthorisedSource, LinkState
from wagtail_govreview.screening.checks.items.facts import item_facts
from wagtail_govreview.screening.checks.links.addresses import read_address
from wagtail_govreview.screening.checks.links.elements import elements_of
from wagtail_govreview.screening.checks.links.states import digest_of_address
from wagtail_govreview.screening.findings import Finding
from wagtail_govreview.screening.registry import Context, look_at

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def look(page: Any, *, with_facts: bool = True) -> list[Finding]:
    data = item_facts(page, None, DAY) if with_facts else {}
    found = look_at([], Context(on=DAY, data=data), page=page)
    return [finding for finding in found if finding.code.startswith("links.")]


def codes(html: str) -> list[str]:
    """What is found in a page of this markup, without the database."""
    return [finding.code for finding in look(NewsPage(title="要闻", body=html), with_facts=False)]


LINK = '<a href="https://bet.example.com/">赌球</a>'


@pytest.mark.parametrize(
    "html",
    [
        f'<p style="display:none">{LINK}</p>',
        f'<p style="DISPLAY : NONE !important">{LINK}</p>',
        f'<div style="display:no/**/ne; displ\\61 y:none">{LINK}</div>',
        f'<p><span style="visibility:hidden"><b>{LINK}</b></span></p>',
        f'<p style="font-size:0">{LINK}</p>',
        f'<p style="font-size:1px">{LINK}</p>',
        f'<p style="opacity:0">{LINK}</p>',
        f'<div style="position:absolute;left:-9999px">{LINK}</div>',
        f'<div style="position:fixed; top:-1000px">{LINK}</div>',
        f'<div style="text-indent:-9999px">{LINK}</div>',
        f'<div style="margin-left:-5000px">{LINK}</div>',
        f'<div style="height:0;overflow:hidden">{LINK}</div>',
        f'<div style="width:1px;height:1px;overflow:hidden">{LINK}</div>',
        f'<marquee width="1" height="1">{LINK}</marquee>',
        f'<div style="clip:rect(0 0 0 0);position:absolute">{LINK}</div>',
        f"<div hidden>{LINK}</div>",
        f'<p style="color:#fff">{LINK}</p>',
        f'<p style="color:#FEFEFE;background:#ffffff">{LINK}</p>',
        f'<p style="background-color:rgb(10,20,30)"><span style="color:#0a141e">{LINK}</span></p>',
        f'<font color="white">{LINK}</font>',
        f'<p style="color:transparent">{LINK}</p>',
        '<a style="display:none" href="https://bet.example.com/">赌球</a>',
        '<a href="https://bet.example.com/"></a>',
        '<a href="https://bet.example.com/"> &nbsp;\u200b</a>',
        '<a href="https://bet.example.com/"><span style="display:none">赌球</span></a>',
        '<a href="https://bet.example.com/"><b></b></a>',
        f'<style>.q {{ display: none }}</style><div class="p q">{LINK}</div>',
        f'<style>a, #x{{position:absolute;left:-900em}}</style><div id="x">{LINK}</div>',
        "<script>document.write(\"<div style='display:none'><a href='https://bet.example.com/'>x</a></div>\")</script>",
        '<a href="//bet.example.com" style=display:none>赌球</a>',
    ],
)
def test_links_that_nobody_sees(html: str) -> None:
    assert codes(f"<p>正文。</p>{html}<p>正文。</p>") == ["links.hidden"]


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color:#333">{}</p>',
        '<p style="display:block;visibility:visible;font-size:14px;opacity:1">{}</p>',
        '<p style="text-indent:2em;margin:0;position:relative;left:0">{}</p>',
        '<p style="display:none">旧文</p><p>{}</p>',
        '<div style="display:none">旧文</div>{}',
        '<div style="background:#036"><span style="color:#fff">{}</span></div>',
        '<div class="banner"><span style="color:#fff">{}</span></div>',
        '<p style="color:#fff"><span style="color:#036">{}</span></p>',
        '<div style="overflow:hidden;width:100%;height:200px">{}</div>',
        "<table><tr><td width=1>{}</td></tr></table>",
        '<p style="font-size:0.9em;line-height:1.5">{}</p>',
        "<!-- <div style='display:none'> -->{}",
    ],
)
def test_links_that_people_see(html: str) -> None:
    link = '<a href="https://www.gov.cn/">中国政府网</a>'
    assert codes(html.format(link)) == []
    assert codes(html.format(LINK)) == ["links.outside"]


def test_a_picture_makes_a_link_visible() -> None:
    picture = '<img src="/media/logo.png">'
    assert codes(f'<a href="https://www.gov.cn/">{picture}</a>') == []
    assert codes('<a href="https://www.gov.cn/"><embed embedtype="image" id="1"/></a>') == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.nx.gov.cn/zwgk/a.html?x=1#y", []),
        ("/zwgk/a.html", []),
        ("a.html", []),
        ("#fn1", []),
        ("", []),
        ("mailto:office@example.gov.cn", []),
        ("tel:0951-1234567", []),
        ("http://www.example.com/", ["links.outside"]),
        ("//www.example.com/", ["links.outside"]),
        ("https:\\\\www.example.com", ["links.outside"]),
        ("http:/www.example.com", ["links.outside"]),
        ("https://www.gov.cn.example.com/", ["links.outside"]),
        ("https://gov.cn@example.com/", ["links.disguised"]),
        ("https://user:secret@www.nx.gov.cn/", ["links.disguised"]),
        ("https://www.nx.gov.cn:8443/", ["links.disguised"]),
        ("http://10.20.30.40/", ["links.disguised"]),
        ("file:///C:/notes.docx", ["links.disguised"]),
        ("javascript:alert(1)", ["links.script"]),
        (" Java\tScript:alert(1)", ["links.script"]),
        ("&#106;avascript:alert(1)", ["links.script"]),
        ("data:text/html,hello", ["links.script"]),
        ("vbscript:x", ["links.script"]),
    ],
)
def test_where_a_link_leads(address: str, expected: list[str]) -> None:
    assert codes(f'<p><a href="{address}">查看</a></p>') == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<img src="https://img.example.com/1.png">', ["links.embedded"]),
        ('<img srcset="/a.png 1x, https://img.example.com/1.png 2x">', ["links.embedded"]),
        ('<iframe src="https://video.example.com/1"></iframe>', ["links.embedded"]),
        ('<script src="//cdn.example.com/x.js"></script>', ["links.embedded"]),
        ('<div style="background:url(https://img.example.com/1.png)">x</div>', ["links.embedded"]),
        ('<form action="https://www.example.com/"></form>', ["links.embedded"]),
        ('<embed embedtype="media" url="https://video.example.com/1"/>', ["links.embedded"]),
        ('<embed embedtype="image" id="3" alt="图" format="left"/>', []),
        ('<img src="https://www.nx.gov.cn/1.png">', []),
        ('<img src="data:image/png;base64,AAAA">', []),
        ('<iframe src="data:text/html,x"></iframe>', ["links.script"]),
    ],
)
def test_what_is_loaded_from_elsewhere(html: str, expected: list[str]) -> None:
    assert codes(html) == expected


def test_a_finding_names_its_place_and_nothing_personal() -> None:
    html = '<p><a href="https://www.example.com/list?phone=13800138000">张某 138 0013 8000 的资料</a></p>'
    [finding] = look(NewsPage(title="要闻", body=html), with_facts=False)
    assert finding.place == "正文"
    assert "https://www.example.com/list" in finding.note
    assert "138" not in finding.note
    assert "张某" in finding.note


def test_streams_and_child_objects_are_read() -> None:
    page = PolicyDocumentPage(title="办法", body=[("paragraph", LINK), ("heading", "<a href=x>")])
    [finding] = look(page, with_facts=False)
    assert [place.name for place in finding.places] == ["body.0.paragraph"]
    assert finding.place == "正文 · 段落"


def test_the_register_of_sources_and_the_sites_own_hosts_are_known(site: Any) -> None:
    page = NewsPage(
        title="要闻",
        body="".join(
            f'<a href="https://{host}/">看</a>'
            for host in ("www.people.com.cn", "a.people.com.cn", "localhost", "www.example.com")
        ),
    )
    source = AuthorisedSource(name="人民网", scope="general")
    source.hosts = [AuthorisedHost(host="www.people.com.cn")]
    source.save()
    assert [finding.note.split()[2] for finding in look(page)] == [
        "https://a.people.com.cn/",
        "https://www.example.com/",
    ]
    source.hosts = [AuthorisedHost(host="people.com.cn", with_subdomains=True)]
    source.save()
    assert [finding.note.split()[2] for finding in look(page)] == [
        "https://www.example.com/",
    ]
    AuthorisedSource.objects.update(status="frozen")
    assert len(look(page)) == 3


def test_links_within_the_site_lead_to_something_public(road: Road) -> None:
    live, draft = road.published(), road.draft()
    document = get_document_model().objects.create(title="表", file="a.txt")
    body = "".join(
        f'<a linktype="{kind}" id="{key}">看</a>'
        for kind, key in [
            ("page", live.pk),
            ("page", draft.pk),
            ("page", 99999),
            ("page", "9" * 30),
            ("page", "x"),
            ("document", document.pk),
            ("document", 99999),
        ]
    )
    page = road.draft(body=body + '<embed embedtype="image" id="99999" format="left" alt=""/>')
    notes = " ".join(finding.note for finding in look(page))
    assert {finding.code for finding in look(page)} == {"links.broken"}
    assert len(look(page)) == 6
    assert str(draft.pk) in notes
    page.body = f'<a linktype="page" id="{page.pk}">本页</a>'
    assert look(page) == []


def test_dead_links_are_read_from_what_was_asked_before(site: Any) -> None:
    address = "https://www.nx.gov.cn/gone.html"
    page = NewsPage(title="要闻", body=f'<a href="{address}#top">看</a>')
    assert look(page) == []
    state = LinkState.objects.create(
        digest=digest_of_address(address),
        address=address,
        state=LinkState.State.DEAD,
        checked_at=timezone.now(),
    )
    [finding] = look(page)
    assert (finding.code, finding.severity) == ("links.dead", "ruling")
    state.state = LinkState.State.UNSURE
    state.save()
    assert look(page) == []


def test_many_links_ask_as_few_questions_as_one(
    road: Road, django_assert_max_num_queries: Any
) -> None:
    links = "".join(
        f'<a href="https://h{number}.example.com/">看</a><a linktype="page" id="{number}">看</a>'
        f'<a linktype="document" id="{number}">看</a>'
        for number in range(200)
    )
    page = road.draft(body=links)
    with django_assert_max_num_queries(8):
        assert len(look(page)) > 400
    page.body = "<p>没有链接。</p>"
    with django_assert_max_num_queries(2):
        assert look(page) == []


@given(st.text("<>/=\"' aAhrefstylimgdpn:;#!-(){}0f\\&\n", max_size=400))
def test_no_markup_breaks_the_reader(html: str) -> None:
    elements_of(html)
    elements_of(f"<a href='x' style=\"{html}\">{html}</a><style>{html}</style><script>{html}")
    read_address(html)


@pytest.mark.parametrize(
    "unit",
    ['<a href="', "<", "<a ", "<style>", "<!--", "<p>", "<a href=x>t", "style='a:(", "&#", "</a>"],
)
def test_long_hostile_markup_ends(unit: str) -> None:
    elements_of(unit * 50_000)
    elements_of(f"<a {unit * 50_000}")
