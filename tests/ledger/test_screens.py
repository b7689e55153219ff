"""The ledger to read."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.guarding import Tampering
from tests.road import Road
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.ledger.services import append

URL = "/admin/govreview/ledger/"


@pytest.fixture
def boss(db: Any, django_user_model: Any, client: Client) -> Client:
    client.force_login(django_user_model.objects.create_superuser("boss", "b@example.gov.cn", "x"))
    return client


def test_it_lists_filters_and_exports(boss: Client) -> None:
    append("宁水", "review.signed", summary="=cmd()")
    append("银政", "review.returned", summary="关于公园的公告")
    html = boss.get(URL).content.decode()
    assert "宁水 1" in html and "银政 1" in html
    html = boss.get(URL, {"words": "公园"}).content.decode()
    assert "银政 1" in html and "宁水 1" not in html
    html = boss.get(URL, {"act": "review.signed"}).content.decode()
    assert "宁水 1" in html and "银政 1" not in html
    csv = b"".join(boss.get(URL, {"export": "csv"}).streaming_content).decode("utf-8-sig")
    assert "'=cmd()" in csv
    assert boss.get(URL, {"export": "xlsx"}).status_code == 200


def test_a_line_says_whether_it_still_fits(boss: Client) -> None:
    line = append("宁水", "review.signed", summary="审查表")
    address = f"{URL}{line.pk}/"
    assert "help-info" in boss.get(address).content.decode()
    Tampering(LedgerLine).filter(pk=line.pk).update(summary="x")
    assert "help-critical" in boss.get(address).content.decode()
    assert boss.get(f"{URL}999999/").status_code == 404


def test_data_that_was_made_unreadable_is_shown_as_it_stands(boss: Client) -> None:
    line = append("宁水", "review.signed", data={"tier": "first"})
    assert "&quot;tier&quot;: &quot;first&quot;" in boss.get(f"{URL}{line.pk}/").content.decode()
    Tampering(LedgerLine).filter(pk=line.pk).update(data="{tier")
    html = boss.get(f"{URL}{line.pk}/").content.decode()
    assert "{tier" in html and "help-critical" in html


def test_only_those_who_may(client: Client, django_user_model: Any, db: Any) -> None:
    line = append("宁水", "review.signed")
    for address in (URL, f"{URL}{line.pk}/"):
        assert client.get(address).status_code == 302
    user = django_user_model.objects.create_user("clerk")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    for address in (URL, f"{URL}{line.pk}/"):
        assert client.get(address).status_code == 302
    user.user_permissions.add(Permission.objects.get(codename="view_ledgerline"))
    assert client.get(URL).status_code == 200


def test_registrars_and_inspectors_read_the_chains_of_their_units(road: Road) -> None:
    road.submit(road.draft())
    own = LedgerLine.objects.filter(chain__name=road.code).latest("pk")
    other = append("银政", "review.signed", summary="关于公园的公告")
    for role in ("registrar", "inspector"):
        client = Client()
        client.force_login(road.people[role])
        html = client.get(URL).content.decode()
        assert f"{road.code} {own.number}" in html and "银政" not in html
        assert client.get(f"{URL}{own.pk}/").status_code == 200
        assert client.get(f"{URL}{other.pk}/").status_code == 404
        assert "公园" not in client.get(URL, {"chain": other.chain_id}).content.decode()
        csv = b"".join(client.get(URL, {"export": "csv"}).streaming_content).decode()
        assert "公园" not in csv
    client = Client()
    client.force_login(road.people["editor"])
    assert client.get(URL).status_code == 302


def test_queries_do_not_grow(boss: Client) -> None:
    append("宁水", "review.signed")
    boss.get(URL)
    with CaptureQueriesContext(connection) as few:
        boss.get(URL)
    for _number in range(20):
        append("宁水", "review.signed")
    with CaptureQueriesContext(connection) as many:
        boss.get(URL)
    assert len(many) == len(few)
