"""The portal's public pages: every type is shown, lists lead to it, and nothing runs scripts."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from sandbox.portal.demo.items import ITEMS
from sandbox.portal.models import NewsPage, PolicyDocumentPage
from sandbox.portal.models.sections import ARTICLES_PER_PAGE


@pytest.fixture(scope="module", autouse=True)
def published(built, django_db_blocker):
    """Every draft published, as a site without the extension would do it."""
    with django_db_blocker.unblock():
        for page in Page.objects.filter(live=False).exclude(depth=1).specific():
            page.get_latest_revision().publish()


def add_news(section, count):
    for number in range(count):
        section.add_child(
            instance=NewsPage(
                title=f"动态{number}",
                slug=f"dongtai-{number}",
                body="<p>正文</p>",
                first_published_at=timezone.now(),
            )
        )


def html(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.key)
def test_every_item_is_shown(demo, client, item):
    page = demo.drafts[item.key]
    text = html(client.get(page.url))
    assert re.search(rf"<h1>\s*{re.escape(item.title)}\s*</h1>", text)
    assert timezone.localdate(page.first_published_at).isoformat() in text
    assert demo.units[item.unit].title in text


def test_articles_name_the_organ_as_their_source(demo, client):
    text = html(client.get(demo.drafts["shui_news"].url))
    assert '<meta name="ContentSource" content="自治区水利厅">' in text
    label = text[text.index('class="govreview-source"') :]
    assert "自治区水利厅" in label[: label.index("</dl>")]


def test_the_front_page_and_the_sections_lead_to_the_items(demo, client):
    front = html(client.get("/"))
    for unit in demo.units.values():
        assert f'href="{unit.url}"' in front
        assert html(client.get(unit.url))
    section = html(client.get("/bangongting/zhengce/"))
    assert f'href="{demo.drafts["rule"].url}"' in section
    assert f'href="{demo.drafts["central"].url}"' in section


def test_a_document_shows_its_facts_its_table_and_its_attachment(demo, client):
    rule = html(client.get(demo.drafts["rule"].url))
    assert "宁政公开办发〔2020〕18号" in rule
    assert "2020年9月11日" in rule
    document = demo.drafts["rule"].attachments.get().document
    assert f'href="{document.url}"' in rule
    assert client.get(document.url).status_code == 200
    table = html(client.get(demo.drafts["shui_policy"].url))
    assert '<th scope="col"' in table and "政策法规处" in table


def test_a_notice_shows_its_time_of_public_notice(demo, client):
    assert "2026年3月12日至2026年4月11日" in html(client.get(demo.drafts["yin_consultation"].url))


def test_a_letter_and_its_answer_are_shown(demo, client):
    text = html(client.get(demo.drafts["yin_mailbox"].url))
    assert text.index("我们小区建成时间较早") < text.index("现答复如下")


def test_news_shows_its_cover(demo, client):
    assert 'alt="灌区渠道（示意图）"' in html(client.get(demo.drafts["shui_news"].url))


def test_breadcrumbs_lead_back(demo, client):
    text = html(client.get(demo.drafts["shui_news"].url))
    crumbs = text[text.index('class="breadcrumb"') :]
    assert crumbs.index("首页") < crumbs.index("自治区水利厅") < crumbs.index("要闻动态")


def test_long_lists_have_pages(demo, client):
    section = demo.units["shui"].get_children().get(slug="yaowen")
    add_news(section, ARTICLES_PER_PAGE)
    first = html(client.get(section.url))
    assert "第 1 页，共 2 页" in first
    assert html(client.get(f"{section.url}?page=2")).count("list__item") == 1


def test_pages_neither_carry_nor_allow_scripts(demo, client):
    for page in Page.objects.live().exclude(depth=1):
        response = client.get(page.url)
        text = html(response)
        assert "<script" not in text and "style=" not in text
        policy = response.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'") and "unsafe" not in policy


def test_a_list_costs_the_same_however_long(demo, client):
    section = demo.units["shui"].get_children().get(slug="yaowen")

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(section.url)
        return len(captured)

    queries()
    short = queries()
    add_news(section, 10)
    assert queries() == short


def test_the_api_lists_what_is_live(demo, client):
    listing = client.get("/api/v2/pages/?type=portal.PolicyDocumentPage&fields=document_number")
    numbers = {item["document_number"] for item in listing.json()["items"]}
    assert "国办发〔2018〕123号" in numbers
    assert numbers == {page.document_number for page in PolicyDocumentPage.objects.live()}
    assert client.get("/api/v2/documents/").status_code == 200


def test_the_newer_api_answers_where_wagtail_has_it(demo, client):
    pytest.importorskip("wagtail.api.v3", reason="Wagtail 8.0 and later")
    public = Page.objects.live().public().exclude(depth=1)
    assert client.get("/api/v3/pages/").json()["count"] == public.count()
