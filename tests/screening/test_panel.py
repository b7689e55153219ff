"""The findings in the editor's tab, on a page of their own, and what the script asks for."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from tests.review.test_panel import page_data
from tests.road import Road, fresh
from tests.screening.marks import BLOCK, HINT, RULING
from wagtail_govreview.models import Ruling, Screening
from wagtail_govreview.screening.last import keep, last_of
from wagtail_govreview.screening.screening import screen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("marks")]


def body(*words: str) -> str:
    return "".join(f"<p>检修人员沿渠查看{word}情况。</p>" for word in words)


def form(text: str) -> dict[str, Any]:
    data = page_data()
    return {**data, "body": data["body"].replace("正文", text)}


def address(name: str, page: Any) -> str:
    return reverse(f"wagtail_govreview:{name}", args=[page.pk])


@pytest.fixture
def editor(road: Road, client: Client) -> Client:
    client.force_login(road.people["editor"])
    return client


def looked_at(road: Road, page: Any) -> Any:
    keep(page, screen(page.get_latest_revision_as_object(), road.unit))
    return page


class TestInTheEditor:
    def shown(self, editor: Client, page: Any) -> str:
        return editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    def test_what_was_found_last_is_there_at_once(self, road: Road, editor: Client) -> None:
        page = looked_at(road, road.draft(body=body(BLOCK, RULING, HINT)))
        html = self.shown(editor, page)
        assert "1 must be changed · 1 needs a ruling · 1 hint" in html
        assert 'data-govreview-locate="body"' in html
        assert re.search(r"tab-label-govreview[^>]*>[^<]* \(2\)", html)

    def test_before_the_first_check_it_says_what_will_appear(
        self, road: Road, editor: Client
    ) -> None:
        assert "What is found appears here" in self.shown(editor, road.draft())

    def test_it_costs_one_query(self, road: Road) -> None:
        page = looked_at(road, road.draft(body=body(RULING)))
        page = fresh(page)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            for _again in range(3):
                last_of(page)
        assert len(queries) == 1

    def test_an_ungoverned_page_has_none(self, road: Road, desk: Client) -> None:
        home = Page.objects.get(depth=2)
        html = desk.get(reverse("wagtailadmin_pages:edit", args=[home.pk])).content.decode()
        assert "data-govreview-checks" not in html

    def test_of_very_many_most_are_folded_away(self, road: Road, editor: Client) -> None:
        page = road.draft(body="".join(f"<p>{n}{RULING}{n}</p>" for n in range(3)))
        finding = screen(page, road.unit)[0]
        keep(page, [finding] * 300)
        html = self.shown(editor, page)
        assert "270 more findings" in html
        assert "300 need a ruling" in html


class TestLive:
    def test_the_form_is_checked_and_nothing_is_saved(self, road: Road, editor: Client) -> None:
        page = road.draft()
        revisions = fresh(page).revisions.count()
        answer = editor.post(address("check_page", page), form(f"查看{BLOCK}情况")).json()
        assert answer["outstanding"] == 1
        assert "a word of the tests (block)" in answer["html"]
        assert "1 must be changed" in answer["said"]
        assert fresh(page).revisions.count() == revisions
        assert BLOCK not in str(fresh(page).get_latest_revision().content)
        assert Screening.objects.get(page_id=page.pk).to_change == 1

    def test_without_a_form_the_newest_draft_is(self, road: Road, editor: Client) -> None:
        page = road.draft(body=body(RULING))
        assert editor.post(address("check_page", page)).json()["outstanding"] == 1

    def test_a_form_that_is_not_valid_yet_is_checked_all_the_same(
        self, road: Road, editor: Client
    ) -> None:
        data = {**form(f"查看{RULING}情况"), "title": "", "slug": "", "date": "nonsense"}
        answer = editor.post(address("check_page", road.draft()), data).json()
        assert answer["outstanding"] == 1

    def test_a_page_that_is_being_made(self, road: Road, editor: Client) -> None:
        url = reverse(
            "wagtail_govreview:check_new_page", args=["portal", "newspage", road.section.pk]
        )
        pages = Page.objects.count()
        answer = editor.post(url, form(f"查看{RULING}情况")).json()
        assert answer["outstanding"] == 1
        assert "Save the draft to rule" in answer["html"]
        assert Page.objects.count() == pages
        assert not Screening.objects.exists()

    @pytest.mark.parametrize(
        ("app", "model"), [("portal", "nothing"), ("auth", "user"), ("wagtailcore", "page")]
    )
    def test_nothing_but_pages_that_may_be_made_there(
        self, road: Road, editor: Client, app: str, model: str
    ) -> None:
        url = reverse("wagtail_govreview:check_new_page", args=[app, model, road.section.pk])
        assert editor.post(url, form("正文")).status_code in (302, 403, 404)

    def test_over_the_pace_it_says_when_to_ask_again(
        self, road: Road, editor: Client, settings: Any
    ) -> None:
        settings.GOVREVIEW_HEAVY_PER_MINUTE = 1
        page = road.draft()
        assert editor.post(address("check_page", page)).status_code == 200
        late = editor.post(address("check_page", page))
        assert late.status_code == 429
        assert int(late["Retry-After"]) > 0

    def test_it_leaves_people_their_documents(
        self, road: Road, editor: Client, settings: Any
    ) -> None:
        settings.GOVREVIEW_HEAVY_PER_MINUTE = 1
        page = road.draft()
        sheet = road.submit(page)
        editor.post(address("check_page", page))
        pdf = reverse("wagtail_govreview:sheet_pdf", args=[sheet.pk])
        assert editor.get(pdf).status_code == 200


class TestRuling:
    def key(self, road: Road, page: Any) -> str:
        looked_at(road, page)
        return str(screen(page, road.unit)[0].key)

    def test_the_script_gets_the_list_anew(self, road: Road, editor: Client) -> None:
        page = road.draft(body=body(RULING))
        data = {"key": self.key(road, page), "decision": "allowed", "reason": "引用原文"}
        answer = editor.post(
            address("rule_finding", page), data, headers={"accept": "application/json"}
        )
        assert answer.status_code == 200
        assert answer.json()["outstanding"] == 0
        assert "引用原文" in answer.json()["html"]
        assert Ruling.objects.get().name == "shui_editor"
        assert Screening.objects.get().to_rule == 0

    def test_the_script_gets_the_refusal(self, road: Road, editor: Client) -> None:
        page = road.draft(body=body(RULING))
        data = {"key": self.key(road, page), "decision": "allowed"}
        answer = editor.post(
            address("rule_finding", page), data, headers={"accept": "application/json"}
        )
        assert answer.status_code == 409
        assert "Say why it may stay" in answer.json()["said"]

    def test_a_plain_form_leads_back(self, road: Road, editor: Client) -> None:
        page = road.draft(body=body(RULING))
        data = {"key": self.key(road, page), "decision": "true"}
        response = editor.post(address("rule_finding", page), data)
        assert response.status_code == 302
        assert "to be changed" in editor.get(response.url).content.decode().replace(
            "must be changed", "to be changed"
        )

    def test_a_plain_form_says_what_is_wrong(self, road: Road, editor: Client) -> None:
        page = road.draft(body=body(RULING))
        data = {"key": self.key(road, page), "decision": "allowed"}
        response = editor.post(address("rule_finding", page), data)
        assert response.status_code == 409
        assert "Say why it may stay" in response.content.decode()

    def test_only_what_the_checks_found_can_be_ruled_on(self, road: Road, editor: Client) -> None:
        page = road.draft(body=body(RULING))
        self.key(road, page)
        data = {"key": "f" * 32, "decision": "true"}
        editor.post(address("rule_finding", page), data)
        assert not Ruling.objects.exists()


class TestAPageOfTheirOwn:
    def test_who_signs_lets_pass_what_must_be_changed(self, road: Road, client: Client) -> None:
        page = road.draft(body=body(BLOCK))
        client.force_login(road.people["third"])
        html = client.get(address("findings", page)).content.decode()
        assert "Allowed because" in html
        key = screen(page, road.unit)[0].key
        data = {"key": key, "decision": "allowed", "reason": "已解密"}
        assert client.post(address("rule_finding", page), data).status_code == 302
        assert road.submit(page).findings[-1]["ruling"]["name"] == "shui_third"

    def test_an_editor_is_told_who_can(self, road: Road, editor: Client) -> None:
        page = road.draft(body=body(BLOCK))
        html = editor.get(address("findings", page)).content.decode()
        assert "Only somebody who signs for this unit" in html
        assert "Allowed because" not in html

    def test_checked_again_on_request(self, road: Road, editor: Client) -> None:
        page = looked_at(road, road.draft())
        road.edit(page, body=body(RULING))
        assert editor.post(address("findings", page)).status_code == 302
        assert Screening.objects.get(page_id=page.pk).to_rule == 1

    @pytest.mark.parametrize("name", ["findings", "check_page", "rule_finding"])
    def test_nobody_else(self, road: Road, client: Client, name: str) -> None:
        page = road.draft(body=body(BLOCK))
        client.force_login(Road("宁办", slug="ban").people["first"])
        act = client.get if name == "findings" else client.post
        assert act(address(name, page)).status_code in (302, 403)
        assert not Screening.objects.exists()

    def test_constant_number_of_queries(self, road: Road, editor: Client) -> None:
        page = road.draft(body=body(RULING))
        finding = screen(page, road.unit)[0]
        counts = []
        for number in (1, 200):
            keep(page, [finding] * number)
            editor.get(address("findings", page))
            with CaptureQueriesContext(connection) as queries:
                editor.get(address("findings", page))
            counts.append(len(queries))
        assert counts[0] == counts[1]
