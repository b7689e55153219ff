"""The seal sheet on the screen: who may make one, of which chains, and that the ledger notes it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.printing.pdf import page_count, right_edge, text_of
from tests.road import Road
from wagtail_govreview.ledger.anchors.written import Anchor, Head
from wagtail_govreview.ledger.models import Chain, LedgerLine
from wagtail_govreview.ledger.services import append
from wagtail_govreview.ledger.verification import verify_all
from wagtail_govreview.units.sealing import sealed_pdf

URL = "/admin/govreview/ledger/seal-sheet/"
NEVER = "govreview-never"
LEDGER = "/admin/govreview/ledger/"


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def registrar(road: Road) -> Client:
    append("银政", "x.y")
    return client_of(road.people["registrar"])


def test_a_registrar_seals_the_chain_of_the_unit(road: Road, registrar: Client) -> None:
    chain = Chain.objects.get(name=road.code)
    html = registrar.get(URL).content.decode()
    assert "宁水厅" in html and "银政" not in html
    answer = registrar.post(URL, {"chain": [chain.pk]})
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert chain.head.partition(":")[2] in text_of(answer.content)
    line = LedgerLine.objects.get(chain=chain, act="ledger.anchored")
    assert line.actor_key == str(road.people["registrar"].pk)
    assert json.loads(line.data)["head"] == chain.head
    assert list(verify_all()) == []


def test_chains_of_others_are_left_out(road: Road, registrar: Client) -> None:
    other = Chain.objects.get(name="银政")
    answer = registrar.post(URL, {"chain": [other.pk]})
    assert answer.status_code == 422
    assert not LedgerLine.objects.filter(act="ledger.anchored").exists()


def test_nothing_chosen_is_said_and_nothing_is_noted(registrar: Client) -> None:
    answer = registrar.post(URL, {})
    assert answer.status_code == 422
    assert not LedgerLine.objects.filter(act="ledger.anchored").exists()


def test_only_those_who_read_a_chain(road: Road, desk: Client) -> None:
    assert client_of(road.people["inspector"]).get(URL).status_code == 200
    for role in ("editor", "first"):
        client = client_of(road.people[role])
        for answer in (client.get(URL), client.post(URL, {})):
            assert answer.status_code == 302
    assert Client().post(URL, {}).status_code == 302
    append("银政", "x.y")
    html = desk.get(URL).content.decode()
    assert "宁水" in html and "银政" in html


def test_the_ledger_says_when_it_was_last_given(road: Road, registrar: Client) -> None:
    chain = Chain.objects.get(name=road.code)
    html = registrar.get(LEDGER).content.decode()
    assert f"{URL}?chain={chain.pk}" in html and NEVER in html
    registrar.post(URL, {"chain": [chain.pk]})
    html = registrar.get(LEDGER, {"chain": chain.pk}).content.decode()
    assert f"{URL}?chain={chain.pk}" in html
    assert NEVER not in html


def test_queries_do_not_grow(road: Road, desk: Client) -> None:
    append("银政", "x.y")

    def queries(address: str) -> int:
        desk.get(address)
        with CaptureQueriesContext(connection) as context:
            desk.get(address)
        return len(context)

    few = {address: queries(address) for address in (URL, LEDGER)}
    for number in range(12):
        append(f"单位{number}", "x.y")
    desk.post(URL, {"chain": list(Chain.objects.values_list("pk", flat=True))})
    assert {address: queries(address) for address in (URL, LEDGER)} == few


def test_many_chains_run_on_to_further_pages(db: Any) -> None:
    digest = "sha256:" + "0123456789abcdef" * 4
    heads = [Head(f"单位{number}" + "长" * 20, 10**9, digest) for number in range(30)]
    pdf = sealed_pdf(Anchor.of(timezone.now(), heads))
    assert page_count(pdf) > 2
    assert text_of(pdf).count("0123456789abcdef" * 4) == 30
    assert right_edge(pdf) <= (210 - 20) * 72 / 25.4 + 1
