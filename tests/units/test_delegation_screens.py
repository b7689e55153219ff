"""The screens for delegations of signing, as a browser uses them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.delegations import PDF, delegated, stand_in
from tests.road import Road
from wagtail_govreview.models import Delegation
from wagtail_govreview.moments import local_moment
from wagtail_govreview.units.services import end_delegation

LIST = "govreview_delegations_modeladmin_index"
ONE = "govreview_delegations_modeladmin_inspect"
NEW = "wagtail_govreview:delegation_new"
END = "wagtail_govreview:delegation_end"
FILE = "wagtail_govreview:delegation_file"


@pytest.fixture
def deputy(db: Any) -> Any:
    return stand_in()


@pytest.fixture
def delegation(road: Road, deputy: Any) -> Delegation:
    return delegated(road, "first", deputy)


def as_user(client: Client, user: Any) -> Client:
    client.force_login(user)
    return client


def shown(response: Any) -> str:
    return response.content.decode()


def answers(road: Road, role: str, to: Any, **fields: Any) -> dict[str, Any]:
    now = local_moment()
    return {
        "principal": f"{road.unit.pk}:{role}:{road.people[role].pk}",
        "delegate": to.get_username(),
        "starts_at": f"{now:%Y-%m-%d %H:%M}",
        "ends_at": f"{now + timedelta(days=3):%Y-%m-%d %H:%M}",
        "reason": "出差",
        "file": SimpleUploadedFile("授权书.pdf", PDF),
        **fields,
    }


class TestEntering:
    def test_the_principal_enters_their_own(self, road: Road, deputy: Any, client: Client) -> None:
        as_user(client, road.people["first"])
        form = client.get(reverse(NEW)).context["form"]
        assert list(form.places.values()) == [(road.unit.pk, "first", road.people["first"].pk)]
        response = client.post(reverse(NEW), answers(road, "first", deputy))
        delegation = Delegation.objects.get()
        assert response.url == reverse(ONE, args=[delegation.pk])
        assert (delegation.delegate, delegation.granted_by) == (deputy, road.people["first"])
        assert "shui_first" in shown(client.get(response.url))

    def test_nobody_elses(self, road: Road, deputy: Any, client: Client) -> None:
        as_user(client, road.people["first"])
        response = client.post(reverse(NEW), answers(road, "second", deputy))
        assert response.status_code == 422
        assert list(response.context["form"].errors) == ["principal"]
        assert not Delegation.objects.exists()

    def test_a_unit_administrator_for_the_signers_of_the_unit(
        self, road: Road, deputy: Any, client: Client
    ) -> None:
        other = Road("宁教", "jiao")
        as_user(client, road.people["unit_administrator"])
        places = client.get(reverse(NEW)).context["form"].places.values()
        assert {unit for unit, _tier, _user in places} == {road.unit.pk}
        assert client.post(reverse(NEW), answers(road, "third", deputy)).status_code == 302
        assert client.post(reverse(NEW), answers(other, "third", deputy)).status_code == 422

    @pytest.mark.parametrize("role", ["editor", "registrar", "inspector"])
    def test_who_signs_nothing_is_sent_away(self, road: Road, client: Client, role: str) -> None:
        response = as_user(client, road.people[role]).get(reverse(NEW))
        assert response.url == reverse("wagtailadmin_home")

    def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(
        self, road: Road, deputy: Any, client: Client
    ) -> None:
        as_user(client, road.people["first"])
        wrong = answers(
            road,
            "first",
            deputy,
            reason="赴京培训",
            ends_at=f"{local_moment() + timedelta(days=400):%Y-%m-%d %H:%M}",
            file=SimpleUploadedFile("授权书.exe", b"MZ"),
        )
        response = client.post(reverse(NEW), wrong)
        assert response.status_code == 422
        assert set(response.context["form"].errors) == {"ends_at", "file"}
        assert "赴京培训" in shown(response)

    def test_without_reason_and_file(self, road: Road, deputy: Any, client: Client) -> None:
        bare = answers(road, "first", deputy, reason="", file="")
        response = as_user(client, road.people["first"]).post(reverse(NEW), bare)
        assert set(response.context["form"].errors) == {"reason", "file"}

    def test_an_empty_file_is_none(self, road: Road, deputy: Any, client: Client) -> None:
        empty = answers(road, "first", deputy, file=SimpleUploadedFile("授权书.pdf", b""))
        response = as_user(client, road.people["first"]).post(reverse(NEW), empty)
        assert list(response.context["form"].errors) == ["file"]


class TestReading:
    def test_an_empty_list_says_how_to_start(self, road: Road, client: Client) -> None:
        html = shown(as_user(client, road.people["first"]).get(reverse(LIST)))
        assert reverse(NEW) in html

    def test_the_list_by_state_and_tier(
        self, road: Road, delegation: Delegation, client: Client
    ) -> None:
        later = timezone.now() + timedelta(days=9)
        delegated(road, "second", stand_in("later"), starts_at=later)
        gone = delegated(road, "third", stand_in("gone"))
        end_delegation(gone, reason="行程取消", actor=road.people["third"])
        as_user(client, road.people["inspector"])

        def found(**chosen: str) -> set[str]:
            rows = client.get(reverse(LIST), chosen).context["result_count"], chosen
            html = shown(client.get(reverse(LIST), chosen))
            names = {name for name in ("deputy", "later", "gone") if f">{name}<" in html}
            names |= {name for name in ("deputy", "later", "gone") if f"{name}\n" in html}
            assert len(names) == rows[0]
            return names

        assert found() == {"deputy", "later", "gone"}
        assert found(state="in_force") == {"deputy"}
        assert found(state="to_come") == {"later"}
        assert found(state="revoked") == {"gone"}
        assert found(state="ended") == set()
        assert found(tier="second") == {"later"}

    def test_the_export_says_the_same(
        self, road: Road, delegation: Delegation, client: Client
    ) -> None:
        as_user(client, road.people["inspector"])
        answer = client.get(reverse(LIST), {"export": "csv"})
        assert delegation.digest in b"".join(answer.streaming_content).decode()

    def test_the_number_of_queries_is_constant(
        self, road: Road, delegation: Delegation, client: Client, django_assert_max_num_queries: Any
    ) -> None:
        as_user(client, road.people["inspector"]).get(reverse(LIST))
        with django_assert_max_num_queries(30) as few:
            client.get(reverse(LIST))
        for number in range(3):
            start = timezone.now() + timedelta(days=10 + 3 * number)
            delegated(road, "first", stand_in(f"other{number}"), starts_at=start)
        with django_assert_max_num_queries(len(few)):
            client.get(reverse(LIST))

    def test_one_whose_principal_signs_no_more_is_not_in_force(
        self, road: Road, delegation: Delegation, client: Client
    ) -> None:
        road.people["first"].groups.clear()
        as_user(client, road.people["inspector"])
        answer = client.get(reverse(LIST), {"export": "csv"})
        assert "授权人" in b"".join(answer.streaming_content).decode() or (
            "does not sign this tier any more"
            in client.get(reverse(ONE, args=[delegation.pk])).context["standing"]
        )

    def test_the_people_of_the_unit_show_it(
        self, road: Road, delegation: Delegation, client: Client
    ) -> None:
        url = reverse("wagtail_govreview:unit_people", args=[road.unit.pk])
        html = shown(as_user(client, road.people["editor"]).get(url))
        assert reverse(ONE, args=[delegation.pk]) in html

    def test_its_history_and_that_of_the_unit(
        self, road: Road, delegation: Delegation, client: Client
    ) -> None:
        end_delegation(delegation, reason="提前返回", actor=road.people["first"])
        as_user(client, road.people["inspector"])
        for kind, key in (("delegation", delegation.pk), ("unit", road.unit.pk)):
            url = reverse("wagtail_govreview:record_history", args=[kind, key])
            assert "提前返回" in shown(client.get(url))


class TestWhoReads:
    def test_the_file_comes_as_an_attachment(
        self, road: Road, delegation: Delegation, deputy: Any, client: Client
    ) -> None:
        for user in (road.people["first"], road.people["inspector"], deputy):
            response = as_user(client, user).get(reverse(FILE, args=[delegation.pk]))
            assert b"".join(response.streaming_content) == PDF
            assert response["Content-Disposition"].startswith("attachment")
            assert response["X-Content-Type-Options"] == "nosniff"
            assert "no-store" in response["Cache-Control"]

    def test_people_of_another_unit_see_nothing(
        self, road: Road, delegation: Delegation, client: Client
    ) -> None:
        as_user(client, Road("宁教", "jiao").people["inspector"])
        assert client.get(reverse(LIST)).context["result_count"] == 0
        assert client.get(reverse(FILE, args=[delegation.pk])).status_code == 404
        assert client.get(reverse(END, args=[delegation.pk])).status_code == 404
        assert client.get(reverse(ONE, args=[delegation.pk])).status_code == 302

    def test_who_has_no_part_has_no_list(self, road: Road, deputy: Any, client: Client) -> None:
        assert as_user(client, deputy).get(reverse(LIST)).status_code == 302

    def test_nobody_edits_or_deletes_one(self, delegation: Delegation, desk: Client) -> None:
        page = shown(desk.get(reverse(ONE, args=[delegation.pk])))
        for action in ("edit", "delete"):
            url = f"/admin/govreview/delegations/{action}/{delegation.pk}/"
            assert url not in page
            assert desk.post(url, {"reason": "x"}).status_code in (302, 403, 404)
        assert Delegation.objects.get().reason == "出差"


class TestRevoking:
    def test_with_a_reason(self, road: Road, delegation: Delegation, client: Client) -> None:
        url = reverse(END, args=[delegation.pk])
        as_user(client, road.people["first"])
        response = client.post(url, {"revocation_reason": " "})
        assert list(response.context["form"].errors) == ["revocation_reason"]
        client.post(url, {"revocation_reason": "提前返回"})
        delegation.refresh_from_db()
        assert (delegation.state, delegation.revoked_by) == ("revoked", road.people["first"])
        again = client.post(url, {"revocation_reason": "再次"})
        assert again.status_code == 422

    def test_not_by_a_colleague(self, road: Road, delegation: Delegation, client: Client) -> None:
        url = reverse(END, args=[delegation.pk])
        assert as_user(client, road.people["second"]).get(url).status_code == 302
        client.post(url, {"revocation_reason": "提前返回"})
        delegation.refresh_from_db()
        assert delegation.revoked_at is None
