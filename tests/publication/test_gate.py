"""Every ordinary way to make a governed page public without the signatures is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import Page

from sandbox.portal.models import NewsPage
from tests.road import Road, fresh
from wagtail_govreview.models import RegisterEntry, ReviewSheet
from wagtail_govreview.publication.services import withdraw
from wagtail_govreview.refusal import Refused

pytestmark = pytest.mark.database


@pytest.fixture
def boss(django_user_model):
    return django_user_model.objects.create_superuser("boss", "boss@example.gov.cn", "x")


def test_a_superuser_cannot_publish_an_unsigned_draft(road: Road, boss) -> None:
    page = road.draft()
    with pytest.raises(Refused) as refused:
        page.get_latest_revision().publish(user=boss)
    assert refused.value.codes == ["publication.unsigned"]
    assert not fresh(page).live


def test_nor_a_draft_in_review(road: Road, boss) -> None:
    page = road.draft()
    road.submit(page)
    with pytest.raises(Refused) as refused:
        page.get_latest_revision().publish(user=boss)
    assert refused.value.codes == ["publication.in_review"]


def test_nor_a_returned_draft(road: Road, boss) -> None:
    page = road.draft()
    road.submit(page)
    road.send_back(page, "first")
    with pytest.raises(Refused) as refused:
        page.get_latest_revision().publish(user=boss)
    assert refused.value.codes == ["publication.returned"]


def test_nor_a_newer_draft_than_the_signed_one(road: Road, boss) -> None:
    page = road.published()
    newer = road.edit(page, title="未经签字的标题")
    with pytest.raises(Refused):
        newer.get_latest_revision().publish(user=boss)
    assert fresh(page).title != "未经签字的标题"


def test_code_cannot_change_what_is_public(road: Road) -> None:
    page = road.published()
    page.title = "脚本改的标题"
    with pytest.raises(Refused):
        page.save()
    assert fresh(page).title != "脚本改的标题"


def test_nor_through_the_base_page(road: Road) -> None:
    page = Page.objects.get(pk=road.published().pk)
    page.title = "脚本改的标题"
    with pytest.raises(Refused):
        page.save()


def test_a_page_cannot_be_born_public(road: Road) -> None:
    with pytest.raises(Refused):
        road.section.add_child(instance=NewsPage(title="直接上线", slug="direct", body="<p>x</p>"))
    assert not NewsPage.objects.filter(slug="direct").exists()


def test_a_live_copy_and_an_alias_are_refused(road: Road, boss) -> None:
    page = road.published()
    with pytest.raises(Refused):
        page.copy(update_attrs={"slug": "copy"}, keep_live=True, user=boss)
    with pytest.raises(Refused):
        page.create_alias(update_slug="alias", user=boss)
    assert NewsPage.objects.count() == 1


def test_a_copy_kept_as_draft_passes(road: Road) -> None:
    page = road.published()
    copy = page.copy(update_attrs={"slug": "copy"}, keep_live=False)
    assert not copy.live
    assert copy.govreview_attributions.count() == 1


def test_bookkeeping_passes(road: Road, boss) -> None:
    page = road.published()
    page.locked, page.locked_by = True, boss
    page.save()
    page.save(update_fields=["locked"])
    assert RegisterEntry.objects.filter(year__gt=0).count() == 1


def test_saving_the_same_public_content_registers_nothing(road: Road) -> None:
    road.published().save()
    assert RegisterEntry.objects.filter(year__gt=0).count() == 1


def test_an_ungoverned_page_is_none_of_our_business(road: Road) -> None:
    home = Page.objects.get(depth=2).specific
    home.title = "改了首页"
    home.save()
    home.add_child(instance=type(road.section)(title="别处", slug="elsewhere"))
    assert not RegisterEntry.objects.filter(year__gt=0).exists()


def test_a_revision_tampered_with_after_signing_is_not_published(road: Road) -> None:
    page = road.draft()
    road.submit(page)
    road.sign(page, "first")
    road.sign(page, "second")
    revision = page.get_latest_revision()
    revision.content["title"] = "签字后被改"
    type(revision).objects.filter(pk=revision.pk).update(content=revision.content)
    with pytest.raises(Refused):
        road.sign(page, "third")
    assert not fresh(page).live


class TestSchedule:
    def scheduled(self, road: Road):
        page = road.draft(go_live_at=timezone.now() + timedelta(hours=1))
        road.submit(page)
        road.sign_all(page)
        return page

    def test_a_signed_page_goes_live_at_its_time(self, road: Road) -> None:
        page = self.scheduled(road)
        assert not fresh(page).live
        assert road.sheet(page).state == ReviewSheet.State.SIGNED
        assert not RegisterEntry.objects.filter(year__gt=0).exists()
        with freeze_time(timezone.now() + timedelta(hours=2)):
            call_command("publish_scheduled")
        assert fresh(page).live
        assert road.sheet(page).state == ReviewSheet.State.PUBLISHED
        assert RegisterEntry.objects.get(year__gt=0).actor == ""

    def test_a_schedule_that_was_moved_is_refused(self, road: Road) -> None:
        page = self.scheduled(road)
        revision = fresh(page).scheduled_revision
        revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
        revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
        revision.save()
        with pytest.raises(Refused) as refused:
            call_command("publish_scheduled")
        assert refused.value.codes == ["publication.changed"]
        assert not fresh(page).live

    def test_a_page_that_expires_is_registered_as_withdrawn(self, road: Road) -> None:
        page = road.published(expire_at=timezone.now() + timedelta(hours=1))
        with freeze_time(timezone.now() + timedelta(hours=2)):
            call_command("publish_scheduled")
        assert not fresh(page).live
        assert RegisterEntry.objects.latest("pk").kind == "withdrawal"


class TestWithdrawal:
    def test_it_needs_a_reason_and_is_registered(self, road: Road, boss) -> None:
        page = road.published()
        with pytest.raises(Refused):
            withdraw(page, user=boss, reason=" ")
        withdraw(page, user=boss, reason="内容已过时")
        assert not fresh(page).live
        entry = RegisterEntry.objects.latest("pk")
        assert (entry.kind, entry.state, entry.reason, entry.actor) == (
            "withdrawal",
            "closed",
            "内容已过时",
            "boss",
        )
        assert entry.previous.state == "withdrawn"

    def test_what_was_withdrawn_is_not_published_again_without_signatures(
        self, road: Road, boss
    ) -> None:
        page = road.published()
        withdraw(page, user=boss, reason="内容已过时")
        with pytest.raises(Refused):
            fresh(page).get_latest_revision().publish(user=boss)

    def test_deleting_a_public_page_is_registered_and_the_evidence_stays(self, road: Road) -> None:
        page = road.published()
        key = str(page.pk)
        page.delete()
        entries = RegisterEntry.objects.filter(page_key=key).order_by("serial")
        assert [(entry.kind, entry.state) for entry in entries] == [
            ("publication", "withdrawn"),
            ("deletion", "closed"),
        ]
        sheet = ReviewSheet.objects.get(page_key=key)
        assert sheet.signatures.count() == 3
        assert sheet.content.canonical
