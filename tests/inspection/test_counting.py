"""What is worked out when the register takes an entry, and that it can be worked out again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time

from tests.inspection.conftest import entry_of, label_cut, signed_twice
from tests.road import Road, fresh
from wagtail_govreview.inspection.services import count
from wagtail_govreview.inspection.services.count import basis
from wagtail_govreview.inspection.verification import verify_facts
from wagtail_govreview.ledger.verification import Problem
from wagtail_govreview.models import FactException, InspectionFact, RegisterEntry
from wagtail_govreview.publication.services import withdraw
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.rulebook.ningxia import PROFILE
from wagtail_govreview.rulebook.types import InspectionThresholds


def codes(page, kind="publication"):
    rows = FactException.objects.filter(fact__entry=entry_of(page, kind))
    return dict(rows.values_list("code", "detail"))


def problems():
    return [item.code for item in verify_facts() if isinstance(item, Problem)]


def recount(**options):
    out = StringIO()
    call_command("govreview_recount", stdout=out, **options)
    return out.getvalue()


def test_a_publication_is_counted_with_its_registration(road: Road):
    page = road.published()
    fact = InspectionFact.objects.get(entry=entry_of(page))
    assert (fact.faults, fact.notices, fact.returns) == (0, 0, 0)
    assert fact.sheet_complete is True and fact.label_complete is None
    assert fact.review_minutes == 0 and fact.basis == basis()
    assert codes(page) == {}


def test_stock_and_withdrawals_are_not_counted(road: Road, boss):
    page = road.published()
    withdraw(page, user=boss, reason="内容有误")
    counted = InspectionFact.objects.values_list("entry__kind", flat=True)
    assert list(counted) == ["publication"]


def test_a_reprint_keeps_its_time(road: Road):
    page = road.draft("转载")
    label_cut_page = road.published("另一条")
    label_cut(label_cut_page)
    fact = InspectionFact.objects.get(entry=entry_of(label_cut_page))
    assert fact.label_complete is False and fact.faults == 1
    assert codes(label_cut_page) == {"label_incomplete": "link、reprinted_at"}
    assert page.pk != label_cut_page.pk


def test_taking_offline_counts_the_publication_again(road: Road, boss):
    page = road.published()
    withdraw(page, user=boss, reason="内容有误")
    assert codes(page) == {"withdrawn_soon": "0h"}


def test_returns_in_all_rounds_of_the_number_count(road: Road):
    page = road.draft()
    road.submit(page)
    road.send_back(page, "first")
    road.submit(page)
    road.send_back(page, "first")
    road.edit(page, title="改过的标题")
    road.submit(page)
    road.sign_all(page)
    assert codes(page) == {"returned_often": "2"}


def test_deadlines_of_each_tier(road: Road):
    begin = datetime(2026, 3, 2, 1, 0, tzinfo=timezone.utc)
    with freeze_time(begin) as clock:
        page = road.draft()
        road.submit(page)
        clock.move_to(begin + timedelta(hours=7))
        road.send_back(page, "first")
        clock.move_to(begin + timedelta(hours=100))
        road.submit(page)
        clock.move_to(begin + timedelta(hours=107))
        road.sign(page, "first")
        clock.move_to(begin + timedelta(hours=117))
        road.sign_all(page)
    wording = get_profile().tiers[1].wording
    assert codes(page) == {"tier_overdue": f"{wording} +2h"}
    fact = InspectionFact.objects.get(entry=entry_of(page))
    assert fact.review_minutes == 117 * 60


def test_an_update_is_judged_by_its_own_sheet(quarter):
    assert codes(quarter.updated) == codes(quarter.updated, "update") == {}
    assert codes(quarter.twice) == {"same_person": quarter.road.people["first"].username}


@pytest.mark.database
def test_recounting_gives_the_same(quarter):
    before = list(InspectionFact.objects.order_by("pk").values())
    found = sorted(FactException.objects.values_list("fact_id", "code", "detail"))
    assert "7" in recount(all=True)
    assert list(InspectionFact.objects.order_by("pk").values()) == before
    assert sorted(FactException.objects.values_list("fact_id", "code", "detail")) == found


@pytest.mark.database
def test_what_was_never_counted_is_counted_by_the_command(quarter):
    InspectionFact.objects.all().delete()
    assert problems() == ["inspection.uncounted"]
    assert "7" in recount()
    assert problems() == []
    assert "0" in recount()


STRICTER = replace(
    PROFILE,
    inspection=InspectionThresholds(returns_noted=1, hasty_seconds=0, hasty_seconds_each=0),
)


def test_other_numbers_of_the_profile_make_it_outdated(road: Road, settings):
    road.published()
    assert problems() == []
    settings.GOVREVIEW_PROFILE = "tests.inspection.test_counting.STRICTER"
    assert problems() == ["inspection.uncounted"]
    assert "1" in recount()
    assert problems() == []


def test_recounting_one_unit(road: Road):
    other = Road("宁农", "nong")
    road.published()
    page = other.published()
    InspectionFact.objects.all().delete()
    assert "1" in recount(unit="宁农")
    assert InspectionFact.objects.get().entry == entry_of(page)
    with pytest.raises(CommandError):
        recount(unit="无此单位")


def test_facts_that_were_changed_are_found(road: Road):
    page = road.published()
    InspectionFact.objects.update(faults=1)
    assert problems() == ["inspection.changed"]
    recount(all=True)
    FactException.objects.create(fact_id=entry_of(page).pk, code="same_person")
    assert problems() == ["inspection.changed"]


def test_evidence_that_was_changed_is_found(road: Road):
    page = road.published()
    kept = list(InspectionFact.objects.values())
    signed_twice(page)
    InspectionFact.objects.filter(pk=kept[0]["entry_id"]).update(faults=0)
    FactException.objects.all().delete()
    assert problems() == ["inspection.changed"]


def test_facts_outlive_the_page(road: Road, boss):
    page = road.published()
    entry = entry_of(page)
    withdraw(page, user=boss, reason="内容有误")
    fresh(page).delete()
    assert InspectionFact.objects.filter(entry=entry).exists()
    assert problems() == []


def test_counting_costs_the_same_for_many(quarter):
    entries = list(RegisterEntry.objects.all())
    with CaptureQueriesContext(connection) as few:
        count(entries[:3])
    with CaptureQueriesContext(connection) as many:
        count(entries)
    assert len(many) <= len(few) + 1 <= 16  # the ledger is asked only where something was returned
