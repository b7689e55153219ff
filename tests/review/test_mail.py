"""Mail of the review: to whom, when, in which language, with which links."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone, translation
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask
from wagtail.users.models import UserProfile

from sandbox.portal.models import NewsPage, SectionIndexPage
from tests.road import Road, fresh
from wagtail_govreview.refusal import Refused


@pytest.fixture
def after(django_capture_on_commit_callbacks: Any) -> Callable[[Callable[[], Any]], list[Any]]:
    """Runs something and gives the mails that its transaction left behind."""

    def run(act: Callable[[], Any]) -> list[Any]:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return list(mail.outbox)

    return run


@pytest.fixture(autouse=True)
def base_address(settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://www.example.gov.cn"


def reads(user: Any, language: str) -> Any:
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    return user


@pytest.fixture
def road(road: Road) -> Road:
    """Everybody reads English, so that the sentences can be compared here."""
    for user in road.people.values():
        reads(user, "en")
    return road


def receivers(mails: list[Any]) -> list[str]:
    return sorted(address.partition("@")[0] for message in mails for address in message.to)


def test_the_first_tier_is_told_once(road: Road, after: Any) -> None:
    page = road.draft("各灌区有序开展春灌前渠道检修")
    mails = after(lambda: road.submit(page))
    assert receivers(mails) == ["shui_first"]
    state = fresh(page).current_workflow_task_state
    assert f"https://www.example.gov.cn/admin/govreview/sign/{state.pk}/" in mails[0].body
    assert "Waiting for your signature, First review" in mails[0].subject
    assert "各灌区有序开展春灌前渠道检修" in mails[0].subject
    assert "It is due by" in mails[0].body


def test_superusers_have_nothing_to_decide(road: Road, after: Any, django_user_model: Any) -> None:
    django_user_model.objects.create_superuser("boss", "boss@example.gov.cn", "x")
    page = road.draft()
    assert "boss" not in receivers(after(lambda: road.submit(page)))


def test_each_tier_in_its_turn(road: Road, after: Any) -> None:
    page = road.draft()
    road.submit(page)
    assert receivers(after(lambda: road.sign(page, "first"))) == ["shui_second"]
    assert receivers(after(lambda: road.sign(page, "second"))) == ["shui_third"]


def test_who_may_not_sign_is_not_asked(road: Road, after: Any) -> None:
    groups = {role: road.unit.groups.get(role=role).group for role in ("first", "second")}
    road.people["editor"].groups.add(groups["first"])
    road.people["first"].groups.add(groups["second"])
    page = road.draft()
    assert receivers(after(lambda: road.submit(page))) == ["shui_first"]
    assert receivers(after(lambda: road.sign(page, "first"))) == ["shui_second"]


def test_a_return_goes_to_all_who_worked_on_it(road: Road, after: Any) -> None:
    helper = road.employ("editor", "shui_helper")
    page = road.draft()
    road.edit(page, user=helper, title="改过的标题")
    road.submit(page)
    mails = after(lambda: road.send_back(page, "first", "数字与附件不符 & <请核>"))
    assert receivers(mails) == ["shui_editor", "shui_helper"]
    assert "数字与附件不符 & <请核>" in mails[0].body
    assert f"https://www.example.gov.cn/admin/pages/{page.pk}/edit/" in mails[0].body


def test_publication_is_told_once(road: Road, after: Any) -> None:
    page = road.draft()
    road.submit(page)
    road.sign(page, "first")
    road.sign(page, "second")
    mails = after(lambda: road.sign(page, "third"))
    assert receivers(mails) == ["shui_editor"]
    assert "Published" in mails[0].subject
    assert fresh(page).full_url in mails[0].body


def test_a_scheduled_page_is_signed_before_it_is_published(road: Road, after: Any) -> None:
    page = road.draft(go_live_at=timezone.now() + timedelta(days=2))
    road.submit(page)
    road.sign(page, "first")
    road.sign(page, "second")
    mails = after(lambda: road.sign(page, "third"))
    assert [message.subject.split(":")[0] for message in mails] == [
        "[宁水厅] Signed by all, waiting for its time"
    ]


def test_each_person_reads_their_language(road: Road, after: Any) -> None:
    reads(road.employ("first", "shui_first_2"), "zh-hans")
    page = road.draft()
    mails = {message.to[0]: message for message in after(lambda: road.submit(page))}
    assert "due by" in mails["shui_first@example.gov.cn"].body
    assert f"{timezone.localdate().year}年" in mails["shui_first_2@example.gov.cn"].body


def test_who_has_chosen_no_language_gets_the_sites(road: Road, after: Any) -> None:
    reads(road.people["first"], "")
    page = road.draft()
    with translation.override("en"):
        (message,) = after(lambda: road.submit(page))
    assert f"{timezone.localdate().year}年" in message.body


@pytest.mark.parametrize(("preference", "role"), [("submitted", "first"), ("rejected", "editor")])
def test_preferences_are_respected(road: Road, after: Any, preference: str, role: str) -> None:
    profile = UserProfile.get_for_user(road.people[role])
    setattr(profile, f"{preference}_notifications", False)
    profile.save()
    page = road.draft()

    def act() -> None:
        road.submit(page)
        road.send_back(page, "first")

    assert f"shui_{role}" not in receivers(after(act))


def test_nothing_is_sent_when_the_transaction_fails(road: Road, after: Any) -> None:
    page = road.draft()
    road.submit(page)

    def act() -> None:
        with pytest.raises(Refused):
            road.send_back(page, "first", " ")

    assert after(act) == []


def test_html_when_the_site_wants_it(road: Road, after: Any, settings: Any) -> None:
    settings.WAGTAILADMIN_NOTIFICATION_USE_HTML = True
    page = road.draft("<b>粗体</b>标题")
    (message,) = after(lambda: road.submit(page))
    html = message.alternatives[0][0]
    assert "&lt;b&gt;粗体&lt;/b&gt;标题" in html
    assert "<b>粗体</b>标题" in message.body


def test_a_refused_address_does_not_stop_the_others(
    road: Road, after: Any, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "tests.review.test_mail.Picky"
    road.employ("first", "shui_first_2")
    page = road.draft()
    assert receivers(after(lambda: road.submit(page))) == ["shui_first_2"]
    assert "shui_first@example.gov.cn" in caplog.text


class Picky(EmailBackend):
    """A server that knows one address to be wrong."""

    def send_messages(self, messages: Any) -> int:
        if messages[0].to == ["shui_first@example.gov.cn"]:
            raise OSError("no such mailbox")
        return super().send_messages(messages)


class TestOtherWorkflows:
    """Where our tiers do not sign, Wagtail's mails are sent as before."""

    @pytest.fixture
    def plain(self, road: Road) -> NewsPage:
        section = SectionIndexPage(title="其他栏目", slug="others")
        road.section.get_parent().add_child(instance=section)
        workflow = Workflow.objects.create(name="plain")
        task = GroupApprovalTask.objects.create(name="moderators")
        task.groups.add(road.unit.groups.get(role="second").group)
        WorkflowTask.objects.create(workflow=workflow, task=task.task_ptr, sort_order=0)
        WorkflowPage.objects.create(page=section, workflow=workflow)
        page = NewsPage(title="普通流程的页面", slug="plain", body="<p>x</p>", live=False)
        section.add_child(instance=page)
        page.save_revision(user=road.people["editor"])
        return page

    def test_they_are_told_of_submission_and_rejection(
        self, road: Road, plain: NewsPage, after: Any
    ) -> None:
        editor, moderator = road.people["editor"], road.people["second"]
        mails = after(lambda: plain.get_workflow().start(plain, editor))
        assert receivers(mails) == ["shui_second"]
        state = fresh(plain).current_workflow_task_state
        mails = after(lambda: state.reject(user=moderator, comment="改"))
        assert receivers(mails) == ["shui_editor"]


def test_a_mail_that_cannot_be_written_undoes_nothing(
    road: Road, after: Any, settings: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "wagtail_govreview/review/mail"
    folder.mkdir(parents=True)
    (folder / "waiting_subject.txt").write_text("{% load nothing_of_the_kind %}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    page = road.draft()
    assert after(lambda: road.submit(page)) == []
    assert road.sheet(page).tier == "first"
