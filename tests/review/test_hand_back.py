"""Before the package leaves: workflows go back to Wagtail, and the ledger says where the evidence is."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import (
    GroupApprovalTask,
    ReferenceIndex,
    Task,
    TaskState,
    Workflow,
    WorkflowPage,
)

from tests.road import Road, fresh
from wagtail_govreview.ledger.verification import Problem, examine
from wagtail_govreview.models import LedgerLine, ReviewSheet, TierTask, TierTaskState
from wagtail_govreview.refusal import Refused
from wagtail_govreview.review.services.hand_back import hand_back
from wagtail_govreview.units.governance import is_governed, unit_of


def uninstall(**options: object) -> str:
    said = StringIO()
    call_command("govreview_uninstall", stdout=said, **options)
    return said.getvalue()


def test_asked_it_says_what_it_would_do_and_does_nothing(road: Road) -> None:
    page = road.draft("春灌")
    road.submit(page)
    said = uninstall()
    assert "春灌" in said and "宁水 · 发布审查" in said
    assert is_governed(page)
    assert fresh(page).current_workflow_state is not None


@pytest.mark.parametrize("evidence", ["", "  "])
def test_it_wants_to_know_where_the_evidence_is(road: Road, evidence: str) -> None:
    with pytest.raises(CommandError):
        uninstall(yes=True, evidence=evidence)
    with pytest.raises(Refused) as refused:
        hand_back(evidence=evidence)
    assert refused.value.codes == ["review.evidence"]
    assert TierTask.objects.exists()


def test_nothing_is_governed_any_more(road: Road) -> None:
    page = road.draft()
    hand_back(evidence="档案室")
    assert not is_governed(page)
    assert not Workflow.objects.filter(active=True).exists()
    assert not WorkflowPage.objects.exists()
    assert unit_of(page) is None
    fresh(page).get_latest_revision().publish()
    assert fresh(page).live


def test_reviews_that_run_are_taken_back(road: Road) -> None:
    waiting, returned = road.draft("待审"), road.draft("退回")
    for page in (waiting, returned):
        road.submit(page)
    road.send_back(returned, "first")
    found = hand_back(evidence="档案室")
    assert len(found.reviews) == 2
    for page in (waiting, returned):
        assert fresh(page).current_workflow_state is None
        assert road.sheet(page).state == ReviewSheet.State.WITHDRAWN


def test_the_history_is_wagtails_own(road: Road) -> None:
    page = road.published()
    names = list(Task.objects.order_by("pk").values_list("name", flat=True))
    steps = list(TaskState.objects.order_by("pk").values_list("status", "finished_by"))
    hand_back(evidence="档案室")
    assert not TierTask.objects.exists() and not TierTaskState.objects.exists()
    assert [task.name for task in Task.objects.order_by("pk")] == names
    for task in Task.objects.all():
        assert type(task.specific) is GroupApprovalTask and not task.active
        assert [group.name for group in task.specific.groups.all()] == [task.name]
    assert list(TaskState.objects.order_by("pk").values_list("status", "finished_by")) == steps
    assert {type(state.specific) for state in TaskState.objects.all()} == {TaskState}
    assert ReviewSheet.objects.get(page_id=page.pk).state == ReviewSheet.State.PUBLISHED
    assert not ReferenceIndex.objects.filter(content_type__app_label="wagtail_govreview").exists()


def test_the_last_line_says_where_the_evidence_is_and_all_of_it_holds(road: Road) -> None:
    road.published()
    said = uninstall(yes=True, evidence="档案室第七柜")
    assert "migrate wagtail_govreview zero" in said
    line = LedgerLine.objects.filter(chain__name="宁水").latest("number")
    assert (line.act, line.summary) == ("review.handed_back", "档案室第七柜")
    assert [found for found in examine("") if isinstance(found, Problem)] == []


def test_workflows_of_others_are_left_alone(road: Road) -> None:
    task = GroupApprovalTask.objects.create(name="Moderators")
    other = Workflow.objects.create(name="Other")
    other.workflow_tasks.create(task=task.task_ptr, sort_order=0)
    hand_back(evidence="档案室")
    other.refresh_from_db()
    assert other.active and GroupApprovalTask.objects.get(name="Moderators").active
