"""Changes past this room's verbs reach the ledger with before and after."""

import json

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from tests.road import person
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.review.models import TierTask
from wagtail_govreview.units.models import Signer
from wagtail_govreview.units.services import appoint, set_up_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(section):
    return set_up_unit("宁水", name="水利厅", root_page=section).unit


@pytest.fixture
def first(unit):
    return unit.groups.get(role="first").group


def lines(unit):
    found = LedgerLine.objects.filter(chain__name=unit.code).exclude(act="unit.set_up")
    return [(line.act, json.loads(line.data), line.actor) for line in found.order_by("number")]


def test_joining_and_leaving_a_group(unit, first, clerk):
    clerk.groups.add(first)
    clerk.groups.set([])
    first.user_set.add(clerk)
    first.user_set.clear()
    assert [act for act, _data, _actor in lines(unit)] == [
        "unit.member_added",
        "unit.member_removed",
    ] * 2
    assert {data["role"] for _act, data, _actor in lines(unit)} == {"first"}


def test_other_groups_are_nobodys_business(unit, clerk):
    clerk.groups.add(Group.objects.create(name="Club"))
    assert lines(unit) == []


def test_an_appointment_is_one_line_only(unit, clerk):
    appoint(Signer(unit=unit, user=clerk, tier="first"))
    assert [act for act, _data, _actor in lines(unit)] == ["signer.appointed"]


def test_the_screen_for_users_names_who_did_it(unit, first, clerk, client):
    boss = person("boss", is_superuser=True)
    client.force_login(boss)
    response = client.post(
        reverse("wagtailusers_users:edit", args=[clerk.pk]),
        {
            "username": "clerk",
            "email": clerk.email,
            "first_name": "承办",
            "last_name": "张",
            "is_active": "on",
            "groups": [first.pk],
            "password1": "",
            "password2": "",
        },
    )
    assert response.status_code == 302
    assert [(act, actor) for act, _data, actor in lines(unit)] == [("unit.member_added", "boss")]


def test_a_tier_taken_out_of_the_workflow(unit):
    WorkflowTask.objects.get(task__name="宁水 · 三审").delete()
    ((act, data, _actor),) = lines(unit)
    assert act == "unit.workflow_changed"
    assert "宁水 · 三审" in data["before"]["workflow"]["tasks"]
    assert "宁水 · 三审" not in data["after"]["workflow"]["tasks"]


def test_other_groups_for_a_tier_and_a_tier_switched_off(unit):
    task = TierTask.objects.get(tier="first")
    task.groups.add(Group.objects.create(name="Club"))
    task.active = False
    task.save()
    (_act, groups, _actor), (_act, switched, _actor) = lines(unit)
    assert groups["after"]["tasks"]["first"]["groups"] == ["Club", "宁水 · 一审"]
    assert switched["after"]["tasks"]["first"]["active"] is False


def test_another_workflow_below_the_unit(unit, section):
    section.add_child(instance=type(section)(title="内网", slug="intern", live=False))
    below = section.get_children().get()
    WorkflowPage.objects.create(page=below, workflow=Workflow.objects.create(name="Plain"))
    ((_act, data, _actor),) = lines(unit)
    assert "Plain" in data["after"]["workflow"]["assigned"].values()


def test_a_deactivated_workflow(unit):
    Workflow.objects.get().deactivate()
    assert lines(unit)[-1][1]["after"]["workflow"]["active"] is False


def test_a_deleted_group(unit, first):
    first.delete()
    assert "first" not in lines(unit)[-1][1]["after"]["groups"]


def test_what_did_not_change_is_not_written(unit):
    Workflow.objects.get().save()
    TierTask.objects.get(tier="first").save()
    assert lines(unit) == []


def test_people_appointed_before_the_set_up_come_into_their_group(unit, clerk, section):
    unit.groups.get(role="first").group.delete()
    appoint(Signer(unit=unit, user=clerk, tier="first"))
    set_up_unit("宁水", root_page=section)
    assert clerk.groups.filter(name="宁水 · 一审").exists()
