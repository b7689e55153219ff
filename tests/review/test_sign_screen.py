"""Signing: the page, Wagtail's dialog, and what both show."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.road import Road, fresh
from wagtail_govreview.models import ReviewSheet, Signature
from wagtail_govreview.rulebook import get_profile

State = ReviewSheet.State


def sign_url(page: Any) -> str:
    return reverse("wagtail_govreview:sign", args=[fresh(page).current_workflow_task_state.pk])


def as_user(client: Client, user: Any) -> Client:
    client.force_login(user)
    return client


def action_url(page: Any, action: str) -> str:
    state = fresh(page).current_workflow_task_state
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])


@pytest.fixture
def item(road: Road) -> Any:
    """It waits at the first tier, and everybody has opened it already."""
    page = road.draft()
    road.submit(page)
    for user in road.people.values():
        road.open_all(page, user)
    return page


class TestPage:
    def test_it_shows_the_checklist_of_the_tier(
        self, road: Road, item: Any, client: Client
    ) -> None:
        html = as_user(client, road.people["first"]).get(sign_url(item)).content.decode()
        for code in road.checklist(item):
            assert f'value="{code}"' in html
        assert item.title in html
        assert "宁水厅" in html

    def test_it_signs_and_goes_home_when_nothing_else_waits(
        self, road: Road, item: Any, client: Client
    ) -> None:
        answers = {
            "decision": "approve",
            "checklist": road.checklist(item),
            "opinion": "已核对公开属性",
        }
        response = as_user(client, road.people["first"]).post(sign_url(item), answers)
        assert response.url == reverse("wagtailadmin_home")
        assert road.sheet(item).tier == "second"
        signature = Signature.objects.get()
        assert signature.opinion == "已核对公开属性"
        assert [item["code"] for item in signature.checklist] == answers["checklist"]

    def test_after_signing_comes_the_next_one(self, road: Road, item: Any, client: Client) -> None:
        other = road.draft("另一条")
        road.submit(other)
        answers = {"decision": "approve", "checklist": road.checklist(item)}
        response = as_user(client, road.people["first"]).post(sign_url(item), answers, follow=True)
        assert response.redirect_chain[0][0] == f"{sign_url(other)}#main"
        assert "另一条" in response.content.decode()

    def test_an_unticked_item_is_named_and_nothing_is_lost(
        self, road: Road, item: Any, client: Client
    ) -> None:
        answers = {
            "decision": "approve",
            "checklist": road.checklist(item)[1:],
            "opinion": "差一项",
        }
        response = as_user(client, road.people["first"]).post(sign_url(item), answers)
        form = response.context["sign_form"]
        assert list(form.errors) == ["checklist"]
        html = response.content.decode()
        assert "差一项" in html
        assert html.count('" checked') == len(answers["checklist"])
        assert not Signature.objects.exists()

    def test_a_return_needs_a_reason(self, road: Road, item: Any, client: Client) -> None:
        signed_in = as_user(client, road.people["first"])
        response = signed_in.post(sign_url(item), {"decision": "reject", "comment": " "})
        assert list(response.context["return_form"].errors) == ["comment"]
        assert road.sheet(item).state == State.IN_REVIEW
        signed_in.post(sign_url(item), {"decision": "reject", "comment": "数字不符"})
        assert (road.sheet(item).state, road.sheet(item).return_reason) == (
            State.RETURNED,
            "数字不符",
        )

    def test_only_the_third_tier_is_asked_about_the_principal(
        self, road: Road, item: Any, client: Client
    ) -> None:
        response = as_user(client, road.people["first"]).get(sign_url(item))
        assert "escalation" not in response.context["sign_form"].fields
        road.sign(item, "first")
        road.sign(item, "second")
        signed_in = as_user(client, road.people["third"])
        answers = {
            "decision": "approve",
            "checklist": road.checklist(item),
            "escalation": ["petition"],
        }
        assert "escalation" in signed_in.get(sign_url(item)).context["sign_form"].fields
        signed_in.post(sign_url(item), answers)
        assert road.sheet(item).tier == "principal"

    def test_what_is_not_on_the_checklist_is_refused(
        self, road: Road, item: Any, client: Client
    ) -> None:
        answers = {"decision": "approve", "checklist": [*road.checklist(item), "invented"]}
        response = as_user(client, road.people["first"]).post(sign_url(item), answers)
        assert len(response.context["sign_form"].errors["checklist"]) == 1


class TestWhoMayNot:
    def test_the_editor_reads_why_somebody_else_signs(
        self, road: Road, item: Any, client: Client
    ) -> None:
        editor = road.people["editor"]
        editor.groups.add(road.unit.groups.get(role="first").group)
        response = as_user(client, editor).get(sign_url(item))
        assert response.status_code == 200
        assert "sign_form" not in response.context
        assert [refusal.code for refusal in response.context["refusals"]] == ["review.contributor"]

    def test_their_post_is_not_taken(self, road: Road, item: Any, client: Client) -> None:
        answers = {"decision": "approve", "checklist": road.checklist(item)}
        response = as_user(client, road.people["second"]).post(sign_url(item), answers)
        assert response.status_code == 409
        assert not Signature.objects.exists()

    def test_people_of_another_unit_see_nothing(
        self, road: Road, item: Any, client: Client
    ) -> None:
        other = Road("宁教", "jiao")
        client.force_login(other.people["first"])
        # Wagtail answers a refused admin item with a message on the way home.
        response = client.get(sign_url(item))
        assert response.status_code == 302
        assert response.url == reverse("wagtailadmin_home")

    def test_a_step_that_is_done_says_so(self, road: Road, item: Any, client: Client) -> None:
        url = sign_url(item)
        road.sign(item, "first")
        response = as_user(client, road.people["first"]).get(url)
        assert "sign_form" not in response.context
        assert response.context["refusals"][0].code == "review.not_waiting"

    def test_a_superuser_reads_but_does_not_sign(
        self, road: Road, item: Any, client: Client, django_user_model: Any
    ) -> None:
        boss = django_user_model.objects.create_superuser("boss", "boss@example.gov.cn", "x")
        response = as_user(client, boss).get(sign_url(item))
        assert response.status_code == 200
        assert "sign_form" not in response.context

    def test_anonymous_people_log_in_first(self, road: Road, item: Any, client: Client) -> None:
        response = client.get(sign_url(item))
        assert response.status_code == 302
        assert response.url.startswith(reverse("wagtailadmin_login"))


class TestDialog:
    def test_it_shows_the_same_parts(self, road: Road, item: Any, client: Client) -> None:
        response = as_user(client, road.people["first"]).get(action_url(item, "approve"))
        data = response.json()
        assert data["step"] == "action"
        for code in road.checklist(item):
            assert f'value="{code}"' in data["html"]
        assert "govreview-facts" in data["html"]

    def test_it_signs(self, road: Road, item: Any, client: Client) -> None:
        answers = {"checklist": road.checklist(item), "opinion": ""}
        response = as_user(client, road.people["first"]).post(
            action_url(item, "approve"), answers, headers={"x-requested-with": "XMLHttpRequest"}
        )
        assert response.json()["step"] == "success"
        assert road.sheet(item).tier == "second"

    def test_it_shows_what_is_missing(self, road: Road, item: Any, client: Client) -> None:
        response = as_user(client, road.people["first"]).post(
            action_url(item, "approve"), {}, headers={"x-requested-with": "XMLHttpRequest"}
        )
        assert response.json()["step"] == "action"
        assert "error-message" in response.json()["html"]

    def test_it_returns(self, road: Road, item: Any, client: Client) -> None:
        signed_in = as_user(client, road.people["first"])
        assert 'name="comment"' in signed_in.get(action_url(item, "reject")).json()["html"]
        response = signed_in.post(
            action_url(item, "reject"),
            {"comment": "数字不符"},
            headers={"x-requested-with": "XMLHttpRequest"},
        )
        assert response.json()["step"] == "success"
        assert road.sheet(item).state == State.RETURNED


class TestComparison:
    def sentences(self, response: Any) -> list[tuple[str, str]]:
        return [(c.state, c.sentence) for c in response.context["screen"].comparisons]

    def test_a_first_publication_is_all_new(self, road: Road, item: Any, client: Client) -> None:
        response = as_user(client, road.people["first"]).get(sign_url(item))
        assert [state for state, _sentence in self.sentences(response)] == ["new"]

    def test_the_second_tier_reads_that_nothing_changed(
        self, road: Road, item: Any, client: Client
    ) -> None:
        road.sign(item, "first")
        response = as_user(client, road.people["second"]).get(sign_url(item))
        state, sentence = self.sentences(response)[0]
        assert state == "same"
        assert str(get_profile().tier("first").label) in sentence

    def test_an_update_shows_what_differs_from_the_live_page(
        self, road: Road, client: Client
    ) -> None:
        page = road.published()
        road.edit(page, body="<p>春灌将至。</p><p>检修人员沿渠道查看。</p>")
        road.submit(page)
        response = as_user(client, road.people["first"]).get(sign_url(page))
        comparison = response.context["screen"].comparisons[-1]
        assert comparison.state == "changed"
        assert comparison.places == 1
        assert "<ins>道</ins>" in response.content.decode()

    def test_a_second_round_shows_what_differs_from_what_was_read(
        self, road: Road, item: Any, client: Client
    ) -> None:
        road.sign(item, "first")
        road.send_back(item, "second", "改标题")
        road.edit(item, title="各灌区有序开展春灌前的渠道检修")
        road.submit(item)
        response = as_user(client, road.people["first"]).get(sign_url(item))
        comparison = response.context["screen"].comparisons[0]
        assert comparison.state == "changed"
        html = response.content.decode()
        assert "<ins>的</ins>" in html
        assert "改标题" in html

    def test_hostile_titles_stay_text(self, road: Road, client: Client) -> None:
        page = road.draft("<script>alert(1)</script>")
        road.submit(page)
        html = as_user(client, road.people["first"]).get(sign_url(page)).content.decode()
        assert "<script>alert(1)</script>" not in html


def test_the_locked_editor_offers_to_sign(road: Road, item: Any, client: Client) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[item.pk])
    html = as_user(client, road.people["first"]).get(edit).content.decode()
    assert sign_url(item) in html
    html = as_user(client, road.people["editor"]).get(edit).content.decode()
    assert sign_url(item) not in html


def test_the_queries_of_the_page_do_not_grow(
    road: Road, item: Any, client: Client, django_assert_max_num_queries: Any
) -> None:
    for index in range(5):
        other = road.draft(f"第{index}条")
        road.submit(other)
    signed_in = as_user(client, road.people["first"])
    signed_in.get(sign_url(item))
    url = sign_url(item)
    with django_assert_max_num_queries(45):
        signed_in.get(url)
