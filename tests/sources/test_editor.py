"""The source in the real page editor: drafts always save, a submission is refused beside the field, nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text

from sandbox.portal.models import NewsPage, SectionIndexPage
from tests.road import Road, fresh
from tests.sources.register import small_register
from wagtail_govreview.models import SourceAttribution
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.sources.attributions import attribution_of

PREFIX = "govreview_attributions-0-"
REPRINT = {
    "information_class": "reprint",
    "subclasses": ["reprint_central"],
    "link": "https://www.gov.cn/zhengce/a.htm",
    "source_site": "中国政府网",
    "original_title": "国务院办公厅关于某事的意见",
    "issuing_organ": "国务院办公厅",
    "document_number": "国办发〔2018〕123号",
    "original_date": "2018-12-27",
    "reprinted_at": "2026-03-02 09:12",
}


@pytest.fixture
def editor(road: Road, client: Client) -> Client:
    client.force_login(road.people["editor"])
    return client


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def form_of(client: Client, page: Page) -> Any:
    """What a browser would post if nothing were changed."""
    html = client.get(edit_url(page)).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form")
    secrecy = [item.code for item in get_profile().secrecy]  # the helper keeps one box of a group
    data.setlist("govreview_sheet_drafts-0-secrecy", secrecy)
    return data


def post(client: Client, page: Page, action: str = "", **answers: Any) -> Any:
    data = form_of(client, page)
    for name, value in answers.items():
        key = PREFIX + name
        data.setlist(key, value if isinstance(value, list) else [value])
    if action:
        data[action] = "1"
    return client.post(edit_url(page), dict(data.lists()))


def draft_of(page: Page) -> SourceAttribution:
    found = attribution_of(fresh(page).get_latest_revision_as_object())
    assert found is not None
    return found


def errors_of(response: Any) -> dict[str, list[str]]:
    if response.status_code != 200:
        return {}
    formset = response.context["form"].formsets["govreview_attributions"]
    return {name: list(texts) for name, texts in formset.forms[0].errors.items()}


def test_a_draft_keeps_everything_typed(road: Road, editor: Client) -> None:
    page = road.draft()
    assert post(editor, page, **REPRINT).status_code == 302
    saved = draft_of(page)
    assert (saved.information_class, saved.subclasses) == ("reprint", ["reprint_central"])
    assert saved.link == REPRINT["link"] and saved.document_number == REPRINT["document_number"]
    assert saved.original_date and saved.original_date.isoformat() == "2018-12-27"


@pytest.mark.parametrize(
    "answers",
    [
        {"link": "www.gov.cn/half-typed"},
        {"link": "javascript:alert(1)"},
        {"link": "https://x.gov.cn/a", "document_number": "国办发[2018]0123号"},
        {"information_class": "own", "subclasses": ["other_mailbox"]},
        {"subclasses": []},
        {"reprinted_at": "2099-01-01 00:00"},
    ],
)
def test_a_draft_can_always_be_saved(road: Road, editor: Client, answers: dict[str, Any]) -> None:
    page = road.draft()
    assert post(editor, page, **{**REPRINT, **answers}).status_code == 302
    saved = draft_of(page)
    for name, value in answers.items():
        if name != "reprinted_at":
            assert getattr(saved, name) == value


def test_switching_the_class_loses_nothing_typed(road: Road, editor: Client) -> None:
    page = road.draft()
    post(editor, page, **REPRINT)
    post(editor, page, information_class="own", subclasses=["own_standing"])
    saved = draft_of(page)
    assert saved.information_class == "own" and saved.link == REPRINT["link"]
    post(editor, page, information_class="reprint", subclasses=["reprint_central"])
    assert draft_of(page).original_title == REPRINT["original_title"]


def test_a_submission_is_refused_beside_the_fields(road: Road, editor: Client) -> None:
    small_register()
    page = road.draft()
    answers = {
        **REPRINT,
        "link": "https://x.gov.cn/a",
        "source_site": "",
        "document_number": "国办发[2018]123号",
    }
    response = post(editor, page, "action-submit", **answers)
    assert response.status_code == 200
    errors = errors_of(response)
    assert set(errors) == {"link", "source_site", "document_number"}
    assert "x.gov.cn" in errors["link"][0] and "国办发〔2018〕123号" in errors["document_number"][0]
    html = response.content.decode()
    assert "https://x.gov.cn/a" in html and "国办发[2018]123号" in html
    assert fresh(page).current_workflow_state is None


def test_an_empty_source_is_refused_too(road: Road, editor: Client) -> None:
    page = road.draft()
    page.govreview_attributions = []
    page.save_revision()
    response = post(editor, page, "action-submit")
    assert response.status_code == 200
    assert set(errors_of(response)) == {"information_class"}
    assert post(editor, page).status_code == 302


def test_a_complete_source_goes_into_review(road: Road, editor: Client) -> None:
    small_register()
    page = road.draft(title="转载：国务院办公厅关于某事的意见")
    response = post(editor, page, "action-submit", **REPRINT)
    assert response.status_code == 302, errors_of(response)
    assert fresh(page).current_workflow_state is not None
    assert draft_of(page).source_site == "中国政府网"


def test_what_cannot_be_stored_is_said_and_kept_in_the_form(road: Road, editor: Client) -> None:
    page = road.draft()
    response = post(editor, page, **{**REPRINT, "original_date": "yesterday"})
    assert set(errors_of(response)) == {"original_date"}
    assert "yesterday" in response.content.decode()


def test_a_new_page_is_judged_by_where_it_will_lie(road: Road, editor: Client) -> None:
    data = new_page(action="action-submit")
    url = reverse("wagtailadmin_pages:add", args=["portal", "newspage", road.section.pk])
    response = editor.post(url, data)
    assert response.status_code == 200
    assert set(errors_of(response)) == {"information_class"}
    assert not NewsPage.objects.filter(slug="xin").exists()


def new_page(action: str = "") -> dict[str, Any]:
    data = nested_form_data(
        {
            "title": "新页面",
            "slug": "xin",
            "body": rich_text("<p>正文</p>"),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
            "govreview_attributions": {
                "TOTAL_FORMS": 1,
                "INITIAL_FORMS": 0,
                "0": {"information_class": "", "link": ""},
            },
        }
    )
    return {**data, action: "1"} if action else data


def test_an_ungoverned_page_is_not_asked(site: Site, admin_client: Client) -> None:
    section = SectionIndexPage(title="资料", slug="ziliao")
    site.root_page.add_child(instance=section)
    url = reverse("wagtailadmin_pages:add", args=["portal", "newspage", section.pk])
    assert admin_client.post(url, new_page(action="action-submit")).status_code == 302
    assert NewsPage.objects.get(slug="xin")


def test_an_unknown_class_from_another_rulebook_is_kept(road: Road, editor: Client) -> None:
    page = road.draft()
    draft = page.get_latest_revision_as_object()
    draft.govreview_attributions = [
        SourceAttribution(information_class="old", subclasses=["old_kind"])
    ]
    draft.save_revision()
    assert post(editor, page, source_site="某网").status_code == 302
    saved = draft_of(page)
    assert (saved.information_class, saved.subclasses) == ("old", ["old_kind"])


def test_hostile_values_stay_text_in_the_editor(road: Road, editor: Client) -> None:
    page = road.draft()
    hostile = '"><script>alert(1)</script>'
    post(editor, page, link=hostile, source_site=hostile, information_class="reprint")
    html = editor.get(edit_url(page)).content.decode()
    assert hostile not in html and "&lt;script&gt;alert(1)" in html


def test_the_comparison_of_revisions_speaks_in_words(road: Road, editor: Client) -> None:
    page = road.draft()
    first = fresh(page).latest_revision
    post(editor, page, **REPRINT)
    second = fresh(page).latest_revision
    url = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, second.pk])
    html = editor.get(url).content.decode()
    assert "reprint_central" not in html
    assert "Reprinted information" in html or "转载信息" in html
    assert "中国政府网" in html


def test_history_follows_publication(road: Road) -> None:
    """A change is in the history once it is published, not while it is a draft."""
    page = road.published()
    saved = attribution_of(page)
    assert saved is not None
    before = saved.history.count()
    draft = page.get_latest_revision_as_object()
    attribution = attribution_of(draft)
    assert attribution is not None
    attribution.source_site = "人民网"
    draft.govreview_attributions = [attribution]
    draft.save_revision(user=road.people["editor"])
    assert saved.history.count() == before
    road.submit(page)
    road.sign_all(page)
    newest = saved.history.first()
    assert (newest.history_type, newest.source_site) == ("~", "人民网")
    assert newest.prev_record.source_site == ""


def test_a_text_that_names_a_central_document_is_pointed_out(road: Road, editor: Client) -> None:
    page = road.draft(body="<p>根据国办发〔2018〕123号要求，现通知如下。</p>")
    html = editor.get(edit_url(page)).content.decode()
    assert 'class="govreview-advice"' in html
    assert 'class="govreview-advice"' not in editor.get(edit_url(road.draft())).content.decode()


def test_a_new_page_knows_the_unit_of_its_parent(road: Road, editor: Client) -> None:
    """The office's own document is no reprint, on a page that does not exist yet either."""
    road.unit.name = "自治区人民政府办公厅"
    road.unit.save()
    data = new_page(action="action-submit")
    prefix = "govreview_attributions-0-"
    data[prefix + "information_class"] = "own"
    data[prefix + "subclasses"] = ["own_documents"]
    data[prefix + "document_number"] = "宁政办发〔2026〕3号"
    url = reverse("wagtailadmin_pages:add", args=["portal", "newspage", road.section.pk])
    data["govreview_sheet_drafts-TOTAL_FORMS"] = (
        1  # its empty half of the sheet stops the submission
    )
    data["govreview_sheet_drafts-INITIAL_FORMS"] = 0
    response = editor.post(url, data)
    assert response.status_code == 200
    assert errors_of(response) == {}


def test_a_copy_takes_the_source_along(road: Road) -> None:
    page = road.draft()
    page.govreview_attributions = [SourceAttribution(information_class="own", source_site="某网")]
    page.save_revision()  # the source is in the draft only, as on a page older than the package
    copy = fresh(page).copy(update_attrs={"slug": "copy", "title": "副本"}, keep_live=False)
    found = attribution_of(copy.get_latest_revision_as_object())
    assert found is not None and found.source_site == "某网"
    assert found.page_id in (None, copy.pk)


def test_the_editor_costs_the_same_for_every_source(
    road: Road, editor: Client, django_assert_max_num_queries: Any
) -> None:
    """A registered source is recognised with one query; everything else of the source is in the revision."""
    small_register()
    own = road.draft()
    reprint = road.draft(title="转载：国务院办公厅关于某事的意见")
    post(editor, reprint, **REPRINT)
    post(editor, own, source_site="某网")

    def queries(page: Page) -> int:
        editor.get(edit_url(page))
        with django_assert_max_num_queries(200) as captured:
            editor.get(edit_url(page))
        return len(captured)

    assert queries(reprint) <= queries(own) + 1
