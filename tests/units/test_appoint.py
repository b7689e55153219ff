"""Who signs: post and group go together, each change is a ledger line."""

import json

import pytest
from django.test import override_settings

from tests.road import person
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.refusal import Refused
from wagtail_govreview.units.models import Signer
from wagtail_govreview.units.services import appoint, dismiss, set_up_unit
from wagtail_govreview.units.signers import signer_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(section):
    return set_up_unit("宁水", name="水利厅", root_page=section).unit


def acts():
    lines = LedgerLine.objects.filter(act__startswith="signer.").order_by("number")
    return [(line.act, line.summary, json.loads(line.data)) for line in lines]


def in_group(user, unit, role):
    return user.groups.filter(govreview_role__unit=unit, govreview_role__role=role).exists()


def signer(unit, user, tier="first", **fields):
    return Signer(unit=unit, user=user, tier=tier, **fields)


def test_an_appointment_puts_into_the_group_and_is_written(unit, clerk):
    appoint(signer(unit, clerk, title="政务公开专职人员"))
    assert in_group(clerk, unit, "first")
    assert signer_for(unit, clerk, "first").title == "政务公开专职人员"
    ((act, summary, data),) = acts()
    assert (act, summary) == ("signer.appointed", "张承办")
    assert data["before"] == {}
    assert data["after"]["title"] == "政务公开专职人员"


def test_saving_unchanged_writes_nothing(unit, clerk):
    appointed = appoint(signer(unit, clerk))
    appoint(Signer.objects.get(pk=appointed.pk))
    assert len(acts()) == 1


def test_a_new_title_is_written_with_before_and_after(unit, clerk):
    appointed = appoint(signer(unit, clerk, title="副主任"))
    appointed.title = "主任"
    appoint(appointed)
    data = acts()[-1][2]
    assert (data["before"]["title"], data["after"]["title"]) == ("副主任", "主任")


def test_dismissal_takes_out_of_the_group(unit, clerk):
    dismiss(appoint(signer(unit, clerk)))
    assert not in_group(clerk, unit, "first")
    assert signer_for(unit, clerk, "first") is None
    assert [act for act, _summary, _data in acts()] == ["signer.appointed", "signer.dismissed"]


def test_another_tier_is_another_post(unit, clerk):
    appointed = appoint(signer(unit, clerk))
    appointed.tier = "second"
    appoint(appointed)
    assert not in_group(clerk, unit, "first")
    assert in_group(clerk, unit, "second")
    assert [act for act, _summary, _data in acts()] == [
        "signer.appointed",
        "signer.dismissed",
        "signer.appointed",
    ]


def test_another_person_takes_the_post(unit, clerk):
    successor = person("successor")
    appointed = appoint(signer(unit, clerk))
    appointed.user = successor
    appoint(appointed)
    assert not in_group(clerk, unit, "first")
    assert in_group(successor, unit, "first")


def test_one_person_in_two_tiers_keeps_the_other(unit, clerk):
    appoint(signer(unit, clerk, "second"))
    dismiss(appoint(signer(unit, clerk, "first")))
    assert in_group(clerk, unit, "second")


@pytest.mark.parametrize(
    ("tier", "post", "code"),
    [("fifth", "", "units.tier"), ("first", "mayor", "units.post")],
)
def test_tiers_and_posts_come_from_the_rule(unit, clerk, tier, post, code):
    with pytest.raises(Refused) as refused:
        appoint(signer(unit, clerk, tier, post=post))
    assert refused.value.codes == [code]
    assert not Signer.objects.exists()


@override_settings(GOVREVIEW_PROFILE="tests.profiles.TWO_TIER")
def test_where_posts_are_required_one_must_be_named(section, clerk):
    unit = set_up_unit("院办", root_page=section).unit
    with pytest.raises(Refused) as refused:
        appoint(signer(unit, clerk, "leadership"))
    assert refused.value.codes == ["units.post"]
    appoint(signer(unit, clerk, "leadership", post="deputy"))
    assert in_group(clerk, unit, "leadership")


def test_nobody_signs_for_nobody(unit):
    assert signer_for(unit, None, "first") is None
