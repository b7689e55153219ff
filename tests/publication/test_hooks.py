"""Wagtail's own screens on governed pages: a sentence instead of an error, and nothing past the signatures."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from sandbox.portal.models import NewsPage, SectionIndexPage
from tests.road import Road, fresh
from wagtail_govreview.models import RegisterEntry


@pytest.fixture
def free(site):
    """A section that nobody governs."""
    section = SectionIndexPage(title="内部交流", slug="free")
    site.root_page.add_child(instance=section)
    return section


def text(response):
    return response.content.decode()


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def menu(response):
    return [item.name for item in _items(response)]


def _items(response):
    action_menu = response.context["action_menu"]
    return [action_menu.default_item, *action_menu.menu_items]


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def form_data(response):
    """What a browser would send back unchanged."""
    return querydict_from_html(text(response), form_id="page-edit-form")


# -- the action menu -------------------------------------------------------------------------


def test_a_governed_page_offers_submission_and_no_publishing(desk, road: Road):
    response = desk.get(edit_url(road.draft()))
    assert "action-publish" not in menu(response)
    assert "action-submit" in menu(response)
    assert 'name="action-publish"' not in text(response)


def test_so_does_a_page_that_is_being_made(desk, road: Road):
    url = reverse("wagtailadmin_pages:add", args=["portal", "newspage", road.section.pk])
    response = desk.get(url)
    assert "action-publish" not in menu(response)
    assert "action-submit" in menu(response)


def test_other_pages_keep_wagtails_menu(desk, road: Road, free):
    for response in (
        desk.get(edit_url(free)),
        desk.get(reverse("wagtailadmin_pages:add", args=["portal", "newspage", free.pk])),
    ):
        assert "action-publish" in menu(response)


def test_a_public_page_is_taken_offline_through_our_page(desk, road: Road):
    page = road.published()
    response = desk.get(edit_url(page))
    assert reverse("wagtail_govreview:withdraw", args=[page.pk]) in text(response)
    assert reverse("wagtailadmin_pages:unpublish", args=[page.pk]) not in _footer(response)


def _footer(response):
    return "".join(item.render_html(_context(response)) for item in _items(response))


def _context(response):
    return {**response.context["action_menu"].context, "request": response.wsgi_request}


def test_a_returned_page_is_submitted_again(client, road: Road):
    page = road.draft()
    road.submit(page)
    road.send_back(page, "first")
    client.force_login(road.people["editor"])
    shown = text(client.get(edit_url(page)))
    assert gettext("Submit again for review") in shown
    assert gettext("Take back from review") in shown


# -- publishing past the menu ----------------------------------------------------------------


def test_publish_in_the_editor_keeps_the_draft_and_says_why(desk, road: Road):
    page = road.draft("原标题")
    data = form_data(desk.get(edit_url(page)))
    data["title"] = "新标题"
    data["action-publish"] = "1"
    response = desk.post(edit_url(page), data)
    assert response["Location"] == edit_url(page)
    assert any("新标题" in sentence for sentence in told(response))
    page = fresh(page)
    assert not page.live
    assert page.get_latest_revision_as_object().title == "新标题"


def test_publish_of_a_new_page_keeps_the_draft_and_says_why(desk, road: Road):
    url = reverse("wagtailadmin_pages:add", args=["portal", "newspage", road.section.pk])
    data = form_data(desk.get(url))
    data["title"], data["slug"] = "直接上线", "direct"
    data["action-publish"] = "1"
    response = desk.post(url, data)
    page = NewsPage.objects.get(slug="direct")
    assert not page.live
    assert response["Location"] == edit_url(page)
    assert any("直接上线" in sentence for sentence in told(response))


def test_ungoverned_pages_are_published_as_ever(desk, road: Road, free):
    url = reverse("wagtailadmin_pages:add", args=["portal", "newspage", free.pk])
    data = form_data(desk.get(url))
    data["title"], data["slug"] = "直接上线", "direct"
    data["action-publish"] = "1"
    desk.post(url, data)
    assert NewsPage.objects.get(slug="direct").live


# -- taking offline --------------------------------------------------------------------------


def test_wagtails_confirmation_leads_on_to_the_reason(desk, road: Road):
    page = road.published()
    response = desk.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert response["Location"] == reverse("wagtail_govreview:withdraw", args=[page.pk])
    assert fresh(page).live


def test_a_page_goes_offline_with_its_reason(client, road: Road):
    page = road.published()
    client.force_login(road.people["registrar"])
    url = reverse("wagtail_govreview:withdraw", args=[page.pk])
    entry = RegisterEntry.objects.get(kind="publication")
    assert entry.number in text(client.get(url))
    response = client.post(url, {"reason": "privacy", "details": "附件含手机号"})
    assert response.status_code == 302
    assert not fresh(page).live
    withdrawal = RegisterEntry.objects.get(kind="withdrawal")
    assert withdrawal.reason == "涉及个人隐私：附件含手机号"
    assert withdrawal.actor == "shui_registrar"
    assert withdrawal.previous == entry


@pytest.mark.parametrize("data", [{}, {"reason": "other", "details": " "}, {"reason": "whim"}])
def test_without_a_reason_it_stays(desk, road: Road, data):
    page = road.published()
    response = desk.post(reverse("wagtail_govreview:withdraw", args=[page.pk]), data)
    assert response.status_code == 422
    assert response.context["form"].errors
    assert fresh(page).live


def test_a_reason_in_ones_own_words(desk, road: Road):
    page = road.published()
    url = reverse("wagtail_govreview:withdraw", args=[page.pk])
    desk.post(url, {"reason": "other", "details": "栏目调整"})
    assert RegisterEntry.objects.get(kind="withdrawal").reason == "栏目调整"


def test_who_may_not_publish_may_not_take_offline(client, road: Road):
    page = road.published()
    url = reverse("wagtail_govreview:withdraw", args=[page.pk])
    for role in ("editor", "first", "third", "inspector"):
        client.force_login(road.people[role])
        client.post(url, {"reason": "error"})
        assert fresh(page).live
    other = Road("宁农", "nong")
    client.force_login(other.people["registrar"])
    client.post(url, {"reason": "error"})
    assert fresh(page).live


def test_what_lies_below_goes_along_on_request(desk, road: Road):
    page = road.published()
    url = reverse("wagtail_govreview:withdraw", args=[road.section.pk])
    assert "include_descendants" in text(desk.get(url))
    desk.post(url, {"reason": "replaced", "include_descendants": "on"})
    assert not fresh(page).live
    assert not fresh(road.section).live
    reasons = RegisterEntry.objects.filter(kind="withdrawal").values_list("reason", flat=True)
    assert set(reasons) == {"已有新的信息替代"}


def test_ungoverned_pages_go_wagtails_way(desk, road: Road, free):
    url = reverse("wagtail_govreview:withdraw", args=[free.pk])
    assert desk.get(url)["Location"] == reverse("wagtailadmin_pages:unpublish", args=[free.pk])
    desk.post(reverse("wagtailadmin_pages:unpublish", args=[free.pk]))
    assert not fresh(free).live


def test_governed_pages_do_not_go_offline_with_a_page_above(desk, road: Road, site):
    page = road.published("春灌开始")
    url = reverse("wagtailadmin_pages:unpublish", args=[site.root_page.pk])
    response = desk.post(url, {"include_descendants": "on"})
    assert any("春灌开始" in sentence for sentence in told(response))
    assert fresh(page).live and fresh(site.root_page).live


# -- deletion --------------------------------------------------------------------------------


def test_what_is_public_is_not_deleted(desk, road: Road):
    page = road.published("春灌开始")
    for target in (page, road.section):
        response = desk.post(reverse("wagtailadmin_pages:delete", args=[target.pk]))
        assert told(response)
    assert Page.objects.filter(pk=page.pk).exists()


def test_a_draft_is_deleted_as_ever(client, road: Road):
    page = road.draft()
    client.force_login(road.people["editor"])
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not Page.objects.filter(pk=page.pk).exists()


# -- bulk ------------------------------------------------------------------------------------


def bulk(desk, action, pages, **data):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    query = "&".join(f"id={page.pk}" for page in pages)
    return desk.post(f"{url}?{query}&next=/admin/", data)


def test_no_publishing_by_the_dozen(desk, road: Road, free):
    draft = road.draft("未签")
    loose = NewsPage(title="闲话", slug="loose", body="<p>闲话</p>", live=False)
    free.add_child(instance=loose)
    loose.save_revision()
    response = bulk(desk, "publish", [draft, loose])
    assert any("未签" in sentence and "闲话" not in sentence for sentence in told(response))
    assert not fresh(draft).live and not fresh(loose).live
    bulk(desk, "publish", [loose])
    assert fresh(loose).live


def test_no_publishing_with_a_page_above(desk, road: Road, site):
    draft = road.draft("未签")
    response = bulk(desk, "publish", [site.root_page], include_descendants="on")
    assert any("未签" in sentence for sentence in told(response))
    assert not fresh(draft).live


def test_no_taking_offline_by_the_dozen(desk, road: Road, free):
    page = road.published("春灌开始")
    response = bulk(desk, "unpublish", [page, free])
    assert any("春灌开始" in sentence for sentence in told(response))
    assert fresh(page).live and fresh(free).live
    bulk(desk, "unpublish", [free])
    assert not fresh(free).live


def test_no_deleting_of_public_pages_by_the_dozen(desk, road: Road):
    page = road.published("春灌开始")
    response = bulk(desk, "delete", [page])
    assert any("春灌开始" in sentence for sentence in told(response))
    assert Page.objects.filter(pk=page.pk).exists()


def test_many_pages_are_named_shortly(desk, road: Road):
    drafts = [road.draft(f"草稿{number}") for number in range(7)]
    (sentence,) = told(bulk(desk, "publish", drafts))
    assert "草稿4" in sentence and "草稿5" not in sentence


# -- copies ----------------------------------------------------------------------------------


def copy(desk, page, to, **data):
    values = {
        "new_title": "副本",
        "new_slug": "copy",
        "new_parent_page": to.pk,
        "copy_subpages": "",
        **data,
    }
    return desk.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), values)


@pytest.mark.parametrize("wish", ["publish_copies", "alias"])
def test_copies_below_a_governed_page_are_not_public(desk, road: Road, wish):
    page = road.published()
    response = copy(desk, page, road.section, **{wish: "on"})
    assert response["Location"] == reverse("wagtailadmin_pages:copy", args=[page.pk])
    assert told(response)
    assert not Page.objects.filter(slug="copy").exists()


def test_a_copy_is_a_draft(desk, road: Road):
    page = road.published()
    copy(desk, page, road.section)
    assert not Page.objects.get(slug="copy").live


def test_copies_elsewhere_may_be_public(desk, road: Road, free):
    loose = NewsPage(title="闲话", slug="loose", body="<p>闲话</p>")
    free.add_child(instance=loose)
    copy(desk, loose, free, publish_copies="on")
    assert Page.objects.get(slug="copy").live
