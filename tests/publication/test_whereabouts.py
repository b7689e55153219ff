"""Registered pages that were moved, or from under which the rule was taken away."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site, WorkflowPage
from wagtail.test.utils.form_data import querydict_from_html

from sandbox.portal.models import SectionIndexPage
from tests.road import Road, fresh
from wagtail_govreview.ledger.verification import verify_all
from wagtail_govreview.models import LedgerLine, RegisterEntry
from wagtail_govreview.publication.services import adopt, withdraw
from wagtail_govreview.publication.services.adopt import adopt_all
from wagtail_govreview.publication.services.register import current_entry
from wagtail_govreview.refusal import Refused

pytestmark = pytest.mark.database


def problems() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for problem in verify_all():
        found.setdefault(problem.code, []).append(problem.where)
    return found


@pytest.fixture
def free(site: Site) -> SectionIndexPage:
    return site.root_page.add_child(instance=SectionIndexPage(title="便民服务", slug="free"))


@pytest.fixture
def outside(road: Road, free: SectionIndexPage) -> Page:
    """A signed page that was moved to where nothing is reviewed."""
    page = road.published()
    page.move(free, pos="last-child")
    return fresh(page)


# -- outside the rule ------------------------------------------------------------------------


def test_a_registered_page_outside_the_rule_is_named(outside: Page) -> None:
    assert problems() == {"publication.outside": [current_entry(outside.pk).number]}


def test_it_cannot_be_changed_in_public(outside: Page, boss: Any) -> None:
    outside.title = "另一个标题"
    with pytest.raises(Refused) as refused:
        outside.save_revision().publish(user=boss)
    assert refused.value.codes == ["publication.outside"]
    assert fresh(outside).title != "另一个标题"


def test_the_editor_says_why_and_keeps_the_draft(outside: Page, desk: Client) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[outside.pk])
    data = querydict_from_html(desk.get(address).content.decode(), form_id="page-edit-form")
    data["title"], data["action-publish"] = "另一个标题", "1"
    answer = desk.post(address, dict(data.lists()))
    said = " ".join(str(item) for item in get_messages(answer.wsgi_request))
    assert current_entry(outside.pk).number in said
    assert fresh(outside).title != "另一个标题"
    assert fresh(outside).get_latest_revision_as_object().title == "另一个标题"


def test_a_change_past_the_gate_is_found_there_too(outside: Page) -> None:
    Page.objects.filter(pk=outside.pk).update(title="另一个标题")
    assert set(problems()) == {"publication.outside", "publication.drift"}


def test_taken_offline_it_is_free(outside: Page, boss: Any) -> None:
    withdraw(outside, user=boss, reason="移交")
    assert current_entry(outside.pk) is None
    assert RegisterEntry.objects.filter(page_key=str(outside.pk), kind="withdrawal").count() == 1
    outside = fresh(outside)
    outside.title = "另一个标题"
    outside.save_revision().publish(user=boss)
    assert fresh(outside).live
    assert not problems()


# -- in another organ's part -----------------------------------------------------------------


@pytest.fixture
def other(road: Road) -> Road:
    return Road("宁农", "nong")


@pytest.fixture
def moved(road: Road, other: Road) -> Page:
    page = road.published()
    page.move(other.section, pos="last-child")
    return fresh(page)


def test_a_page_in_another_organs_part_is_named(moved: Page) -> None:
    assert problems() == {"publication.elsewhere": [current_entry(moved.pk).number]}


def test_the_other_organ_takes_it_over(moved: Page, road: Road, other: Road) -> None:
    signed = current_entry(moved.pk)
    entry = adopt(moved)
    assert entry is not None
    assert (entry.unit, entry.previous, entry.fingerprint) == (
        other.unit,
        signed,
        signed.fingerprint,
    )
    signed.refresh_from_db()
    assert signed.state == RegisterEntry.State.SUPERSEDED
    told = LedgerLine.objects.filter(chain__name=road.code, act="publication.handed_over")
    assert [line.summary for line in told] == [str(signed)]
    assert not problems()


def test_what_was_changed_on_the_way_is_not_taken_over(moved: Page, other: Road) -> None:
    Page.objects.filter(pk=moved.pk).update(title="另一个标题")
    adoption = adopt_all(other.unit, [moved.pk])
    assert not adoption.entries
    assert [each.key for each in adoption.left_out] == [moved.pk]
    assert set(problems()) == {"publication.elsewhere", "publication.drift"}


# -- out of reach ----------------------------------------------------------------------------


def test_pages_above_which_no_site_begins_are_counted(
    road: Road, site: Site, free: SectionIndexPage
) -> None:
    road.published()
    site.root_page = free
    site.save()
    assert problems() == {"publication.out_of_reach": [road.code]}


def test_a_site_that_begins_elsewhere_is_a_line_of_the_ledger(
    road: Road, site: Site, free: SectionIndexPage
) -> None:
    site.root_page = free
    site.save()
    line = LedgerLine.objects.get(chain__name=road.code, act="unit.site_changed")
    assert "/free/" in line.data


# -- the rule itself -------------------------------------------------------------------------


def test_a_part_without_its_workflow_is_named(road: Road) -> None:
    WorkflowPage.objects.all().delete()
    assert problems()["units.ungoverned"] == [f"{road.code} {road.section.url_path}"]
