"""The portal's admin: drafts stay inside, page types keep their own forms and tabs."""

import re

import pytest
from wagtail.users.models import UserProfile

from sandbox.portal.models import NoticePage


def html(response):
    assert response.status_code == 200
    return response.content.decode()


def test_drafts_are_not_shown(demo, client):
    assert client.get(demo.drafts["rule"].url).status_code == 404
    assert demo.drafts["rule"].title not in html(client.get("/bangongting/zhengce/"))
    assert "暂无内容" in html(client.get("/shuili/xinxiang/"))


def test_the_admin_keeps_what_wagtail_needs(demo, admin_client):
    response = admin_client.get("/admin/")
    assert "script-src 'self' 'unsafe-inline'" in response.headers["Content-Security-Policy"]


def test_the_notice_form_refuses_an_end_before_the_beginning(demo, rf, admin_user):
    form_class = NoticePage.get_edit_handler().get_form_class()
    data = {
        "title": "公示",
        "slug": "gongshi",
        "body": "null",
        "public_from": "2026-03-12",
        "public_until": "2026-03-11",
    }
    form = form_class(
        data, instance=NoticePage(), parent_page=demo.units["yin"], for_user=admin_user
    )
    form.is_valid()
    assert "公示期的结束日期早于开始日期。" in form.errors["public_until"]
    later = form_class(
        {**data, "public_until": "2026-03-13"},
        instance=NoticePage(),
        parent_page=demo.units["yin"],
        for_user=admin_user,
    )
    later.is_valid()
    assert "public_until" not in later.errors


def test_the_document_editor_has_tabs_of_its_own(demo, admin_client):
    page = demo.drafts["rule"]
    text = html(admin_client.get(f"/admin/pages/{page.pk}/edit/"))
    for heading in ("公文要素", "附件", "推广"):
        assert re.search(rf'role="tab".*?{heading}', text, re.DOTALL)


@pytest.mark.parametrize("key", ["rule", "shui_news", "yin_consultation", "yin_mailbox"])
def test_drafts_can_be_previewed(demo, admin_client, key):
    page = demo.drafts[key]
    text = html(
        admin_client.get(f"/admin/pages/{page.pk}/revisions/{page.latest_revision.pk}/view/")
    )
    assert page.title in text


def test_the_admin_speaks_chinese_and_english(demo, admin_client, admin_user):
    assert 'lang="zh-hans"' in html(admin_client.get("/admin/")).lower()
    UserProfile.objects.update_or_create(user=admin_user, defaults={"preferred_language": "en"})
    assert 'lang="en"' in html(admin_client.get("/admin/"))


def test_the_api_hides_drafts(demo, client):
    listing = client.get("/api/v2/pages/?type=portal.PolicyDocumentPage")
    assert listing.json()["items"] == []
