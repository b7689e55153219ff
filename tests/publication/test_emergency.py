"""Emergency publication: what is let through, what it owes, how the debt is settled."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import Page

from tests.guarding import Tampering
from tests.publication.emergencies import REASON, officer, publish, stated
from tests.road import Road, fresh, person
from wagtail_govreview.ledger.verification import verify_all
from wagtail_govreview.models import (
    EmergencyPublication,
    LedgerLine,
    RegisterEntry,
    ReviewSheet,
)
from wagtail_govreview.publication.permits import exception_for
from wagtail_govreview.publication.services import publish_in_emergency, withdraw
from wagtail_govreview.refusal import Refused

State = EmergencyPublication.State


def problems() -> list[str]:
    return [problem.code for problem in verify_all()]


def entries(page: Page) -> list[tuple[str, str, str]]:
    found = RegisterEntry.objects.filter(page_key=str(page.pk)).order_by("pk")
    return list(found.values_list("kind", "state", "exception"))


def take_offline(page: Page) -> None:
    """The review ends first: Wagtail takes no page offline that is locked by one."""
    boss = person("admin", is_superuser=True)
    state = fresh(page).current_workflow_state
    if state is not None:
        state.cancel(user=boss)
    withdraw(fresh(page), user=boss, reason="预警解除")


def make_late(record: EmergencyPublication) -> None:
    """As if the act were two days old. The record's own digest no longer fits then."""
    due = timezone.now() - timedelta(hours=30)
    Tampering(EmergencyPublication).filter(pk=record.pk).update(due_at=due)


def test_it_is_public_at_once_and_registered_as_an_emergency(road: Road) -> None:
    page = road.draft("暴雨红色预警")
    record = publish(road, page)
    assert fresh(page).live
    entry = record.entry
    assert (entry.exception, entry.kind, entry.state) == ("emergency", "publication", "current")
    assert (entry.reason, entry.sheet, entry.signers) == (REASON, None, [])
    assert entry.content is not None and "春灌将至" in entry.snapshot
    assert record.due_at - record.published_at == timedelta(hours=24)
    assert (record.ordered_by, record.ordered_post, record.ordered_how) == (
        "马建国",
        "厅长",
        "电话",
    )
    assert problems() == []


def test_the_ledger_tells_it(road: Road) -> None:
    record = publish(road, road.draft())
    acts = list(LedgerLine.objects.order_by("-number").values_list("act", flat=True)[:3])
    assert acts == ["review.submitted", "publication.emergency", "publication.publication"]
    line = LedgerLine.objects.get(act="publication.emergency")
    assert "马建国" in line.data and record.digest in line.data


def test_the_same_content_goes_to_the_first_tier_at_once(road: Road) -> None:
    page = road.draft()
    record = publish(road, page)
    sheet = road.sheet(page)
    assert (sheet.state, sheet.tier) == (ReviewSheet.State.IN_REVIEW, "first")
    assert sheet.fingerprint == record.fingerprint


def test_the_debt_is_settled_by_the_ordinary_signatures(road: Road) -> None:
    page = road.draft()
    record = publish(road, page)
    sheet = road.sign_all(page)
    record.refresh_from_db()
    assert (record.state, record.settled_sheet, record.is_late) == (State.SIGNED, sheet, False)
    assert road.sheet(page).state == ReviewSheet.State.PUBLISHED
    assert entries(page) == [("publication", "current", "emergency")]
    assert problems() == []


def test_settled_late_is_said(road: Road) -> None:
    page = road.draft()
    record = publish(road, page)
    with freeze_time(timezone.now() + timedelta(hours=25)):
        road.sign_all(page)
    record.refresh_from_db()
    assert record.is_late
    assert problems() == []
    line = LedgerLine.objects.get(act="publication.emergency_settled")
    assert '"late":true' in line.data


def test_after_a_return_the_corrected_version_settles_it(road: Road) -> None:
    page = road.draft()
    record = publish(road, page)
    road.send_back(page, "first")
    record.refresh_from_db()
    assert record.state == State.OPEN
    road.edit(page, body="<p>雨量已核实。</p>")
    road.submit(page)
    record.refresh_from_db()
    assert record.state == State.OPEN
    sheet = road.sign_all(page)
    record.refresh_from_db()
    assert (record.state, record.settled_sheet) == (State.CORRECTED, sheet)
    assert entries(page) == [
        ("publication", "superseded", "emergency"),
        ("update", "current", ""),
    ]
    assert record.settled_entry == RegisterEntry.objects.latest("pk")
    assert problems() == []


def test_taking_it_offline_closes_it(road: Road) -> None:
    page = road.draft()
    record = publish(road, page)
    take_offline(page)
    record.refresh_from_db()
    assert record.state == State.WITHDRAWN
    assert record.settled_entry.kind == "withdrawal"
    assert problems() == []


def test_deleting_it_closes_it_and_keeps_the_record(road: Road) -> None:
    page = road.draft()
    record = publish(road, page)
    fresh(page).delete()
    record.refresh_from_db()
    assert (record.state, record.page) == (State.WITHDRAWN, None)
    assert problems() == []


def test_an_update_of_a_public_page(road: Road) -> None:
    page = road.published()
    road.edit(page, body="<p>时间改到今晚。</p>")
    record = publish(road, page)
    assert record.entry.kind == "update"
    assert "今晚" in fresh(page).body
    before = ReviewSheet.objects.filter(page=page).earliest("pk")
    assert before.state == ReviewSheet.State.SUPERSEDED
    assert problems() == []


def test_an_incomplete_sheet_follows_later(road: Road) -> None:
    page = road.draft()
    draft = page.get_latest_revision_as_object()
    draft.govreview_sheet_drafts = []
    draft.save_revision(user=road.people["editor"])
    record = publish(road, page)
    assert fresh(page).current_workflow_state is None
    road.edit(page, govreview_sheet_drafts=[road.sheet_draft()])
    sheet = road.submit(page)
    assert road.people["editor"].pk in {int(each["key"]) for each in sheet.contributors}
    road.sign_all(page)
    record.refresh_from_db()
    assert record.state == State.CORRECTED


def test_a_review_under_way_begins_anew(road: Road) -> None:
    page = road.draft()
    road.submit(page)
    road.sign(page, "first")
    old = road.sheet(page)
    publish(road, page)
    old.refresh_from_db()
    assert old.state == ReviewSheet.State.WITHDRAWN
    assert road.sheet(page) != old
    assert road.sheet(page).tier == "first"


@pytest.mark.parametrize("again", [False, True])
def test_who_published_and_who_wrote_it_sign_nothing(road: Road, again: bool) -> None:
    """Also in a later round, when Wagtail counts from the publication on."""
    road.people["first"] = signer = officer(road, "first")
    other = road.employ("first", "shui_first_2")
    page = road.draft()
    publish(road, page, signer)
    if again:
        state = fresh(page).current_workflow_task_state
        state.task.specific.on_action(state, other, "reject", comment="请核实")
        road.edit(page, body="<p>已核实。</p>", user=road.employ("editor", "shui_editor_2"))
        road.submit(page)
    with pytest.raises(Refused) as refused:
        road.sign(page, "first")
    assert refused.value.codes == ["review.contributor"]
    keys = {each["key"] for each in road.sheet(page).contributors}
    assert {str(signer.pk), str(road.people["editor"].pk)} <= keys
    assert road.sign(page, "first", other).tier == "second"


# -- who may, and what ----------------------------------------------------------------------------------------


def refusals(road: Road, page: Page, user: Any, **changes: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        publish_in_emergency(page, user, **stated(**changes))
    return refused.value.codes


def test_nobody_has_the_permission_from_the_start(road: Road) -> None:
    page = road.draft()
    for user in road.people.values():
        assert refusals(road, page, user) == ["publication.emergency_permission"]
    assert not fresh(page).live


def test_it_takes_a_role_in_the_unit(road: Road, boss: Any) -> None:
    elsewhere = Road("银政", "yinchuan")
    page = road.draft()
    assert refusals(road, page, officer(elsewhere)) == ["publication.emergency_unit"]
    assert refusals(road, page, boss) == ["publication.emergency_unit"]


def test_a_superuser_with_a_role_still_has_to_say_why(road: Road, boss: Any) -> None:
    boss.groups.add(road.unit.groups.get(role="registrar").group)
    page = road.draft()
    assert refusals(road, page, boss, reason=" ") == ["publication.emergency_reason"]
    assert publish(road, page, boss).name == "boss"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": ""}, "publication.emergency_reason"),
        ({"ordered_by": " "}, "publication.emergency_orderer"),
        ({"ordered_post": ""}, "publication.emergency_post"),
        ({"ordered_how": "dream"}, "publication.emergency_how"),
        ({"ordered_at": None}, "publication.emergency_when"),
        ({"ordered_at": timezone.now() + timedelta(days=1)}, "publication.emergency_when"),
        ({"secrecy": []}, "publication.emergency_secrecy"),
    ],
)
def test_everything_has_to_be_stated(road: Road, changes: dict[str, Any], code: str) -> None:
    page = road.draft()
    assert refusals(road, page, officer(road), **changes) == [code]
    assert not fresh(page).live


def test_the_source_has_to_be_there(road: Road) -> None:
    page = road.draft()
    draft = page.get_latest_revision_as_object()
    draft.govreview_attributions = []
    draft.save_revision(user=road.people["editor"])
    codes = refusals(road, page, officer(road))
    assert codes and all(code.startswith("source") for code in codes)


def test_what_is_scheduled_is_no_emergency(road: Road) -> None:
    page = road.draft(go_live_at=timezone.now() + timedelta(days=1))
    assert refusals(road, page, officer(road)) == ["publication.emergency_scheduled"]


def test_what_has_expired_is_refused(road: Road) -> None:
    page = road.draft(expire_at=timezone.now() - timedelta(hours=1))
    assert refusals(road, page, officer(road)) == ["sheet.expired"]


def test_a_reviewer_is_not_overruled(road: Road) -> None:
    page = road.draft()
    road.submit(page)
    road.send_back(page, "first")
    assert refusals(road, page, officer(road)) == ["publication.emergency_returned"]
    road.edit(page, body="<p>已更正。</p>")
    assert publish(road, page).is_open


def test_what_is_public_already_is_refused(road: Road) -> None:
    page = road.published()
    codes = refusals(road, page, officer(road))
    assert codes == ["publication.emergency_public"]


def test_never_two_open_debts(road: Road) -> None:
    page = road.draft()
    publish(road, page)
    road.send_back(page, "first")
    road.edit(page, body="<p>再改。</p>")
    assert refusals(road, page, officer(road)) == ["publication.emergency_open"]
    assert EmergencyPublication.objects.get().is_open


def test_a_page_that_is_not_governed(road: Road, site: Any) -> None:
    page = Page(title="别处", slug="elsewhere", live=False)
    site.root_page.add_child(instance=page)
    page.save_revision()
    codes = refusals(road, page, officer(road))
    assert codes[0] == "publication.emergency_ungoverned"


# -- the gate -------------------------------------------------------------------------------------------------


def test_the_gate_is_open_for_this_content_only(road: Road) -> None:
    page, other = road.draft(), road.draft("另一条")
    publish(road, page)
    with pytest.raises(Refused):
        other.get_latest_revision().publish()
    changed = fresh(page)
    changed.title = "换一个标题"
    with pytest.raises(Refused):
        changed.save()


def test_the_gate_is_open_once_only(road: Road) -> None:
    page = road.draft()
    record = publish(road, page)
    take_offline(page)
    with pytest.raises(Refused):
        record.entry.page.get_latest_revision().publish()
    assert exception_for(fresh(page)) == ""


def test_an_alias_elsewhere_does_not_become_public_along(road: Road) -> None:
    other = Road("银政", "yinchuan")
    page = road.draft()
    page.create_alias(parent=other.section)
    with pytest.raises(Refused) as refused:
        publish(road, page)
    assert refused.value.codes == ["publication.alias"]
    assert not fresh(page).live
    assert EmergencyPublication.objects.count() == 0


# -- the evidence ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["ordered_by", "reason", "published_at", "contributors"])
def test_a_change_of_the_record_is_found(road: Road, field: str) -> None:
    record = publish(road, road.draft())
    values = {"published_at": timezone.now() - timedelta(days=9), "contributors": []}
    changed = {field: values.get(field, "别人")}
    Tampering(EmergencyPublication).filter(pk=record.pk).update(**changed)
    assert problems() == ["publication.emergency_changed"]


def test_a_faked_settlement_is_found(road: Road) -> None:
    record = publish(road, road.draft())
    Tampering(EmergencyPublication).filter(pk=record.pk).update(
        state=State.SIGNED, settled_at=timezone.now(), open_key=None
    )
    assert "publication.emergency_outcome" in problems()


def test_a_settlement_made_undone_is_found(road: Road) -> None:
    page = road.draft()
    record = publish(road, page)
    road.sign_all(page)
    Tampering(EmergencyPublication).filter(pk=record.pk).update(state=State.OPEN, settled_at=None)
    assert "publication.emergency_outcome" in problems()


def test_a_record_that_is_gone_is_found(road: Road) -> None:
    record = publish(road, road.draft())
    Tampering(EmergencyPublication).filter(pk=record.pk)._raw_delete(using="default")
    assert problems() == ["publication.emergency_missing"]


def test_the_exception_of_an_entry_is_under_its_digest(road: Road) -> None:
    record = publish(road, road.draft())
    Tampering(RegisterEntry).filter(pk=record.entry_id).update(exception="")
    assert "publication.entry_changed" in problems()
