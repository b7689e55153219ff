"""What an inspection says of emergency publications and of exempt imports."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from freezegun import freeze_time

from sandbox.portal.models import NewsPage
from tests.publication.emergencies import publish
from tests.road import Road
from wagtail_govreview.inspection.verification import verify_facts
from wagtail_govreview.ledger.verification import Problem
from wagtail_govreview.models import FactException, InspectionFact, RegisterEntry
from wagtail_govreview.publication.exempt import exempt_publication


def codes(entry: RegisterEntry) -> dict[str, str]:
    rows = FactException.objects.filter(fact__entry=entry)
    return dict(rows.values_list("code", "detail"))


def is_counted_right() -> bool:
    return not [found for found in verify_facts() if isinstance(found, Problem)]


def test_unsigned_it_is_a_fault(road: Road) -> None:
    record = publish(road, road.draft())
    assert codes(record.entry) == {"emergency": "", "emergency_unsettled": ""}
    assert is_counted_right()


def test_signed_in_time_it_is_a_notice(road: Road) -> None:
    page = road.draft()
    record = publish(road, page)
    road.sign_all(page)
    assert codes(record.entry) == {"emergency": ""}
    fact = InspectionFact.objects.get(entry=record.entry)
    assert (fact.faults, fact.sheet_complete, fact.review_minutes) == (0, True, None)
    assert is_counted_right()


def test_signed_late_it_is_a_fault(road: Road) -> None:
    page = road.draft()
    record = publish(road, page)
    with freeze_time(timezone.now() + timedelta(hours=26, minutes=10)):
        road.sign_all(page)
    found = codes(record.entry)
    assert found["emergency_late"] == "+3h"
    assert "emergency_unsettled" not in found
    assert is_counted_right()


def test_what_replaces_it_is_judged_by_itself(road: Road) -> None:
    page = road.draft()
    record = publish(road, page)
    road.send_back(page, "first")
    road.edit(page, body="<p>已核实。</p>")
    road.submit(page)
    road.sign_all(page)
    assert codes(record.entry) == {"emergency": ""}
    record.refresh_from_db()
    assert codes(record.settled_entry) == {}
    assert is_counted_right()


def test_an_exempt_import_is_a_fault(road: Road) -> None:
    with exempt_publication(reason="旧站迁移"):
        road.section.add_child(instance=NewsPage(title="旧闻", slug="old", body="<p>旧。</p>"))
    entry = RegisterEntry.objects.get(exception="exempt")
    assert codes(entry) == {"exempt": ""}
    assert is_counted_right()
