"""The label and the meta tags on public pages: what they say, what they cost, and what no value can make them do."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation
from wagtail.models import Page, Site

from sandbox.portal.models import NewsPage
from wagtail_govreview.models import SourceAttribution
from wagtail_govreview.sources.attributions import attribution_of, with_attributions

LABEL = "{% load govreview_tags %}{% govreview_source_label page %}"
META = "{% load govreview_tags %}{% govreview_meta page %}"
BOTH = (
    LABEL + "{% govreview_meta page %}{% govreview_source page as source %}{{ source.source_site }}"
)
HOSTILE = '"><script>alert(1)</script>'


def render(text: str, page: Any, **context: Any) -> str:
    return Template(text).render(Context({"page": page, **context}))


def stored(site: Site, title: str = "新媒体意见", **fields: Any) -> NewsPage:
    """A page in the database with an attribution, read afresh."""
    page = NewsPage(title=title, slug=f"item-{Page.objects.count()}", body="<p>正文</p>")
    values = {
        "information_class": "reprint",
        "subclasses": ["reprint_central"],
        "link": "https://www.gov.cn/a.htm?x=1&y=2",
        "source_site": "中国政府网",
        "reprinted_at": datetime(2026, 3, 2, 1, 12, tzinfo=timezone.utc),
    }
    if fields.get("information_class") != "":
        page.govreview_attributions = [SourceAttribution(**{**values, **fields})]
    site.root_page.add_child(instance=page)
    return NewsPage.objects.get(pk=page.pk)


def test_a_reprint_shows_website_time_and_link(site: Site) -> None:
    html = render(LABEL, stored(site))
    assert "中国政府网" in html
    assert 'href="https://www.gov.cn/a.htm?x=1&amp;y=2" rel="noopener"' in html
    assert 'datetime="2026-03-02T09:12:00+08:00"' in html
    assert "2026年3月2日 09:12" in html


def test_the_label_speaks_the_language_of_the_content(site: Site) -> None:
    page = stored(site)
    with translation.override("en"):
        english_visitor = render(LABEL, page)
    assert english_visitor == render(LABEL, page)


def test_an_own_item_shows_its_publisher_only_where_the_site_names_it(site: Site) -> None:
    page = stored(site, information_class="own", subclasses=["own_standing"])
    assert render(LABEL, page).strip() == ""
    named = render(
        '{% load govreview_tags %}{% govreview_source_label page source="水利厅" %}', page
    )
    assert "水利厅" in named and "中国政府网" not in named and "www.gov.cn" not in named


def test_something_collected_from_elsewhere_shows_its_origin(site: Site) -> None:
    page = stored(site, information_class="other", subclasses=["other_collected"])
    assert "中国政府网" in render(LABEL, page)


@pytest.mark.parametrize("information_class", ["", "gone"])
def test_a_page_without_a_known_class_has_no_label(site: Site, information_class: str) -> None:
    page = stored(site, information_class=information_class)
    assert render(LABEL, page).strip() == ""


@pytest.mark.parametrize("nothing", [None, "", "no page"])
def test_outside_a_page_the_tags_say_nothing(nothing: Any) -> None:
    assert render(BOTH, nothing).strip() == ""


def test_meta_tags(site: Site) -> None:
    page = stored(site)
    page.first_published_at = datetime(2026, 3, 2, 1, 30, tzinfo=timezone.utc)
    assert render(META, page).splitlines() == [
        '<meta name="ArticleTitle" content="新媒体意见">',
        '<meta name="PubDate" content="2026-03-02 09:30">',
        '<meta name="ContentSource" content="中国政府网">',
    ]


def test_meta_tags_of_an_own_item_name_the_site(site: Site, rf: Any) -> None:
    page = stored(site, information_class="own", subclasses=["own_standing"])
    html = render(META, page, request=rf.get("/", SERVER_NAME="localhost"))
    assert '<meta name="ContentSource" content="门户网站">' in html
    named = '{% load govreview_tags %}{% govreview_meta page source="水利厅" %}'
    assert '<meta name="ContentSource" content="水利厅">' in render(named, page)


@pytest.mark.parametrize("field", ["source_site", "link", "title"])
def test_hostile_values_stay_text(site: Site, field: str) -> None:
    html = render(BOTH, stored(site, **{field: HOSTILE}))
    assert "<script" not in html and HOSTILE not in html


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example.com",
        "https://www.gov.cn@evil.example.com/",
        "javascript://www.gov.cn/%0aalert(1)",
    ],
)
def test_what_is_no_web_address_is_never_a_link(site: Site, link: str) -> None:
    assert "href" not in render(LABEL, stored(site, link=link))


def test_all_tags_of_a_page_cost_one_query(site: Site, django_assert_num_queries: Any) -> None:
    page = stored(site)
    with django_assert_num_queries(1):
        assert "中国政府网" in render(BOTH, page)
    with django_assert_num_queries(0):
        render(BOTH, page)


def test_a_prefetched_list_costs_one_query_for_all(
    site: Site, django_assert_num_queries: Any
) -> None:
    pks = [stored(site, title=f"第{number}条").pk for number in range(5)]
    plain = with_attributions(NewsPage.objects.filter(pk__in=pks))
    with django_assert_num_queries(2):
        assert all("中国政府网" in render(BOTH, page) for page in plain)
    specific = list(with_attributions(Page.objects.filter(pk__in=pks)).specific())
    with django_assert_num_queries(0):
        assert all("中国政府网" in render(BOTH, page) for page in specific)


def test_a_draft_shows_what_the_draft_says(site: Site, django_assert_num_queries: Any) -> None:
    page = stored(site)
    draft = page.save_revision().as_object()
    draft.govreview_attributions = [
        SourceAttribution(
            information_class="reprint", source_site="人民网", link="https://people.com.cn/"
        )
    ]
    with django_assert_num_queries(0):
        html = render(LABEL, draft)
    assert "人民网" in html and "中国政府网" not in html
    assert render(LABEL, NewsPage(title="未保存")).strip() == ""


def test_reading_the_label_changes_nothing_on_the_next_save(site: Site) -> None:
    page = stored(site)
    render(BOTH, page)
    before = SourceAttribution.history.count()
    page.save()
    assert SourceAttribution.history.count() == before
    assert attribution_of(page) is not None
