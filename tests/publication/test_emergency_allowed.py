"""Who is named for emergencies stands in the ledger, by whatever road it was done."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission

from tests.road import Road
from wagtail_govreview.models import LedgerLine

pytestmark = pytest.mark.database


@pytest.fixture
def permission(db: Any) -> Permission:
    return Permission.objects.get(codename="publish_in_emergency")


@pytest.fixture
def on_duty(permission: Permission) -> Group:
    """A group of no unit that holds the permission."""
    group = Group.objects.create(name="应急值守")
    group.permissions.add(permission)
    return group


def told(road: Road) -> list[tuple[str, str]]:
    lines = LedgerLine.objects.filter(
        chain__name=road.code, act__startswith="publication.emergency_"
    ).order_by("number")
    return [(line.act.rpartition("_")[2], line.summary) for line in lines]


def test_a_group_of_the_unit(road: Road, permission: Permission) -> None:
    group = road.unit.groups.get(role="registrar").group
    group.permissions.add(permission)
    group.permissions.remove(permission)
    assert told(road) == [("allowed", group.name), ("disallowed", group.name)]


def test_from_the_permission_s_side(road: Road, permission: Permission) -> None:
    group = road.unit.groups.get(role="registrar").group
    permission.group_set.add(group)
    assert told(road) == [("allowed", group.name)]


def test_an_account(road: Road, permission: Permission) -> None:
    user = road.people["editor"]
    user.user_permissions.set([permission])
    user.user_permissions.clear()
    assert told(road) == [("allowed", "shui_editor"), ("disallowed", "shui_editor")]


def test_by_way_of_a_group_of_no_unit(road: Road, on_duty: Group) -> None:
    user = road.people["registrar"]
    user.groups.add(on_duty)
    on_duty.user_set.remove(user)
    assert told(road) == [("allowed", "shui_registrar"), ("disallowed", "shui_registrar")]


def test_a_group_that_people_of_the_unit_are_in(road: Road, permission: Permission) -> None:
    group = Group.objects.create(name="应急值守")
    road.people["editor"].groups.add(group)
    group.permissions.add(permission)
    assert told(road) == [("allowed", "应急值守")]


def test_other_permissions_and_other_people_are_nobody_s_business(
    road: Road, permission: Permission, boss: Any
) -> None:
    boss.user_permissions.add(permission)
    other = Permission.objects.get(codename="access_admin")
    road.people["editor"].user_permissions.add(other)
    assert told(road) == []
