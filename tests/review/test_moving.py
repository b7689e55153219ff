"""The tiers of a sheet are fixed when it is submitted, whatever happens to the workflow meanwhile."""

from __future__ import annotations

import pytest
from wagtail.models import WorkflowTask

from tests.road import Road, fresh
from wagtail_govreview.models import ReviewSheet, TierTask
from wagtail_govreview.refusal import Refused


def test_a_tier_on_which_a_page_waits_cannot_be_switched_off(road: Road) -> None:
    page = road.draft()
    road.submit(page)
    with pytest.raises(Refused) as refused:
        TierTask.objects.get(tier="first").deactivate()
    assert refused.value.codes == ["units.tier_without_task"]
    assert TierTask.objects.get(tier="first").active
    assert road.sign(page, "first").tier == "second"


def test_a_tier_taken_out_of_the_workflow_is_still_asked_for(road: Road) -> None:
    page = road.draft()
    road.submit(page)
    road.sign(page, "first")
    WorkflowTask.objects.filter(task__tiertask__tier="third").delete()
    with pytest.raises(Refused) as refused:
        road.sign(page, "second")
    assert refused.value.codes == ["units.tier_without_task"]
    assert not fresh(page).live


def test_a_workflow_that_is_switched_off_takes_its_sheets_back(road: Road) -> None:
    page = road.draft()
    road.submit(page)
    fresh(page).get_workflow().deactivate(user=road.people["editor"])
    assert road.sheet(page).state == ReviewSheet.State.WITHDRAWN
    assert not fresh(page).live


def test_a_page_deleted_in_review_ends_its_sheet_and_leaves_it(road: Road) -> None:
    page = road.draft()
    sheet = road.submit(page)
    road.sign(page, "first")
    page.delete()
    sheet.refresh_from_db()
    assert sheet.state == ReviewSheet.State.WITHDRAWN
    assert sheet.page is None
    assert sheet.signatures.count() == 1


def test_a_new_submission_voids_what_was_signed_but_never_published(road: Road) -> None:
    page = road.draft()
    road.submit(page)
    road.sign(page, "first")
    old = road.sheet(page)
    fresh(page).current_workflow_state.cancel(user=road.people["editor"])
    road.edit(page, title="另一个标题")
    assert road.submit(page).pk != old.pk
    with pytest.raises(Refused):
        old.revision.publish(user=road.people["editor"], skip_permission_checks=True)


def test_evidence_is_not_deleted(road: Road) -> None:
    sheet = road.sheet(road.published())
    with pytest.raises(Refused):
        sheet.delete()
    with pytest.raises(Refused):
        ReviewSheet.objects.filter(pk=sheet.pk).delete()
    with pytest.raises(Refused):
        sheet.signatures.all().delete()
