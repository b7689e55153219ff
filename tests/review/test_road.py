"""The main road: submitted, signed by each tier, live."""

from __future__ import annotations

import pytest

from tests.road import Road, fresh
from wagtail_govreview.models import LedgerLine, RegisterEntry, ReviewSheet, Signature
from wagtail_govreview.refusal import Refused

pytestmark = pytest.mark.database

State = ReviewSheet.State


def test_three_signatures_publish(road: Road) -> None:
    page = road.draft()
    sheet = road.submit(page)
    assert (sheet.state, sheet.tier) == (State.IN_REVIEW, "first")
    assert road.sign(page, "first").tier == "second"
    assert road.sign(page, "second").tier == "third"
    assert not fresh(page).live
    sheet = road.sign(page, "third")
    assert sheet.state == State.PUBLISHED
    assert fresh(page).live
    entry = RegisterEntry.objects.get(page_id=page.pk)
    assert entry.number.endswith("-00001")
    assert entry.sheet == sheet
    assert [signer["name"] for signer in entry.signers] == [
        "shui_first",
        "shui_second",
        "shui_third",
    ]


def test_the_ledger_tells_the_whole_road(road: Road) -> None:
    road.published()
    acts = list(
        LedgerLine.objects.filter(chain__name=road.code)
        .filter(act__regex=r"^(review|publication)\.")
        .order_by("number")
        .values_list("act", flat=True)
    )
    assert acts[0] == "publication.stock"
    assert acts[1:] == [
        "review.submitted",
        "review.signed",
        "review.signed",
        "review.signed",
        "review.completed",
        "publication.publication",
    ]


def test_escalation_by_the_editor_asks_the_principal(road: Road) -> None:
    page = road.draft(govreview_sheet_drafts=[])
    draft = page.get_latest_revision_as_object()
    draft.govreview_sheet_drafts = [road.sheet_draft(escalation=["important"])]
    draft.save_revision(user=road.people["editor"])
    road.submit(page)
    for role in ("first", "second", "third"):
        sheet = road.sign(page, role)
    assert (sheet.state, sheet.tier) == (State.IN_REVIEW, "principal")
    assert not fresh(page).live
    assert road.sign(page, "principal").state == State.PUBLISHED
    assert fresh(page).live


def test_escalation_by_the_third_tier(road: Road) -> None:
    page = road.draft()
    road.submit(page)
    road.sign(page, "first")
    road.sign(page, "second")
    sheet = road.sign(page, "third", escalation=["public_opinion"])
    assert sheet.tier == "principal"
    assert road.sign(page, "principal").state == State.PUBLISHED


def test_only_the_third_tier_escalates(road: Road) -> None:
    page = road.draft()
    road.submit(page)
    with pytest.raises(Refused) as refused:
        road.sign(page, "first", escalation=["important"])
    assert refused.value.codes == ["review.may_not_escalate"]


def test_returned_and_changed_begins_again_at_the_first_tier(road: Road) -> None:
    page = road.draft()
    first_sheet = road.submit(page)
    road.sign(page, "first")
    returned = road.send_back(page, "second", "数字与附件不符")
    assert (returned.state, returned.return_reason) == (State.RETURNED, "数字与附件不符")
    road.edit(page, body="<p>改正后的正文。</p>")
    sheet = road.submit(page)
    assert sheet.pk != first_sheet.pk
    assert (sheet.number, sheet.round, sheet.tier) == (first_sheet.number, 2, "first")
    first_sheet.refresh_from_db()
    assert first_sheet.state == State.VOID
    assert road.sign_all(page).state == State.PUBLISHED
    assert fresh(page).body == "<p>改正后的正文。</p>"
    assert sheet.signatures.count() == 3


def test_returned_by_the_third_and_changed_needs_all_three_again(road: Road) -> None:
    page = road.draft()
    road.submit(page)
    road.sign(page, "first")
    road.sign(page, "second")
    road.send_back(page, "third")
    road.edit(page, title="改了标题")
    road.submit(page)
    assert road.sign(page, "first").tier == "second"
    assert road.sign(page, "second").tier == "third"
    assert not fresh(page).live
    assert road.sign(page, "third").state == State.PUBLISHED


def test_returned_and_unchanged_keeps_the_signatures(road: Road) -> None:
    page = road.draft()
    sheet = road.submit(page)
    road.sign(page, "first")
    road.send_back(page, "second")
    road.edit(page)
    again = road.submit(page)
    assert (again.pk, again.tier, again.state) == (sheet.pk, "second", State.IN_REVIEW)
    road.sign(page, "second")
    assert road.sign(page, "third").state == State.PUBLISHED
    assert not fresh(page).has_unpublished_changes


def test_the_author_can_take_it_back(road: Road) -> None:
    page = road.draft()
    road.submit(page)
    road.sign(page, "first")
    fresh(page).current_workflow_state.cancel(user=road.people["editor"])
    assert road.sheet(page).state == State.WITHDRAWN
    assert road.submit(page).tier == "first"


def test_an_update_of_a_live_page_takes_the_same_road(road: Road) -> None:
    page = road.published()
    road.edit(page, title="更新后的标题")
    assert fresh(page).title != "更新后的标题"
    road.submit(page)
    road.sign_all(page)
    assert fresh(page).title == "更新后的标题"
    kinds = RegisterEntry.objects.filter(page_id=page.pk).order_by("serial")
    assert [(entry.kind, entry.state) for entry in kinds] == [
        ("publication", "superseded"),
        ("update", "current"),
    ]


def test_an_incomplete_draft_is_refused_with_everything_that_is_missing(road: Road) -> None:
    page = road.draft()
    draft = page.get_latest_revision_as_object()
    draft.govreview_attributions = []
    draft.govreview_sheet_drafts = []
    draft.save_revision(user=road.people["editor"])
    with pytest.raises(Refused) as refused:
        road.submit(page)
    assert {"sheet.attribute", "sheet.carrier", "sheet.channels", "sheet.secrecy"} <= set(
        refused.value.codes
    )
    assert any(code.startswith("source.") for code in refused.value.codes)
    assert not ReviewSheet.objects.exists()
    assert fresh(page).current_workflow_state is None


class TestSeparation:
    def test_a_contributor_does_not_sign(self, road: Road) -> None:
        page = road.draft()
        road.edit(page, user=road.people["second"], title="二审改过的标题")
        road.submit(page)
        road.sign(page, "first")
        with pytest.raises(Refused) as refused:
            road.sign(page, "second")
        assert refused.value.codes == ["review.contributor"]

    def test_nobody_signs_two_tiers(self, road: Road) -> None:
        both = road.people["first"]
        both.groups.add(road.unit.groups.get(role="second").group)
        page = road.draft()
        road.submit(page)
        road.sign(page, "first")
        with pytest.raises(Refused) as refused:
            road.sign(page, "second", user=both)
        assert refused.value.codes == ["review.same_person"]

    def test_a_superuser_is_no_exception(self, road: Road, django_user_model) -> None:
        boss = django_user_model.objects.create_superuser("boss", "boss@example.gov.cn", "x")
        page = road.draft()
        road.submit(page)
        with pytest.raises(Refused) as refused:
            road.sign(page, "first", user=boss)
        assert refused.value.codes == ["review.not_signer"]

    def test_the_undertaker_signs_first_only_where_the_site_allows_it(
        self, road: Road, settings
    ) -> None:
        editor = road.people["editor"]
        editor.groups.add(road.unit.groups.get(role="first").group)
        page = road.draft()
        road.submit(page)
        with pytest.raises(Refused):
            road.sign(page, "first", user=editor)
        settings.GOVREVIEW_UNDERTAKER_MAY_SIGN_FIRST = True
        road.sign(page, "first", user=editor)
        line = LedgerLine.objects.filter(act="review.signed").latest("number")
        assert '"exception":"undertaker_signed_first"' in line.data.replace(": ", ":")


class TestSigning:
    def test_every_item_of_the_checklist_is_confirmed(self, road: Road) -> None:
        page = road.draft()
        road.submit(page)
        ticked = road.checklist(page)[1:]
        with pytest.raises(Refused) as refused:
            road.sign(page, "first", checklist=ticked)
        assert refused.value.codes == ["review.checklist"]
        assert not Signature.objects.exists()

    def test_a_return_needs_a_reason(self, road: Road) -> None:
        page = road.draft()
        road.submit(page)
        with pytest.raises(Refused) as refused:
            road.send_back(page, "first", " ")
        assert refused.value.codes == ["review.reason"]

    def test_a_step_is_not_passed_by_approving(self, road: Road) -> None:
        page = road.draft()
        road.submit(page)
        with pytest.raises(Refused) as refused:
            fresh(page).current_workflow_task_state.approve(user=road.people["first"])
        assert refused.value.codes == ["review.unsigned"]

    def test_content_changed_under_review_is_not_signed(self, road: Road) -> None:
        page = road.draft()
        road.submit(page)
        road.edit(page, title="审查中被脚本改动")
        with pytest.raises(Refused) as refused:
            road.sign(page, "first")
        assert refused.value.codes == ["review.changed"]

    def test_a_page_in_review_is_locked_to_everyone(self, road: Road, django_user_model) -> None:
        boss = django_user_model.objects.create_superuser("boss", "boss@example.gov.cn", "x")
        page = road.draft()
        road.submit(page)
        lock = fresh(page).get_lock()
        for user in (*road.people.values(), boss):
            assert lock.for_user(user)
