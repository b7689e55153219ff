"""A unit administrator manages the people of one unit: not of others, not beyond it, and not themselves."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.road import Road, person
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.refusal import Refused
from wagtail_govreview.units.models import Signer
from wagtail_govreview.units.services import admit, appoint, release

SIGNERS = "govreview_signers_modeladmin"


@pytest.fixture
def other(road: Road) -> Road:
    return Road("宁农", "nong")


@pytest.fixture
def manager(road: Road) -> Client:
    client = Client()
    client.force_login(road.people["unit_administrator"])
    return client


def admit_url(road: Road, role: str) -> str:
    return reverse("wagtail_govreview:unit_admit", args=[road.unit.pk, role])


def release_url(road: Road, role: str, user) -> str:
    return reverse("wagtail_govreview:unit_release", args=[road.unit.pk, role, user.pk])


def people_url(road: Road) -> str:
    return reverse("wagtail_govreview:unit_people", args=[road.unit.pk])


def has_role(user, road: Road, role: str) -> bool:
    return road.unit.groups.get(role=role).group.user_set.filter(pk=user.pk).exists()


def a_post(unit, account, **fields):
    return {
        "unit": unit.pk,
        "user": account.username,
        "tier": "first",
        "post": "openness_clerk",
        "title": "",
        **fields,
    }


@pytest.mark.parametrize("role", ["editor", "registrar", "archivist"])
def test_people_come_into_a_role_and_leave_it(road: Road, manager: Client, role):
    clerk = person("clerk")
    response = manager.post(admit_url(road, role), {"user": "clerk"})
    assert response["Location"] == people_url(road)
    assert has_role(clerk, road, role)
    line = LedgerLine.objects.filter(act="unit.member_added").latest("pk")
    assert (line.actor, line.summary) == ("shui_unit_administrator", "clerk")

    assert release_url(road, role, clerk) in manager.get(people_url(road)).content.decode()
    assert manager.get(release_url(road, role, clerk)).status_code == 200
    assert has_role(clerk, road, role), "reading changes nothing"
    manager.post(release_url(road, role, clerk))
    assert not has_role(clerk, road, role)
    line = LedgerLine.objects.filter(act="unit.member_removed").latest("pk")
    assert (line.actor, line.summary) == ("shui_unit_administrator", "clerk")


def test_a_signer_is_appointed_by_account_and_dismissed(road: Road, manager: Client):
    clerk = person("clerk")
    response = manager.post(reverse(f"{SIGNERS}_create"), a_post(road.unit, clerk))
    assert response.status_code == 302
    signer = Signer.objects.get(user=clerk)
    assert has_role(clerk, road, "first")
    assert LedgerLine.objects.get(act="signer.appointed").actor == "shui_unit_administrator"
    manager.post(
        reverse(f"{SIGNERS}_edit", args=[signer.pk]), a_post(road.unit, clerk, title="专职人员")
    )
    signer.refresh_from_db()
    assert signer.title == "专职人员"
    manager.post(reverse(f"{SIGNERS}_delete", args=[signer.pk]))
    assert not has_role(clerk, road, "first")


def test_who_signs_without_a_post_can_be_removed_too(road: Road, manager: Client):
    first = road.people["first"]
    manager.post(release_url(road, "first", first))
    assert not has_role(first, road, "first")


def test_other_units_are_out_of_reach(road: Road, other: Road, manager: Client):
    clerk, theirs = person("clerk"), other.people["editor"]
    signer = appoint(Signer(unit=other.unit, user=other.people["first"], tier="first"))
    assert manager.get(people_url(other)).status_code == 404
    assert manager.post(admit_url(other, "editor"), {"user": "clerk"}).status_code == 404
    assert manager.post(release_url(other, "editor", theirs)).status_code == 404
    for view in ("edit", "delete"):
        address = reverse(f"{SIGNERS}_{view}", args=[signer.pk])
        assert manager.get(address).status_code in (302, 403, 404)
        manager.post(address, a_post(other.unit, clerk))
    response = manager.post(reverse(f"{SIGNERS}_create"), a_post(other.unit, clerk))
    assert "unit" in response.context["form"].errors
    assert has_role(theirs, other, "editor")
    assert list(Signer.objects.all()) == [signer]
    text = manager.get(reverse(f"{SIGNERS}_index")).content.decode()
    assert "nong" not in text and "宁农" not in text


@pytest.mark.parametrize("role", ["inspector", "unit_administrator"])
def test_roles_that_reach_beyond_the_unit_are_not_theirs_to_give(road, manager, role):
    """An inspector reads the registers of all units; who manages people is for others to say."""
    clerk = person("clerk")
    assert manager.post(admit_url(road, role), {"user": "clerk"}).status_code in (302, 403)
    assert not has_role(clerk, road, role)
    assert admit_url(road, role) not in manager.get(people_url(road)).content.decode()


def test_nobody_gives_themselves_a_role(road: Road, manager: Client, desk: Client, boss):
    me = road.people["unit_administrator"]
    response = manager.post(admit_url(road, "editor"), {"user": me.username})
    assert response.status_code == 422
    assert response.context["form"].errors["user"]
    response = manager.post(reverse(f"{SIGNERS}_create"), a_post(road.unit, me))
    assert "user" in response.context["form"].errors
    response = desk.post(reverse(f"{SIGNERS}_create"), a_post(road.unit, boss, user=boss.pk))
    assert "user" in response.context["form"].errors
    assert not Signer.objects.exists()
    for verb in (
        lambda: admit(road.unit, "editor", me, actor=me),
        lambda: appoint(Signer(unit=road.unit, user=boss, tier="first"), actor=boss),
    ):
        with pytest.raises(Refused) as refused:
            verb()
        assert refused.value.codes == ["units.own_role"]


def test_tiers_are_filled_by_appointment_only(road: Road):
    with pytest.raises(Refused) as refused:
        admit(road.unit, "first", person("clerk"))
    assert refused.value.codes == ["units.appoint_instead"]


def test_a_role_without_group_says_what_to_do(road: Road):
    road.unit.groups.filter(role="archivist").delete()
    with pytest.raises(Refused) as refused:
        admit(road.unit, "archivist", person("clerk"))
    assert refused.value.codes == ["units.no_group"]
    assert not release(road.unit, "archivist", person("other"))


@pytest.mark.parametrize("account", ["nobody-here", "", "a\x00b", "gone", "x" * 5000])
def test_an_account_that_is_not_there_is_said_beside_the_field(road, manager, account):
    person("gone", is_active=False)
    response = manager.post(admit_url(road, "editor"), {"user": account})
    assert response.status_code == 422
    assert response.context["form"].errors["user"]


def test_accounts_of_others_are_not_listed(road: Road, other: Road, manager: Client):
    person("somebody-else")
    for address in (admit_url(road, "editor"), reverse(f"{SIGNERS}_create")):
        text = manager.get(address).content.decode()
        assert "shui_editor" in text
        assert "nong_editor" not in text and "somebody-else" not in text


def test_they_do_not_sign(road: Road, manager: Client):
    page = road.draft()
    road.submit(page)
    with pytest.raises(Refused):
        road.sign(page, "first", user=road.people["unit_administrator"])


def test_the_people_page_asks_the_database_no_more_for_more_people(
    road, manager, django_assert_max_num_queries
):
    manager.get(people_url(road))
    for number in range(10):
        road.employ("editor", f"writer-{number}")
    with django_assert_max_num_queries(45):
        manager.get(people_url(road))


def test_units_set_up_earlier_get_the_new_groups(road: Road, capsys):
    from django.core.management import call_command

    for link in road.unit.groups.filter(role__in=("archivist", "unit_administrator")):
        link.group.delete()
    call_command("govreview_setup", code=road.unit.code)
    call_command("govreview_setup", code=road.unit.code)
    roles = dict(road.unit.groups.values_list("role", "group__name"))
    assert roles["archivist"] == "宁水 · 档案"
    assert roles["unit_administrator"] == "宁水 · 单位管理员"
