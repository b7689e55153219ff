"""The table of permissions in the documentation is what the screens really answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.road import Road, person
from wagtail_govreview.models import RegisterEntry

PAGE = Path(settings.BASE_DIR, "docs", "reference", "permissions.md")
BEGIN, END = "<!-- screens -->", "<!-- end of screens -->"


def documented() -> tuple[list[str], dict[str, list[str]]]:
    """The people at the head of the table, and for each address what they get."""
    table = PAGE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in table.splitlines()
        if line.startswith("|")
    ]
    return rows[0][2:], {row[1].strip("`"): row[2:] for row in rows[2:]}


PEOPLE, SCREENS = documented()


@pytest.fixture
def clients(road: Road) -> dict[str, Client]:
    """Somebody for each column."""
    elsewhere = Road("银政", "yinchuan")
    accounts = {
        "undertaker": road.people["editor"],
        "signer": road.people["first"],
        "registrar": road.people["registrar"],
        "inspector": road.people["inspector"],
        "undertaker elsewhere": elsewhere.people["editor"],
        "inspector elsewhere": elsewhere.people["inspector"],
        "superuser": person("admin", is_superuser=True),
    }
    clients = {name: Client() for name in accounts}
    for name, account in accounts.items():
        clients[name].force_login(account)
    return {**clients, "nobody": Client()}


def test_what_the_documentation_says(road: Road, clients: dict[str, Client]) -> None:
    public, waiting = road.published(), road.draft("等待签字")
    road.submit(waiting)
    numbers = {
        "page": public.pk,
        "sheet": road.sheet(public).pk,
        "entry": RegisterEntry.objects.get(page_id=public.pk).pk,
        "unit": road.unit.pk,
        "state": waiting.current_workflow_task_state.pk,
    }
    found = {
        address: [_answer(clients[name], address, numbers) for name in PEOPLE]
        for address in SCREENS
    }
    assert found == SCREENS


def _answer(client: Client, address: str, numbers: dict[str, Any]) -> str:
    answer = client.get(f"/admin/{address.format(**numbers)}", follow=False)
    return "yes" if answer.status_code == 200 else "–"
