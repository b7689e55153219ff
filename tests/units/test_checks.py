"""The system check of the units: one that does not work as it was set up is named."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core import checks

from tests.road import Road
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.units.governance import governing_workflow


def messages(*databases: str) -> list[checks.CheckMessage]:
    """What ``manage.py check --database …`` says of the units."""
    found = checks.run_checks(
        tags=["wagtail_govreview", "database"], databases=databases or ["default"]
    )
    return [message for message in found if message.id == "wagtail_govreview.W021"]


def test_a_unit_in_order(road: Road) -> None:
    assert messages() == []


def test_a_unit_whose_workflow_lost_a_tier(road: Road) -> None:
    workflow = governing_workflow(road.section)
    workflow.workflow_tasks.first().delete()
    lines = LedgerLine.objects.count()
    (message,) = messages()
    assert "宁水" in message.msg
    assert message.hint == "Repair it: python manage.py govreview_setup --code 宁水"
    assert LedgerLine.objects.count() == lines


def test_a_unit_whose_page_got_another_workflow(road: Road) -> None:
    governing_workflow(road.section).workflow_pages.all().delete()
    assert len(messages()) == 1


def test_while_a_new_version_is_being_migrated(road: Road) -> None:
    """``migrate`` asks before it has made the permissions that the new version knows."""
    Permission.objects.filter(codename="take_part").delete()
    assert messages() == []


@pytest.mark.django_db
def test_no_units(site: Any) -> None:
    assert messages() == []


def test_without_a_database_nothing_is_asked(road: Road, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert checks.run_checks(tags=["wagtail_govreview"]) == []
