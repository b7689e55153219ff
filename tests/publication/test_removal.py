"""Where the profile says so, what is public goes offline, and is deleted, on signatures alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import Page, WorkflowState

from sandbox.portal.models import NewsPage, SectionIndexPage
from tests.publication.removal import DELETION, WITHDRAWAL, ask, entries_of, kinds_of
from tests.road import Road, fresh, person
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.models import RegisterEntry, ReviewSheet
from wagtail_govreview.publication.asked import Asked
from wagtail_govreview.publication.services import request, withdraw, withdraw_at_once
from wagtail_govreview.refusal import Refused
from wagtail_govreview.review.services import give_up
from wagtail_govreview.review.services.submit import sheet_digest

State = ReviewSheet.State
LEAK = Asked("secrecy", "附件含内部资料")


@pytest.fixture
def reviewed(settings: Any) -> None:
    """The tiers sign withdrawals and deletions."""
    settings.GOVREVIEW_PROFILE = "tests.profiles.REVIEWED_WITHDRAWAL"


@pytest.fixture
def free(site: Any) -> Page:
    """A section in which nothing is reviewed."""
    section = SectionIndexPage(title="便民", slug="free")
    Page.objects.get(depth=2).add_child(instance=section)
    return Page.objects.get(pk=section.pk)


def refused_codes(act: Any) -> list[str]:
    """Why ``act`` is refused. In a transaction of its own, which the refusal breaks."""
    with pytest.raises(Refused) as refused, transaction.atomic():
        act()
    return refused.value.codes


@pytest.mark.usefixtures("reviewed")
class TestWithdrawalOnSignatures:
    def test_the_last_signature_takes_the_page_offline(self, road: Road) -> None:
        page = road.published()
        sheet = ask(road, page, replacement="更正公告")
        assert (sheet.purpose, sheet.state, sheet.tier) == (WITHDRAWAL, State.IN_REVIEW, "first")
        assert sheet.fingerprint == road.unit.sheets.get(purpose="publication").fingerprint
        road.sign(page, "first")
        road.sign(page, "second")
        assert fresh(page).live
        sheet = road.sign(page, "third")
        assert sheet.state == State.DONE
        assert not fresh(page).live
        publication, entry = entries_of(page.pk)
        assert (publication.state, publication.sheet.state) == ("withdrawn", State.REVOKED)
        assert (entry.kind, entry.state, entry.previous) == ("withdrawal", "closed", publication)
        assert (entry.reason_code, entry.reason) == ("error", "内容有误：数字有误")
        assert (entry.sheet, entry.sheet_number) == (sheet, sheet.number)
        assert [item["name"] for item in entry.signers] == [
            "shui_first",
            "shui_second",
            "shui_third",
        ]

    def test_sheets_are_numbered_in_one_series(self, road: Road) -> None:
        page = road.published()
        number = road.sheet(page).number
        sheet = ask(road, page)
        assert int(sheet.number[-4:]) == int(number[-4:]) + 1

    def test_the_checklist_is_that_of_the_withdrawal(self, road: Road) -> None:
        page = road.published()
        ask(road, page)
        assert road.checklist(page) == [
            "removal_reason_holds",
            "removal_lawful",
            "removal_followed_up",
        ]
        refused = refused_codes(lambda: road.sign(page, "first", checklist=[]))
        assert refused == ["review.checklist"]

    def test_who_asks_does_not_sign(self, road: Road) -> None:
        page = road.published()
        both = road.people["first"]
        both.groups.add(road.unit.groups.get(role="editor").group)
        request(fresh(page), user=both, asked=Asked("error"), purpose=WITHDRAWAL)
        assert refused_codes(lambda: road.sign(page, "first", user=both)) == ["review.contributor"]

    def test_a_draft_that_is_under_way_stays_as_it_is(self, road: Road) -> None:
        page = road.published()
        draft = road.edit(page, title="新标题")
        revision = draft.latest_revision
        ask(road, page)
        sheet = road.sign_all(page)
        assert sheet.state == State.DONE
        after = fresh(page)
        assert (after.live, after.latest_revision_id) == (False, revision.pk)
        assert after.get_latest_revision_as_object().title == "新标题"

    def test_a_page_without_a_revision_is_asked_for_as_well(self, road: Road) -> None:
        section = fresh(road.section)
        assert section.get_latest_revision() is None
        ask(road, section)
        sheet = road.sign_all(section)
        assert sheet.state == State.DONE
        assert not fresh(section).live
        assert sheet.information_class == ""

    def test_the_page_is_locked_meanwhile(self, road: Road, boss) -> None:
        page = road.published()
        ask(road, page)
        assert fresh(page).get_lock().for_user(boss)

    def test_the_content_must_be_what_the_sheet_froze(self, road: Road) -> None:
        page = road.published()
        ask(road, page)
        NewsPage.objects.filter(pk=page.pk).update(title="悄悄改动")
        assert "review.changed" in refused_codes(lambda: road.sign(page, "first"))

    def test_what_went_to_the_principal_leaves_with_the_principal(self, road: Road) -> None:
        page = road.draft()
        page.govreview_sheet_drafts = [road.sheet_draft(escalation=["important"])]
        page.save_revision(user=road.people["editor"])
        road.submit(page)
        road.sign_all(page)
        sheet = ask(road, page)
        assert sheet.escalated
        for role in ("first", "second", "third"):
            road.sign(page, role)
        assert fresh(page).live
        assert road.sign(page, "principal").state == State.DONE

    def test_the_right_to_ask_and_the_reason(self, road: Road) -> None:
        page = road.published()
        stranger = person("stranger")
        with pytest.raises(PermissionDenied):
            request(fresh(page), user=stranger, asked=Asked("error"), purpose=WITHDRAWAL)
        assert refused_codes(lambda: ask(road, page, code="other", details=" ")) == [
            "publication.reason"
        ]

    def test_the_digest_holds_the_purpose(self, road: Road) -> None:
        page = road.published()
        sheet = ask(road, page)
        assert sheet_digest(sheet) == sheet.digest
        sheet.purpose = "deletion"
        assert sheet_digest(sheet) != sheet.digest
        line = LedgerLine.objects.filter(act="review.submitted").latest("pk")
        assert '"purpose":"withdrawal"' in line.data

    def test_everything_verifies_afterwards(self, road: Road) -> None:
        page = road.published()
        ask(road, page)
        road.sign_all(page)
        gone = road.published("另一条")
        ask(road, gone, DELETION)
        road.sign_all(gone)
        call_command("govreview_verify")


@pytest.mark.usefixtures("reviewed")
class TestReturnAndTakingBack:
    def test_a_returned_request_leaves_the_page_as_it_is_and_may_be_made_again(
        self, road: Road
    ) -> None:
        page = road.published()
        first = ask(road, page)
        sheet = road.send_back(page, "first", reason="理由不足")
        assert (sheet.state, sheet.return_reason) == (State.RETURNED, "理由不足")
        assert fresh(page).live
        assert not WorkflowState.objects.active().for_instance(page).exists()
        again = ask(road, page, details="数字有误，见附件")
        assert (again.number, again.round) == (first.number, 2)
        first.refresh_from_db()
        assert first.state == State.VOID
        assert road.sign_all(page).state == State.DONE

    def test_the_page_can_be_reviewed_between(self, road: Road) -> None:
        page = road.published()
        first = ask(road, page)
        road.send_back(page, "first")
        road.edit(page, title="更正后的标题")
        road.submit(page)
        assert road.sign_all(page).state == State.PUBLISHED
        first.refresh_from_db()
        assert first.state == State.RETURNED

    def test_giving_up(self, road: Road) -> None:
        page = road.published()
        ask(road, page)
        sheet = give_up(road.send_back(page, "first"), road.people["editor"])
        assert sheet.state == State.WITHDRAWN
        assert LedgerLine.objects.latest("pk").act == "review.taken_back"
        again = ask(road, page)
        assert (again.round, again.number != sheet.number) == (1, True)
        assert give_up(again, road.people["editor"]).state == State.IN_REVIEW

    def test_taking_back(self, road: Road) -> None:
        page = road.published()
        sheet = ask(road, page)
        fresh(page).current_workflow_state.cancel(user=road.people["editor"])
        sheet.refresh_from_db()
        assert sheet.state == State.WITHDRAWN
        assert fresh(page).live

    def test_while_a_draft_is_in_review_nobody_asks(self, road: Road) -> None:
        page = road.published()
        road.edit(page, title="新标题")
        road.submit(page)
        assert refused_codes(lambda: ask(road, page)) == ["review.under_way"]


@pytest.mark.usefixtures("reviewed")
class TestLeak:
    def test_it_is_offline_at_once_and_signed_afterwards(self, road: Road) -> None:
        page = road.published()
        sheet = withdraw_at_once(fresh(page), user=road.people["registrar"], asked=LEAK)
        assert sheet is not None
        assert not fresh(page).live
        entry = entries_of(page.pk)[-1]
        assert (entry.kind, entry.reason_code, entry.sheet) == ("withdrawal", "secrecy", sheet)
        assert entry.signers == []
        assert sheet.answers["removal"]["at_once"]
        assert road.sign_all(page).state == State.DONE
        assert kinds_of(page.pk) == ["publication", "withdrawal"]

    def test_it_ends_the_review_of_a_draft(self, road: Road) -> None:
        page = road.published()
        road.edit(page, title="新标题")
        draft = road.submit(page)
        withdraw_at_once(fresh(page), user=road.people["registrar"], asked=LEAK)
        draft.refresh_from_db()
        assert draft.state == State.WITHDRAWN
        assert not fresh(page).live

    def test_it_overtakes_an_ordinary_request(self, road: Road) -> None:
        page = road.published()
        ordinary = ask(road, page)
        leak = withdraw_at_once(fresh(page), user=road.people["registrar"], asked=LEAK)
        ordinary.refresh_from_db()
        assert (ordinary.state, leak.state) == (State.WITHDRAWN, State.IN_REVIEW)

    def test_for_no_other_reason_and_by_nobody_else(self, road: Road) -> None:
        page = road.published()
        other = Asked("error", "错字")
        registrar, editor = road.people["registrar"], road.people["editor"]
        assert refused_codes(
            lambda: withdraw_at_once(fresh(page), user=registrar, asked=other)
        ) == ["publication.not_immediate"]
        assert refused_codes(lambda: withdraw_at_once(fresh(page), user=editor, asked=LEAK)) == [
            "publication.may_not_withdraw"
        ]
        assert fresh(page).live

    def test_it_does_not_wait_for_a_unit_without_signers(self, road: Road) -> None:
        page = road.published()
        road.people["second"].delete()
        assert withdraw_at_once(fresh(page), user=road.people["registrar"], asked=LEAK) is None
        assert not fresh(page).live
        assert entries_of(page.pk)[-1].reason_code == "secrecy"


@pytest.mark.usefixtures("reviewed")
class TestDeletionOnSignatures:
    def test_the_last_signature_deletes_the_page(self, road: Road) -> None:
        page = road.published()
        key = page.pk
        ask(road, page, DELETION, code="instructed", details="")
        road.sign(page, "first")
        road.sign(page, "second")
        road.open_all(page, road.people["third"])
        state = fresh(page).current_workflow_task_state
        after = state.task.specific.on_action(
            state, road.people["third"], "approve", checklist=road.checklist(page)
        )
        assert after == "/admin/"
        assert not Page.objects.filter(pk=key).exists()
        sheet = ReviewSheet.objects.filter(page_key=str(key)).latest("pk")
        assert (sheet.state, sheet.page) == (State.DONE, None)
        publication, entry = entries_of(key)
        assert (entry.kind, entry.sheet, entry.reason) == ("deletion", sheet, "按照上级要求")
        assert (publication.state, len(entry.signers)) == ("withdrawn", 3)
        assert publication.sheet.content.canonical

    def test_what_was_public_once_is_deleted_on_signatures_too(self, road: Road) -> None:
        page = road.published()
        ask(road, page)
        road.sign_all(page)
        assert refused_codes(lambda: fresh(page).delete()) == ["publication.deletion_unsigned"]
        ask(road, page, DELETION)
        road.sign_all(page)
        assert not Page.objects.filter(pk=page.pk).exists()
        assert kinds_of(page.pk) == ["publication", "withdrawal", "deletion"]

    def test_public_pages_below_are_asked_for_first(self, road: Road) -> None:
        road.published()
        refused = refused_codes(lambda: ask(road, road.section, DELETION))
        assert refused == ["publication.public_below"]

    def test_what_became_public_below_meanwhile_is_not_taken_along(self, road: Road) -> None:
        section = fresh(road.section)
        ask(road, section, DELETION)
        below = road.published()
        road.sign(section, "first")
        road.sign(section, "second")
        assert refused_codes(lambda: road.sign(section, "third")) == [
            "publication.deletion_unsigned"
        ]
        assert fresh(below).live
        assert road.sheet(section).state == State.IN_REVIEW

    def test_a_sheet_for_withdrawal_deletes_nothing(self, road: Road) -> None:
        page = road.published()
        ask(road, page)
        road.sign_all(page)
        assert Page.objects.filter(pk=page.pk).exists()

    def test_drafts_are_deleted_as_ever(self, road: Road) -> None:
        page = road.draft()
        fresh(page).delete()
        assert LedgerLine.objects.latest("pk").act == "publication.deleted"


@pytest.mark.usefixtures("reviewed")
class TestPathsWithoutSignatures:
    """Nothing takes the page away unsigned, whoever tries and however."""

    def test_unpublish(self, road: Road, boss) -> None:
        page = road.published()
        refused = refused_codes(lambda: fresh(page).unpublish(user=boss))
        assert refused == ["publication.withdrawal_unsigned"]

    def test_the_verb(self, road: Road, boss) -> None:
        page = road.published()
        refused = refused_codes(lambda: withdraw(fresh(page), user=boss, reason="内容有误"))
        assert refused == ["publication.withdrawal_unsigned"]

    def test_a_save(self, road: Road) -> None:
        page = fresh(road.published())
        page.live = False
        assert refused_codes(page.save) == ["publication.withdrawal_unsigned"]
        assert refused_codes(lambda: page.save(update_fields=["live"])) == [
            "publication.withdrawal_unsigned"
        ]

    def test_delete(self, road: Road) -> None:
        page = road.published()
        assert refused_codes(lambda: fresh(page).delete()) == ["publication.deletion_unsigned"]

    def test_delete_the_section(self, road: Road) -> None:
        road.published()
        section = Page.objects.get(pk=road.section.pk)
        assert refused_codes(section.delete) == ["publication.deletion_unsigned"]

    def test_move_it_out_of_the_review(self, road: Road, free: Page) -> None:
        page = road.published()
        refused = refused_codes(lambda: fresh(page).move(free, pos="last-child"))
        assert refused == ["publication.moved_out"]
        assert fresh(page).get_parent().pk == road.section.pk

    def test_move_it_within_the_review(self, road: Road) -> None:
        page, other = road.published(), Road("宁农", "nong")
        fresh(page).move(fresh(other.section), pos="last-child")
        assert fresh(page).get_parent().pk == other.section.pk

    def test_a_draft_moves_where_it_likes(self, road: Road, free: Page) -> None:
        page = road.draft()
        fresh(page).move(free, pos="last-child")
        assert fresh(page).get_parent().pk == free.pk

    def test_an_expired_date_that_nobody_signed(self, road: Road) -> None:
        page = fresh(road.published())
        page.expire_at = timezone.now() - timedelta(minutes=1)
        assert refused_codes(page.save) == ["publication.unsigned"]
        page.live = False
        assert refused_codes(page.save) == ["publication.withdrawal_unsigned"]

    def test_its_time_which_was_signed_is_over(self, road: Road) -> None:
        page = road.published(expire_at=timezone.now() + timedelta(hours=1))
        with freeze_time(timezone.now() + timedelta(hours=2)):
            call_command("publish_scheduled")
        assert not fresh(page).live
        entry = entries_of(page.pk)[-1]
        assert (entry.reason_code, entry.reason) == ("expired", "公开期限届满")

    def test_signed_by_some_only(self, road: Road) -> None:
        page = road.published()
        ask(road, page)
        road.sign(page, "first")
        refused = refused_codes(fresh(page).unpublish)
        assert refused == ["publication.withdrawal_unsigned"]


@pytest.mark.usefixtures("reviewed")
class TestItIsNoPermissionToPublish:
    def test_the_sheet_publishes_nothing(self, road: Road, boss) -> None:
        page = road.published()
        ask(road, page)
        sheet = road.sign_all(page)
        # As if the last step had been interrupted: completely signed, and for exactly this content.
        ReviewSheet.objects.filter(pk=sheet.pk).update(state=State.SIGNED)
        revision = fresh(page).get_latest_revision()
        refused = refused_codes(lambda: revision.publish(user=boss))
        assert refused == ["publication.unsigned"]
        page = fresh(page)
        page.live = True
        assert refused_codes(page.save) == ["publication.unsigned"]

    def test_what_was_withdrawn_needs_a_new_review(self, road: Road, boss) -> None:
        page = road.published()
        ask(road, page)
        road.sign_all(page)
        with pytest.raises(Refused):
            fresh(page).get_latest_revision().publish(user=boss)
        road.submit(page)
        assert road.sign_all(page).state == State.PUBLISHED
        assert fresh(page).live


class TestHalves:
    """Each of the two has its own switch."""

    def test_only_withdrawals(self, road: Road, boss, settings: Any) -> None:
        settings.GOVREVIEW_PROFILE = "tests.profiles.REVIEWED_OFFLINE"
        page = road.published()
        assert refused_codes(lambda: fresh(page).delete()) == ["publication.deletion_public"]
        ask(road, page)
        road.sign_all(page)
        fresh(page).delete()
        assert kinds_of(page.pk) == ["publication", "withdrawal"]

    def test_only_deletions(self, road: Road, boss, settings: Any) -> None:
        settings.GOVREVIEW_PROFILE = "tests.profiles.REVIEWED_DELETION"
        page = road.published()
        assert refused_codes(lambda: fresh(page).delete()) == ["publication.deletion_unsigned"]
        withdraw(fresh(page), user=boss, reason="内容有误", code="error")
        assert refused_codes(lambda: fresh(page).delete()) == ["publication.deletion_unsigned"]
        ask(road, page, DELETION)
        road.sign_all(page)
        assert kinds_of(page.pk) == ["publication", "withdrawal", "deletion"]

    def test_neither(self, road: Road, boss) -> None:
        page, other = road.published(), road.published("另一条")
        withdraw(fresh(page), user=boss, reason="内容有误：错字", code="error")
        assert RegisterEntry.objects.latest("pk").reason_code == "error"
        fresh(page).delete()
        fresh(other).delete()
        assert kinds_of(page.pk) == ["publication", "withdrawal"]
        assert kinds_of(other.pk) == ["publication", "deletion"]

    def test_a_leak_passes_a_review_under_way_without_them_too(self, road: Road) -> None:
        page = road.published()
        road.edit(page, title="新标题")
        draft = road.submit(page)
        registrar = road.people["registrar"]
        assert withdraw_at_once(fresh(page), user=registrar, asked=LEAK) is None
        draft.refresh_from_db()
        assert (fresh(page).live, draft.state) == (False, State.WITHDRAWN)
