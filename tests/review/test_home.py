"""The review on Wagtail's home page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from sandbox.portal.models import NewsPage, SectionIndexPage
from tests.road import Road, fresh
from wagtail_govreview.models import TierTaskState
from wagtail_govreview.review.clock import clock_for, since
from wagtail_govreview.review.desk import Desk
from wagtail_govreview.review.waiting import waiting_list


def home(client: Client, user: Any) -> str:
    client.force_login(user)
    return client.get(reverse("wagtailadmin_home")).content.decode()


def sign_url(page: Any) -> str:
    return reverse("wagtail_govreview:sign", args=[fresh(page).current_workflow_task_state.pk])


class TestWaiting:
    def test_what_waits_is_there_once(self, road: Road, client: Client) -> None:
        page = road.draft("各灌区有序开展春灌前渠道检修")
        road.submit(page)
        html = home(client, road.people["first"])
        assert sign_url(page) in html
        assert 'id="govreview-waiting' in html
        assert 'id="awaiting-review' not in html

    def test_only_whose_turn_it_is(self, road: Road, client: Client) -> None:
        page = road.draft()
        road.submit(page)
        assert sign_url(page) not in home(client, road.people["second"])
        assert sign_url(page) not in home(client, road.people["editor"])

    def test_the_most_urgent_comes_first(self, road: Road) -> None:
        early, late = road.draft("先到期"), road.draft("后到期")
        for page in (late, early):
            road.submit(page)
        sheet = road.sheet(early)
        sheet.due_at = timezone.now() - timedelta(days=1)
        sheet.save()
        waiting = waiting_list(road.people["first"])
        assert [item.sheet.title for item in waiting] == ["先到期", "后到期"]
        assert waiting[0].clock is not None
        assert waiting[0].clock.overdue

    def test_contributors_and_earlier_signers_are_left_out(self, road: Road) -> None:
        first = road.people["first"]
        first.groups.add(road.unit.groups.get(role="second").group)
        edited = road.draft("改过的")
        road.edit(edited, user=first, title="自己改过的")
        road.submit(edited)
        signed = road.draft("签过的")
        road.submit(signed)
        road.sign(signed, "first")
        assert waiting_list(first) == []

    def test_it_says_the_same_as_the_desk(self, road: Road) -> None:
        first = road.people["first"]
        first.groups.add(road.unit.groups.get(role="second").group)
        for index in range(4):
            page = road.draft(f"第{index}条")
            road.submit(page)
            if index % 2:
                colleague = road.employ("first", f"colleague{index}")
                road.sign(page, "first", user=first if index == 1 else colleague)
        assert [item.sheet.pk for item in waiting_list(first)] == [
            state.sheet_id
            for state in TierTaskState.objects.filter(status="in_progress").order_by("pk")
            if not Desk.for_task_state(state, first).refusals
        ]

    def test_an_empty_desk_says_so(self, road: Road, client: Client) -> None:
        html = home(client, road.people["first"])
        assert 'id="govreview-waiting' in html
        assert "govreview-empty" in html

    def test_people_without_a_part_see_no_panel(
        self, road: Road, client: Client, django_user_model: Any
    ) -> None:
        boss = django_user_model.objects.create_superuser("boss", "b@x.cn", "x")
        html = home(client, boss)
        assert 'id="govreview-waiting' not in html
        assert 'id="govreview-submitted' not in html


class TestSubmitted:
    def test_returned_ones_come_first_with_their_reason(self, road: Road, client: Client) -> None:
        under_way, returned = road.draft("审签中的"), road.draft("退回的")
        for page in (under_way, returned):
            road.submit(page)
        road.send_back(returned, "first", "数字不符")
        html = home(client, road.people["editor"])
        assert html.index("退回的") < html.index("审签中的")
        assert "数字不符" in html
        assert 'id="objects-in-workflow' not in html

    def test_what_is_published_is_off_the_desk(self, road: Road, client: Client) -> None:
        road.published("已发布的")
        panel = home(client, road.people["editor"]).split('id="govreview-submitted-section"')[1]
        assert "已发布的" not in panel.split("</section>")[0]


class TestBesideWagtail:
    @pytest.fixture
    def plain(self, road: Road) -> NewsPage:
        """A page under an ordinary workflow of Wagtail's, waiting for the same person."""
        section = SectionIndexPage(title="其他栏目", slug="others")
        road.section.get_parent().add_child(instance=section)
        workflow = Workflow.objects.create(name="plain")
        task = GroupApprovalTask.objects.create(name="moderators")
        task.groups.add(road.unit.groups.get(role="first").group)
        WorkflowTask.objects.create(workflow=workflow, task=task.task_ptr, sort_order=0)
        WorkflowPage.objects.create(page=section, workflow=workflow)
        page = NewsPage(title="普通流程的页面", slug="plain", body="<p>x</p>", live=False)
        section.add_child(instance=page)
        page.save_revision(user=road.people["editor"])
        workflow.start(page, road.people["editor"])
        return page

    def test_other_workflows_keep_their_panels(
        self, road: Road, plain: NewsPage, client: Client
    ) -> None:
        governed = road.draft("治理下的页面")
        road.submit(governed)
        html = home(client, road.people["first"])
        theirs = html.split('id="awaiting-review-section"')[1].split("</section>")[0]
        assert "普通流程的页面" in theirs
        assert "治理下的页面" not in theirs
        html = home(client, road.people["editor"])
        theirs = html.split('id="objects-in-workflow-section"')[1].split("</section>")[0]
        assert "普通流程的页面" in theirs
        assert "治理下的页面" not in theirs


@pytest.mark.parametrize("role", ["first", "editor"])
def test_the_queries_do_not_grow(road: Road, client: Client, role: str) -> None:
    def count() -> int:
        home(client, road.people[role])
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("wagtailadmin_home"))
        return len(queries)

    road.submit(road.draft("第一条"))
    one = count()
    for index in range(5):
        road.submit(road.draft(f"又{index}条"))
    assert count() == one


@pytest.mark.parametrize(
    ("delta", "text", "state"),
    [
        (timedelta(days=3, hours=5), "3 days left", "ample"),
        (timedelta(hours=3, minutes=10), "3 hours left", "ample"),
        (timedelta(minutes=59), "59 minutes left", "soon"),
        (timedelta(seconds=20), "1 minute left", "soon"),
        (timedelta(minutes=-5), "5 minutes overdue", "overdue"),
        (timedelta(hours=-25), "1 day overdue", "overdue"),
    ],
)
def test_clocks(delta: timedelta, text: str, state: str) -> None:
    now = timezone.now()
    clock = clock_for(now + delta, now)
    assert clock is not None
    with translation.override("en"):
        assert str(clock) == text
    assert clock.state == state


def test_since() -> None:
    now = timezone.now()
    with translation.override("en"):
        assert since(now, now) == "just now"
        assert since(now - timedelta(minutes=5), now) == "5 minutes ago"
        assert since(now - timedelta(hours=2, minutes=5), now) == "2 hours ago"
        assert since(now - timedelta(days=4), now) == "4 days ago"
