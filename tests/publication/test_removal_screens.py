"""Asking, signing and reading what leaves the public, as people see it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page
from wagtail.users.models import UserProfile

from tests.publication.removal import DELETION, ask, entries_of
from tests.road import Road, fresh, person
from wagtail_govreview.models import ReviewSheet
from wagtail_govreview.printing.sheet import sheet_pdf
from wagtail_govreview.publication.asked import Asked
from wagtail_govreview.publication.services import withdraw_at_once
from wagtail_govreview.review.document import sheet_document

ADMIN = "govreview_register_modeladmin"
State = ReviewSheet.State
ANSWERS = {"reason": "error", "details": "数字有误", "replacement": "更正公告"}


@pytest.fixture(autouse=True)
def in_english(road: Road) -> Iterator[None]:
    """The sentences are compared as they stand in the code."""
    for user in road.people.values():
        UserProfile.objects.create(user=user, preferred_language="en")
    with translation.override("en"):
        yield


@pytest.fixture
def reviewed(settings: Any) -> None:
    settings.GOVREVIEW_PROFILE = "tests.profiles.REVIEWED_WITHDRAWAL"


@pytest.fixture
def at(client: Client, road: Road) -> Any:
    """The browser of the person with a role."""

    def browser(role: str) -> Client:
        client.force_login(road.people[role])
        return client

    return browser


def withdraw_page(page: Any) -> str:
    return reverse("wagtail_govreview:withdraw", args=[page.pk])


def delete_page(page: Any) -> str:
    return reverse("wagtail_govreview:request_deletion", args=[page.pk])


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def english_desk(desk: Client, boss: Any) -> Client:
    """The superuser's browser, whose reader prefers English."""
    UserProfile.objects.update_or_create(user=boss, defaults={"preferred_language": "en"})
    return desk


@pytest.mark.usefixtures("reviewed")
class TestAsking:
    def test_the_editor_asks(self, road: Road, at: Any) -> None:
        page = road.published()
        editor = at("editor")
        form = text(editor.get(withdraw_page(page)))
        assert "All tiers sign that this page goes offline" in form
        assert "tell a registrar of the unit" in form
        assert "include_descendants" not in form
        answer = editor.post(withdraw_page(page), ANSWERS, follow=True)
        sheet = road.sheet(page)
        assert sheet.number in text(answer)
        assert (sheet.purpose, sheet.undertaker) == ("withdrawal", "shui_editor")
        assert sheet.answers["removal"]["replacement"] == "更正公告"
        assert fresh(page).live

    def test_what_is_wrong_is_said_and_nothing_is_lost(self, road: Road, at: Any) -> None:
        page = road.published()
        answer = at("editor").post(withdraw_page(page), {"details": "写了很多", "reason": ""})
        assert answer.status_code == 422
        assert "Say why the page is taken offline." in text(answer)
        assert "写了很多" in text(answer)
        answer = at("editor").post(withdraw_page(page), {"reason": "other", "details": " "})
        assert "Say what the other reason is." in text(answer)

    def test_in_review_it_is_said_before_and_after(self, road: Road, at: Any) -> None:
        page = road.published()
        road.edit(page, title="新标题")
        road.submit(page)
        assert "The page is in review now" in text(at("editor").get(withdraw_page(page)))
        answer = at("editor").post(withdraw_page(page), ANSWERS)
        assert answer.status_code == 422
        assert "is in review already" in text(answer)

    def test_pages_below_are_named(self, road: Road, at: Any) -> None:
        page = road.published("下面的一页")
        form = text(at("editor").get(withdraw_page(road.section)))
        assert "stay public" in form
        assert withdraw_page(page) in form

    def test_who_may_not_work_on_the_page(self, road: Road, client: Client) -> None:
        page = road.published()
        stranger = person("stranger")
        client.force_login(stranger)
        assert client.get(withdraw_page(page)).status_code == 302
        inspector = road.people["inspector"]
        client.force_login(inspector)
        assert client.post(withdraw_page(page), ANSWERS).status_code in (302, 403)
        assert fresh(page).live
        assert not ReviewSheet.objects.exclude(purpose="publication").exists()

    def test_the_editor_menu_offers_it(self, road: Road, at: Any) -> None:
        page = road.published()
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert withdraw_page(page) in text(at("editor").get(url))

    def test_asked_again_after_a_return_and_given_up(self, road: Road, at: Any) -> None:
        page = road.published()
        at("editor").post(withdraw_page(page), ANSWERS)
        sheet = road.send_back(page, "first", reason="请说明更正情况")
        home = text(at("editor").get(reverse("wagtailadmin_home")))
        assert "请说明更正情况" in home
        assert withdraw_page(page) in home
        form = text(at("editor").get(withdraw_page(page)))
        assert "请说明更正情况" in form
        assert "数字有误" in form
        give_up = reverse("wagtail_govreview:give_up_request", args=[sheet.pk])
        assert give_up in form
        assert at("inspector").post(give_up).status_code in (302, 403)
        sheet.refresh_from_db()
        assert sheet.state == State.RETURNED
        assert at("editor").get(give_up).status_code == 405
        at("editor").post(give_up)
        sheet.refresh_from_db()
        assert sheet.state == State.WITHDRAWN
        assert "请说明更正情况" not in text(at("editor").get(withdraw_page(page)))


@pytest.mark.usefixtures("reviewed")
class TestLeak:
    def test_the_registrar_takes_it_offline_at_once(self, road: Road, at: Any) -> None:
        page = road.published()
        registrar = at("registrar")
        assert "offline at once, signed afterwards" in text(registrar.get(withdraw_page(page)))
        answer = registrar.post(
            withdraw_page(page), {"reason": "privacy", "details": "附件含手机号"}, follow=True
        )
        assert not fresh(page).live
        assert "was taken offline" in text(answer)
        assert "afterwards" in text(answer)
        assert road.sheet(page).state == State.IN_REVIEW
        sign = reverse("wagtail_govreview:sign", args=[fresh(page).current_workflow_task_state.pk])
        shown = text(at("first").get(sign))
        assert "went offline at once" in shown
        assert "附件含手机号" in shown

    def test_while_the_page_is_in_review(self, road: Road, at: Any) -> None:
        page = road.published()
        road.edit(page, title="新标题")
        road.submit(page)
        entry = reverse(f"{ADMIN}_inspect", args=[entries_of(page.pk)[0].pk])
        assert withdraw_page(page) in text(at("registrar").get(entry))
        at("registrar").post(withdraw_page(page), {"reason": "secrecy", "details": ""})
        assert not fresh(page).live

    def test_an_editor_is_told_to_fetch_somebody(self, road: Road, at: Any) -> None:
        page = road.published()
        answer = at("editor").post(
            withdraw_page(page), {"reason": "privacy", "details": ""}, follow=True
        )
        assert fresh(page).live
        assert "tell a registrar of the unit now" in text(answer)
        assert not road.sheet(page).answers["removal"]["at_once"]


@pytest.mark.usefixtures("reviewed")
class TestDeletion:
    def test_wagtails_page_leads_to_the_request(
        self, road: Road, at: Any, english_desk: Client
    ) -> None:
        page = road.published()
        url = reverse("wagtailadmin_pages:delete", args=[page.pk])
        assert english_desk.post(url)["Location"] == delete_page(page)
        assert "All tiers sign that this page is deleted" in text(
            english_desk.get(delete_page(page))
        )
        assert "Take offline" not in text(english_desk.get(delete_page(page)))
        assert Page.objects.filter(pk=page.pk).exists()

    def test_signed_in_the_dialog_it_does_not_end_at_a_page_that_is_gone(
        self, road: Road, at: Any
    ) -> None:
        page = road.published()
        at("editor").post(delete_page(page), ANSWERS)
        for role in ("first", "second"):
            road.sign(page, role)
        road.open_all(page, road.people["third"])
        state = fresh(page).current_workflow_task_state
        data = {"checklist": road.checklist(page), "opinion": ""}
        url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
        answer = at("third").post(url, data, headers={"x-requested-with": "XMLHttpRequest"})
        assert answer.json()["redirect"] == reverse("wagtailadmin_home")
        assert not Page.objects.filter(pk=page.pk).exists()

    def test_signed_on_the_page_of_signing(self, road: Road, at: Any) -> None:
        page = road.published()
        ask(road, page, DELETION)
        for role in ("first", "second"):
            road.sign(page, role)
        road.open_all(page, road.people["third"])
        url = reverse("wagtail_govreview:sign", args=[fresh(page).current_workflow_task_state.pk])
        data = {"decision": "approve", "checklist": road.checklist(page)}
        answer = at("third").post(url, data, follow=True)
        assert answer.status_code == 200
        assert "Nothing else waits for you." in text(answer)
        assert not Page.objects.filter(pk=page.pk).exists()

    def test_a_draft_goes_to_wagtails_page(self, road: Road, desk: Client) -> None:
        page = road.draft()
        url = reverse("wagtailadmin_pages:delete", args=[page.pk])
        assert desk.get(delete_page(page))["Location"] == url

    def test_not_in_bulk_although_it_is_offline(self, road: Road, desk: Client) -> None:
        page = road.published()
        ask(road, page)
        road.sign_all(page)
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        answer = desk.post(f"{url}?next=/admin/&id={page.pk}", follow=True)
        (told,) = answer.context["messages"]
        assert page.title in str(told)
        assert Page.objects.filter(pk=page.pk).exists()


@pytest.mark.usefixtures("reviewed")
class TestSigning:
    def test_the_screen_says_what_it_is_about(self, road: Road, at: Any) -> None:
        page = road.published()
        road.edit(page, title="新标题")
        sheet = ask(road, page, replacement="更正公告")
        url = reverse("wagtail_govreview:sign", args=[fresh(page).current_workflow_task_state.pk])
        shown = text(at("first").get(url))
        assert "This page is to be taken offline." in shown
        assert "内容有误：数字有误" in shown
        assert "更正公告" in shown
        assert "The page as the public sees it" in shown
        assert "The reason is true and sufficient" in shown
        assert "Never published before" not in shown
        assert "Changed since it was last published" not in shown
        assert sheet.answers["removal"]["register_number"] in shown

    def test_the_lists_say_it_too(self, road: Road, at: Any) -> None:
        page = road.published()
        sheet = ask(road, page)
        assert "taking offline" in text(at("first").get(reverse("wagtailadmin_home")))
        listed = at("first").get(reverse("govreview_sheets:list"), {"purpose": "withdrawal"})
        assert sheet.number in text(listed)
        listed = at("first").get(reverse("govreview_sheets:list"), {"purpose": "deletion"})
        assert sheet.number not in text(listed)

    def test_mails(
        self, road: Road, django_capture_on_commit_callbacks: Any, settings: Any
    ) -> None:
        page = road.published()
        with django_capture_on_commit_callbacks(execute=True):
            ask(road, page)
        (waiting,) = mail.outbox
        assert "A withdrawal waits for your signature" in waiting.subject
        assert "Reason: 内容有误：数字有误" in waiting.body
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            road.sign_all(page)
        last = mail.outbox[-1]
        assert "Taken offline" in last.subject
        assert last.to == ["shui_editor@example.gov.cn"]

    def test_the_mail_of_a_return_leads_to_the_request(
        self, road: Road, django_capture_on_commit_callbacks: Any
    ) -> None:
        page = road.published()
        ask(road, page)
        with django_capture_on_commit_callbacks(execute=True):
            road.send_back(page, "first", reason="理由不足")
        (returned,) = mail.outbox
        assert "理由不足" in returned.body
        assert "Nothing happened to the page." in returned.body


@pytest.mark.usefixtures("reviewed")
class TestReading:
    def test_the_sheet_on_the_screen_and_on_paper(self, road: Road, at: Any) -> None:
        page = road.published()
        ask(road, page, replacement="更正公告")
        sheet = road.sign_all(page)
        shown = text(at("first").get(reverse("govreview_sheets:inspect", args=[sheet.pk])))
        assert "政务信息撤稿（下线）审查表" in shown
        assert "内容有误：数字有误" in shown
        assert "下线时间" in shown
        assert entries_of(page.pk)[-1].number in shown
        assert "拟发布时间" not in shown
        document = sheet_document(sheet)
        assert document["removal"] is not None
        assert document["state"].endswith("已办结")
        assert sheet_pdf(document).startswith(b"%PDF-")

    def test_the_sheet_of_a_page_that_was_there_before_the_review(self, road: Road) -> None:
        ask(road, road.section)
        sheet = road.sign_all(road.section)
        assert sheet_pdf(sheet_document(sheet)).startswith(b"%PDF-")

    def test_the_publications_sheet_still_names_its_publication(self, road: Road) -> None:
        page = road.published()
        before = road.sheet(page)
        ask(road, page)
        road.sign_all(page)
        assert (
            sheet_document(before)["publication"]["register_number"]
            == entries_of(page.pk)[0].number
        )

    def test_the_timeline(self, road: Road, english_desk: Client) -> None:
        page = road.published()
        key = page.pk
        ask(road, page)
        road.sign_all(page)
        ask(road, page, DELETION)
        road.sign_all(page)
        shown = text(english_desk.get(reverse("wagtail_govreview:timeline", args=[key])))
        assert "asked for it to be taken offline" in shown
        assert "asked for its deletion" in shown
        assert "deleted under" in shown
        assert "数字有误" in shown

    def test_the_register(self, road: Road, desk: Client) -> None:
        page = road.published("错发的公告")
        withdraw_at_once(fresh(page), user=road.people["registrar"], asked=Asked("privacy"))
        other = road.published("另一条")
        ask(road, other, DELETION)
        road.sign_all(other)
        url = reverse(f"{ADMIN}_index")
        listed = text(desk.get(url, {"reason_code": "privacy"}))
        assert "错发的公告" in listed
        assert "另一条" not in listed
        listed = text(desk.get(url, {"kind": "deletion"}))
        assert "另一条" in listed
        assert "错发的公告" not in listed

    def test_queries_do_not_grow(self, road: Road, desk: Client) -> None:
        pages = [road.published(f"第{number}条") for number in range(4)]
        url = reverse("govreview_sheets:list")
        timeline = reverse("wagtail_govreview:timeline", args=[pages[0].pk])

        def count(address: str) -> int:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert desk.get(address).status_code == 200
            return len(queries)

        ask(road, pages[0])
        road.send_back(pages[0], "first")
        count(url), count(timeline)  # content types and the like are read once
        few = count(url), count(timeline)
        for page in pages[1:]:
            ask(road, page)
        ask(road, pages[0])
        assert (count(url), count(timeline)) <= few
