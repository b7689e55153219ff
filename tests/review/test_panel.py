"""The tab in the editor: the strip of the way and the editor's half of the sheet."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from sandbox.portal.models import NewsPage
from tests.road import Road, fresh
from wagtail_govreview.models import ReviewSheet
from wagtail_govreview.review.flow import flow_of
from wagtail_govreview.rulebook import get_profile

DRAFT = "govreview_sheet_drafts"
SOURCE = "govreview_attributions"


def child_data(prefix: str, **fields: Any) -> dict[str, Any]:
    data: dict[str, Any] = {
        f"{prefix}-TOTAL_FORMS": "1",
        f"{prefix}-INITIAL_FORMS": "0",
        f"{prefix}-MIN_NUM_FORMS": "0",
        f"{prefix}-MAX_NUM_FORMS": "1",
        f"{prefix}-0-id": "",
    }
    return data | {f"{prefix}-0-{name}": value for name, value in fields.items()}


def page_data(**draft: Any) -> dict[str, Any]:
    return {
        "title": "春灌检修",
        "slug": "chunguan",
        "date": "",
        "intro": "",
        "cover": "",
        "cover_caption": "",
        "body": '{"blocks": [{"key": "a", "text": "正文", "type": "unstyled", "depth": 0, '
        '"inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}',
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "seo_title": "",
        "search_description": "",
        **child_data(SOURCE, information_class="other", subclasses=["other_collected"]),
        **child_data(DRAFT, **draft),
    }


def complete() -> dict[str, Any]:
    return {
        "carrier": "non_document",
        "attribute": "active",
        "channels": ["website"],
        "secrecy": [item.code for item in get_profile().secrecy],
    }


@pytest.fixture
def editor(road: Road, client: Client) -> Client:
    client.force_login(road.people["editor"])
    return client


def add_url(road: Road) -> str:
    return reverse("wagtailadmin_pages:add", args=["portal", "newspage", road.section.pk])


class TestFields:
    def test_choices_come_from_the_rulebook(self, road: Road, editor: Client) -> None:
        html = editor.get(add_url(road)).content.decode()
        for name in ("carrier", "attribute", "escalation", "channels", "secrecy"):
            assert f'name="{DRAFT}-0-{name}"' in html
        for item in get_profile().secrecy:
            assert f'value="{item.code}"' in html

    def test_attributes_that_want_a_reason_tell_the_script(
        self, road: Road, editor: Client
    ) -> None:
        html = editor.get(add_url(road)).content.decode()
        wanting = [item for item in get_profile().attributes if item.reason_required]
        assert html.count('data-govreview-reason="true"') == len(wanting)

    def test_an_empty_draft_can_be_saved(self, road: Road, editor: Client) -> None:
        response = editor.post(add_url(road), page_data())
        assert response.status_code == 302
        assert NewsPage.objects.get(title="春灌检修")

    def test_what_is_typed_is_kept_in_the_revision(self, road: Road, editor: Client) -> None:
        answers = {**complete(), "escalation": ["petition"], "remarks": "备注", "column": "要闻"}
        editor.post(add_url(road), page_data(**answers))
        page = NewsPage.objects.get(title="春灌检修")
        (draft,) = page.get_latest_revision_as_object().govreview_sheet_drafts.all()
        assert draft.escalation == ["petition"]
        assert draft.channels == ["website"]
        assert (draft.remarks, draft.column) == ("备注", "要闻")

    def test_an_invented_code_is_refused(self, road: Road, editor: Client) -> None:
        response = editor.post(add_url(road), page_data(channels=["fax"]))
        assert response.status_code == 200
        assert not NewsPage.objects.filter(title="春灌检修").exists()


class TestSubmission:
    def test_what_is_missing_is_said_at_its_field(self, road: Road, editor: Client) -> None:
        data = page_data(attribute="redacted", channels=["website"])
        response = editor.post(add_url(road), {**data, "action-submit": "1"})
        assert response.status_code == 200
        (errors,) = response.context["form"].formsets[DRAFT].errors
        assert set(errors) == {"carrier", "attribute_reason", "secrecy"}
        html = response.content.decode()
        assert "data-govreview-missing" in html
        assert not ReviewSheet.objects.exists()

    def test_nothing_filled_in_says_everything(self, road: Road, editor: Client) -> None:
        response = editor.post(add_url(road), {**page_data(), "action-submit": "1"})
        (errors,) = response.context["form"].formsets[DRAFT].errors
        assert set(errors) == {"carrier", "attribute", "channels", "secrecy"}

    def test_an_attribute_that_may_not_go_online(self, road: Road, editor: Client) -> None:
        answers = {**complete(), "attribute": "withheld", "attribute_reason": "理由"}
        response = editor.post(add_url(road), {**page_data(**answers), "action-submit": "1"})
        (errors,) = response.context["form"].formsets[DRAFT].errors
        assert list(errors) == ["attribute"]

    def test_a_tier_without_a_signer_is_said_in_the_form(self, road: Road, editor: Client) -> None:
        road.people["principal"].groups.clear()
        data = {**page_data(**complete()), "action-submit": "1"}
        response = editor.post(add_url(road), data)
        assert response.status_code == 200
        (errors,) = response.context["form"].formsets[DRAFT].errors
        assert "主要领导" in str(errors["__all__"])
        assert "主要领导" in response.content.decode()
        assert not NewsPage.objects.filter(title="春灌检修").exists()

    def test_a_complete_sheet_is_submitted(self, road: Road, editor: Client) -> None:
        response = editor.post(add_url(road), {**page_data(**complete()), "action-submit": "1"})
        assert response.status_code == 302
        sheet = ReviewSheet.objects.get()
        assert (sheet.title, sheet.tier, sheet.undertaker) == ("春灌检修", "first", "shui_editor")

    def test_resubmission_after_a_return(self, road: Road, editor: Client) -> None:
        editor.post(add_url(road), {**page_data(**complete()), "action-submit": "1"})
        page = NewsPage.objects.get(title="春灌检修")
        road.send_back(page, "first")
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        data = page_data(**{**complete(), "attribute": ""})
        response = editor.post(edit, {**data, "action-submit": "1"})
        (errors,) = response.context["form"].formsets[DRAFT].errors
        assert list(errors) == ["attribute"]


class TestFlow:
    def states(self, page: Any) -> list[str]:
        return [step.state for step in flow_of(page).steps]

    def test_a_new_page(self, road: Road) -> None:
        assert self.states(NewsPage()) == [
            "preparing",
            "to_come",
            "to_come",
            "to_come",
            "skipped",
        ]

    def test_on_the_way(self, road: Road) -> None:
        page = road.draft()
        road.submit(page)
        assert self.states(page) == ["done", "waiting", "to_come", "to_come", "skipped"]
        road.sign(page, "first")
        assert self.states(page) == ["done", "done", "waiting", "to_come", "skipped"]
        flow = flow_of(page)
        assert flow.steps[1].people[0][0] == "shui_first"
        assert flow.clock is not None

    def test_returned_with_its_reason(self, road: Road) -> None:
        page = road.draft()
        road.submit(page)
        road.sign(page, "first")
        road.send_back(page, "second", "数字不符")
        flow = flow_of(page)
        assert self.states(page) == ["done", "done", "returned", "to_come", "skipped"]
        assert flow.is_returned
        assert flow.last_return is not None
        assert flow.last_return.opinion == "数字不符"

    def test_the_second_round_remembers_the_return(self, road: Road) -> None:
        page = road.draft()
        road.submit(page)
        road.send_back(page, "first", "数字不符")
        road.edit(page, title="改过的标题")
        road.submit(page)
        flow = flow_of(page)
        assert flow.sheet is not None
        assert flow.sheet.round == 2
        assert not flow.is_returned
        assert flow.last_return is not None

    def test_published(self, road: Road) -> None:
        assert self.states(road.published()) == ["done", "done", "done", "done", "skipped"]

    def test_a_constant_number_of_queries(
        self, road: Road, django_assert_max_num_queries: Any
    ) -> None:
        page = road.published()
        with django_assert_max_num_queries(3):
            flow_of(page)

    def test_the_editor_shows_it(self, road: Road, editor: Client) -> None:
        page = road.draft()
        sheet = road.submit(page)
        road.send_back(page, "first", "数字不符")
        html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert sheet.number in html
        assert "数字不符" in html
        assert "govreview-flow__step--returned" in html


class TestTab:
    def test_its_heading_counts_what_is_missing(self, road: Road, editor: Client) -> None:
        html = editor.get(add_url(road)).content.decode()
        tab = html.split('href="#tab-govreview"')[1].split("</a>")[0]
        assert "(" in tab

    def test_an_ungoverned_page_has_none_of_it(
        self, road: Road, client: Client, django_user_model: Any
    ) -> None:
        client.force_login(django_user_model.objects.create_superuser("boss", "b@x.cn", "x"))
        home = Page.objects.get(depth=2)
        url = reverse("wagtailadmin_pages:edit", args=[home.pk])
        assert "govreview-flow" not in client.get(url).content.decode()

    def test_the_queries_do_not_grow_with_the_rounds(self, road: Road, editor: Client) -> None:
        page = road.draft()
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])

        def round_of_review(title: str) -> int:
            road.edit(page, title=title)
            road.submit(page)
            road.send_back(page, "first")
            editor.get(url)
            with CaptureQueriesContext(connection) as queries:
                editor.get(url)
            return len(queries)

        first = round_of_review("第一稿")
        assert round_of_review("第二稿") == round_of_review("第三稿") == first

    def test_comparison_speaks_in_words(self, road: Road, editor: Client) -> None:
        page = road.draft()
        old = fresh(page).get_latest_revision()
        draft = page.get_latest_revision_as_object()
        draft.govreview_sheet_drafts = [road.sheet_draft(channels=["wechat"])]
        new = draft.save_revision(user=road.people["editor"])
        html = editor.get(
            reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, old.pk, new.pk])
        ).content.decode()
        assert str(get_profile().channel("wechat").label) in html
        assert "[&#x27;wechat&#x27;]" not in html
