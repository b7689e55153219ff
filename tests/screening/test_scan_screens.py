"""The list of what is found in what is live: who reads it, what it is narrowed to, how a finding is settled."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.road import Road
from wagtail_govreview.models import LiveFinding, Scan
from wagtail_govreview.screening.findings import Finding, Severity

HOSTILE = '<script>alert("1")</script>'
LIST = "/admin/govreview/live/"


def listed(road: Road, number: int, page: Any = None, **fields: Any) -> LiveFinding:
    key = f"{number:032}"
    finding = Finding(
        code="wording.wrong",
        severity=Severity.RULING,
        label=HOSTILE,
        key=key,
        excerpt=HOSTILE,
        suggestion="=1+1",
    )
    values: dict[str, Any] = {
        "unit": road.unit,
        "page_key": page.pk if page else number,
        "page_title": f"{road.code}的页面{number}",
        "key": key,
        "code": finding.code,
        "severity": "ruling",
        "data": finding.to_json(),
        "first_seen": timezone.now(),
        "last_seen": timezone.now(),
        **fields,
    }
    return LiveFinding.objects.create(**values)


@pytest.fixture
def registrar(road: Road, client: Client) -> Client:
    client.force_login(road.people["registrar"])
    return client


def text_of(client: Client, path: str = LIST, **query: Any) -> str:
    response = client.get(path, query)
    assert response.status_code == 200
    return str(response.content.decode())


def test_what_is_open_in_the_own_unit_and_escaped(road: Road, registrar: Client) -> None:
    listed(road, 1)
    listed(road, 2, state="settled")
    listed(Road("银政", "yinchuan"), 3)
    text = text_of(registrar)
    assert "宁水的页面1" in text and "宁水的页面2" not in text and "银政的页面3" not in text
    assert "<script>alert" not in text
    assert "宁水的页面2" in text_of(registrar, state="settled")


@pytest.mark.parametrize("name", ["unit", "code", "severity", "state", "since", "p"])
def test_nonsense_narrows_nothing_and_breaks_nothing(
    name: str, road: Road, registrar: Client
) -> None:
    listed(road, 1)
    text_of(registrar, **{name: "'; DROP"})
    text_of(registrar, **{name: "0001-01-01"})


def test_an_export_holds_what_is_shown_and_no_formula(road: Road, registrar: Client) -> None:
    listed(road, 1)
    listed(road, 2, state="gone")
    response = registrar.get(LIST, {"export": "csv"})
    data = b"".join(response.streaming_content).decode()
    assert "宁水的页面1" in data and "宁水的页面2" not in data
    assert "'=1+1" in data


def test_queries_do_not_grow(road: Road, registrar: Client) -> None:
    listed(road, 1)
    text_of(registrar)
    with CaptureQueriesContext(connection) as few:
        text_of(registrar)
    for number in range(2, 40):
        listed(road, number)
    with CaptureQueriesContext(connection) as many:
        text_of(registrar)
    assert len(few) == len(many)


def test_settling(road: Road, registrar: Client) -> None:
    page = road.published("秸秆利用")
    item = listed(road, 1, page)
    path = reverse("wagtail_govreview:live_settle", args=[item.pk])
    assert "<script>alert" not in text_of(registrar, path)
    assert registrar.post(path, {"decision": "false_alarm", "reason": ""}).status_code == 422
    registrar.post(path, {"decision": "false_alarm", "reason": "引用原文"})
    item.refresh_from_db()
    assert item.state == "settled"


def test_only_keepers_ask_for_a_scan(road: Road, client: Client) -> None:
    for role, asked in (("inspector", 0), ("registrar", 1)):
        client.force_login(road.people[role])
        client.post(LIST, {"unit": road.unit.pk})
        assert Scan.objects.count() == asked


def test_the_home_page_of_registrars_counts_them(road: Road, registrar: Client) -> None:
    link = f'<a href="{LIST}">'  # in the menu it stands as data
    assert link not in text_of(registrar, "/admin/")
    listed(road, 1, severity="hint")
    assert link not in text_of(registrar, "/admin/")
    listed(road, 2)
    assert link in text_of(registrar, "/admin/")
