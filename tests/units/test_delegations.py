"""Entering and ending delegations of signing: the rules, the record, the ledger, the verification."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings
from django.utils import timezone
from freezegun import freeze_time

from tests.delegations import authorisation, delegated, stand_in
from tests.guarding import Tampering
from tests.road import Road, person
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.ledger.verification import verify_all
from wagtail_govreview.models import Delegation
from wagtail_govreview.refusal import Refused
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.storage import private_storage
from wagtail_govreview.units.delegating import in_force_for, shown_in_force
from wagtail_govreview.units.models import Signer
from wagtail_govreview.units.services import appoint, end_delegation

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def deputy(db: Any) -> Any:
    return stand_in()


def refused(work: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        work()
    return caught.value.codes


# -- the record --------------------------------------------------------------------------------


def test_it_is_kept_with_its_authorisation_and_a_ledger_line(road: Road, deputy: Any) -> None:
    third = road.people["third"]
    post = get_profile().tier("third").posts[0].code
    appoint(Signer(unit=road.unit, user=third, tier="third", post=post, title="副厅长"))
    delegation = delegated(road, "third", deputy)
    line = LedgerLine.objects.get(act="units.delegated")
    data = json.loads(line.data)
    assert data["delegation_digest"] == delegation.digest
    assert data["file_digest"] == delegation.file_digest
    assert (delegation.principal_title, delegation.file_name) == ("副厅长", "授权书.pdf")
    with private_storage().open(delegation.file.name) as stored:
        assert stored.read() == authorisation().read()
    assert not list(verify_all())


def test_names_stay_when_the_accounts_go(road: Road, deputy: Any) -> None:
    delegation = delegated(road, "first", deputy)
    deputy.delete()
    road.people["first"].delete()
    delegation.refresh_from_db()
    assert (delegation.principal_name, delegation.delegate_name) == ("shui_first", "deputy")
    assert delegation.principal is None
    assert not list(verify_all())


def test_nobody_deletes_one(road: Road, deputy: Any) -> None:
    delegation = delegated(road, "first", deputy)
    with pytest.raises(Refused):
        delegation.delete()
    with pytest.raises(Refused):
        Delegation.objects.all().delete()


# -- who may enter one, for whom, to whom ------------------------------------------------------


def test_the_principal_and_who_appoints_signers_enter_one(
    road: Road, deputy: Any, boss: Any
) -> None:
    assert delegated(road, "first", deputy).granted_by == road.people["first"]
    assert delegated(road, "second", deputy, actor=boss).granted_by == boss
    assert refused(lambda: delegated(road, "third", deputy, actor=road.people["second"])) == [
        "units.delegation_not_yours"
    ]


def test_only_who_signs_the_tier_delegates_it(road: Road, deputy: Any, boss: Any) -> None:
    third = road.people["third"]
    assert refused(lambda: delegated(road, "second", deputy, principal=third, actor=boss)) == [
        "units.delegation_principal"
    ]
    third.is_active = False
    third.save()
    assert refused(lambda: delegated(road, "third", deputy, actor=boss)) == [
        "units.delegation_principal"
    ]


def test_the_delegate_is_somebody_else_with_an_account(road: Road, deputy: Any, boss: Any) -> None:
    first = road.people["first"]
    assert refused(lambda: delegated(road, "first", first)) == ["units.delegation_self"]
    assert refused(lambda: delegated(road, "first", person("outsider"))) == [
        "units.delegation_delegate"
    ]
    deputy.is_active = False
    deputy.save()
    assert refused(lambda: delegated(road, "first", deputy)) == ["units.delegation_delegate"]


def test_nobody_enters_one_to_themselves(road: Road, boss: Any) -> None:
    assert refused(lambda: delegated(road, "first", boss, actor=boss)) == [
        "units.delegation_own_hand"
    ]


# -- the period --------------------------------------------------------------------------------


def test_the_period(road: Road, deputy: Any) -> None:
    now = timezone.now()
    assert refused(lambda: delegated(road, "first", deputy, days=0)) == ["units.delegation_period"]
    assert refused(lambda: delegated(road, "first", deputy, days=-1)) == ["units.delegation_period"]
    before = now - timedelta(days=3)
    assert refused(lambda: delegated(road, "first", deputy, starts_at=before)) == [
        "units.delegation_over"
    ]
    assert refused(lambda: delegated(road, "first", deputy, days=93)) == ["units.delegation_length"]
    with override_settings(GOVREVIEW_DELEGATION_DAYS=None):
        assert delegated(road, "first", deputy, days=400).pk


def test_the_period_is_half_open(road: Road, deputy: Any) -> None:
    start = timezone.now().replace(microsecond=0)
    with freeze_time(start) as clock:
        delegation = delegated(road, "first", deputy)
        assert in_force_for(deputy) == [delegation]
        clock.move_to(delegation.ends_at - timedelta(microseconds=1))
        assert in_force_for(deputy) == [delegation]
        clock.move_to(delegation.ends_at)
        assert in_force_for(deputy) == []
        clock.move_to(start - timedelta(microseconds=1))
        assert in_force_for(deputy) == []


def test_not_twice_at_the_same_time(road: Road, deputy: Any) -> None:
    first = delegated(road, "first", deputy)
    other = stand_in("other")
    assert refused(lambda: delegated(road, "first", other)) == ["units.delegation_overlap"]
    assert delegated(road, "first", other, starts_at=first.ends_at).pk
    assert delegated(Road("宁教", "jiao"), "first", other).pk


def test_it_is_not_passed_on(road: Road, deputy: Any, boss: Any) -> None:
    second = road.employ("first", "second_of_first")
    delegated(road, "first", second)
    assert refused(lambda: delegated(road, "first", deputy, principal=second)) == [
        "units.delegation_chain"
    ]
    third = road.employ("first", "third_of_first")
    assert refused(lambda: delegated(road, "first", road.people["first"], principal=third)) == [
        "units.delegation_chain"
    ]


def test_two_people_do_not_stand_in_for_each_other(road: Road, deputy: Any) -> None:
    first, second, third = (road.people[role] for role in ("first", "second", "third"))
    delegated(road, "first", second)
    delegated(road, "second", third)
    assert refused(lambda: delegated(road, "third", first)) == ["units.delegation_circle"]
    assert delegated(road, "third", first, starts_at=timezone.now() + timedelta(days=2)).pk


# -- the authorisation -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "授权书.pdf", "units.delegation_file"),
        (b"MZ....", "授权书.exe", "units.delegation_file_format"),
        (b"MZ....", "授权书.pdf", "units.delegation_file_format"),
        (b"%PDF-" + b"0" * (20 * 1024 * 1024), "授权书.pdf", "units.delegation_file_size"),
    ],
)
def test_what_is_no_authorisation(
    road: Road, deputy: Any, data: bytes, name: str, code: str
) -> None:
    file = authorisation(data, name)
    assert refused(lambda: delegated(road, "first", deputy, authorisation=file)) == [code]


def test_reason_and_file_are_asked_for(road: Road, deputy: Any) -> None:
    assert refused(lambda: delegated(road, "first", deputy, reason=" ", authorisation=None)) == [
        "units.delegation_reason",
        "units.delegation_file",
    ]


def test_a_hostile_name_stays_a_name(road: Road, deputy: Any) -> None:
    delegation = delegated(road, "first", deputy, authorisation=authorisation(name="授权书.pdf"))
    assert delegation.file.name.startswith("delegations/")
    assert "授权书" not in delegation.file.name


# -- the end -----------------------------------------------------------------------------------


def test_it_is_revoked_with_a_reason(road: Road, deputy: Any) -> None:
    delegation = delegated(road, "first", deputy)
    first = road.people["first"]
    assert refused(lambda: end_delegation(delegation, reason=" ", actor=first)) == [
        "units.delegation_end_reason"
    ]
    assert refused(
        lambda: end_delegation(delegation, reason="回来了", actor=road.people["second"])
    ) == ["units.delegation_not_yours"]
    ended = end_delegation(delegation, reason="提前返回", actor=first)
    assert (ended.state, ended.revocation_reason) == ("revoked", "提前返回")
    assert in_force_for(deputy) == []
    assert refused(lambda: end_delegation(delegation, reason="再次", actor=first)) == [
        "units.delegation_closed"
    ]
    assert LedgerLine.objects.filter(act="units.delegation_ended").count() == 1
    assert not list(verify_all())
    assert delegated(road, "first", deputy).pk


def test_the_delegate_may_lay_it_down(road: Road, deputy: Any) -> None:
    assert end_delegation(delegated(road, "first", deputy), reason="另有安排", actor=deputy)


def test_it_is_over_when_the_principal_signs_no_more(road: Road, deputy: Any) -> None:
    delegation = delegated(road, "first", deputy)
    first = road.people["first"]
    group = road.unit.groups.get(role="first").group
    first.groups.remove(group)
    assert in_force_for(deputy) == []
    first.groups.add(group)
    assert in_force_for(deputy) == [delegation]
    first.is_active = False
    first.save()
    assert in_force_for(deputy) == []


def test_who_has_no_part_costs_no_query(
    road: Road, deputy: Any, django_assert_num_queries: Any
) -> None:
    nobody = stand_in("nobody")
    nobody.has_perm("wagtailadmin.access_admin")  # Django reads the permissions once
    with django_assert_num_queries(0):
        assert shown_in_force(nobody) == []


# -- verification ------------------------------------------------------------------------------


def found(code: str) -> bool:
    return code in {problem.code for problem in verify_all()}


def test_a_longer_period_is_found(road: Road, deputy: Any) -> None:
    delegation = delegated(road, "first", deputy)
    longer = delegation.ends_at + timedelta(days=30)
    Tampering(Delegation).filter(pk=delegation.pk).update(ends_at=longer)
    assert found("units.delegation_changed")


def test_a_slipped_in_one_is_found(road: Road, deputy: Any) -> None:
    delegation = delegated(road, "first", deputy)
    Delegation.objects.create(**{**values_of(delegation), "digest": "sha256:0"})
    assert found("units.delegation_unwritten")


def test_an_undone_revocation_is_found(road: Road, deputy: Any) -> None:
    delegation = delegated(road, "first", deputy)
    end_delegation(delegation, reason="提前返回", actor=road.people["first"])
    Tampering(Delegation).filter(pk=delegation.pk).update(revoked_at=None)
    assert found("units.delegation_end_changed")


def test_another_authorisation_is_found(road: Road, deputy: Any) -> None:
    delegation = delegated(road, "first", deputy)
    with open(private_storage().path(delegation.file.name), "ab") as stored:
        stored.write(b"!")
    assert found("units.authorisation_changed")
    private_storage().delete(delegation.file.name)
    assert found("units.authorisation_missing")


def values_of(delegation: Delegation) -> dict[str, Any]:
    return {
        field.attname: getattr(delegation, field.attname)
        for field in delegation._meta.concrete_fields
        if not field.primary_key
    }
