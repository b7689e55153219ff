"""Every address of the package, asked by everybody: the answers are those of the documentation's table."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.permissions.table import (
    ADMIN,
    PEOPLE,
    SCREENS,
    WAGTAILS,
    has_results,
    method_and_path,
    routes_of_the_package,
    routes_of_the_table,
)
from tests.permissions.two_units import House, TwoUnits, body_of, is_refused
from wagtail_govreview.models import LedgerLine, Signature, Signer
from wagtail_govreview.units.models import UnitGroup

GOVREVIEW = f"{ADMIN}govreview/"
YES, NO = "yes", "–"
TIERS = ("second", "third", "principal")
# Whose own things are all that they may see. Inspectors read the register of all units.
BOUND_HERE = ("undertaker", "signer", "registrar", "archivist", "administrator")
BOUND_THERE = ("undertaker elsewhere", "administrator elsewhere")
LISTS = [
    f"govreview/{name}/"
    for name in (
        "sheets",
        "register",
        "filing",
        "inspection",
        "history",
        "ledger",
        "units/records",
        "signers",
        "delegations",
        "authorised-sources",
        "dictionaries",
        "live",
    )
]
WAGTAILS_LISTS = (
    "",
    "pages/",
    "reports/workflow/",
    "reports/workflow_tasks/",
    "reports/locked/",
    "reports/aging-pages/",
    "reports/site-history/",
    "snippets/",
)


@pytest.fixture
def units(site: Any, settings: Any, django_capture_on_commit_callbacks: Any) -> TwoUnits:
    settings.GOVREVIEW_HEAVY_PER_MINUTE = None  # all addresses are asked within a minute
    return TwoUnits(django_capture_on_commit_callbacks)


def answer(client: Client, method: str, path: str) -> str:
    response = client.generic(method, path)
    assert response.status_code < 500, f"{method} {path}: {response.status_code}"
    if (
        method == "GET"
        and response.status_code == 302
        and response["Location"].startswith(GOVREVIEW)
    ):
        return answer(client, method, response["Location"])
    if is_refused(response):
        return NO
    body_of(response)
    return YES


def test_every_address_has_a_row(units: TwoUnits) -> None:
    missing = set(routes_of_the_package()) - routes_of_the_table(units.numbers())
    assert not missing, "Name them in docs/reference/permissions.md, with who may what."


def test_everybody_gets_what_the_table_says(units: TwoUnits) -> None:
    numbers = units.numbers()
    clients = {name: units.client(name) for name in PEOPLE}
    found = {
        address: [answer(clients[name], *method_and_path(address, numbers)) for name in PEOPLE]
        for address in SCREENS
    }
    assert found == SCREENS


def test_all_tiers_read_alike(units: TwoUnits) -> None:
    place, numbers = PEOPLE.index("signer"), units.numbers()
    for tier in TIERS:
        client = Client(raise_request_exception=False)
        client.force_login(units.here.road.people[tier])
        found = {address: answer(client, *method_and_path(address, numbers)) for address in SCREENS}
        assert found == {address: row[place] for address, row in SCREENS.items()}, tier


def test_results_and_exports_follow_their_list(units: TwoUnits) -> None:
    numbers = units.numbers()
    for column in ("undertaker elsewhere", "administrator", "no unit", "nobody"):
        client, place = units.client(column), PEOPLE.index(column)
        for address, row in SCREENS.items():
            method, path = method_and_path(address, numbers)
            if method != "GET" or address in WAGTAILS:
                continue
            asked = [f"{path}?export={form}" for form in ("csv", "xlsx")]
            if has_results(path):
                asked.append(f"{path}results/")
            for each in asked:
                assert answer(client, "GET", each) == row[place], (column, each)


def test_who_may_not_read_may_not_post_either(units: TwoUnits) -> None:
    """And whoever posts nothing of meaning changes nothing, whoever it is."""
    numbers, before = units.numbers(), state()
    for place, column in enumerate(PEOPLE):
        client = units.client(column)
        for address, row in SCREENS.items():
            method, path = method_and_path(address, numbers)
            if method == "POST" or row[place] == YES or address in WAGTAILS:
                continue
            assert answer(client, "POST", path) == NO, (column, path)
    assert state() == before


def state() -> dict[str, Any]:
    """What a post that got through would have changed."""
    return {
        "lines": LedgerLine.objects.count(),
        "signatures": Signature.objects.count(),
        "signers": list(Signer.objects.order_by("pk").values()),
        "members": list(
            UnitGroup.objects.order_by("pk").values_list("pk", "group__user").order_by("pk", "group__user")
        ),
    }  # fmt: skip


def test_reading_the_signing_page_is_not_signing(units: TwoUnits) -> None:
    """Everybody of the unit may open it; only the tier at which the sheet waits may sign or return."""
    numbers, before = units.numbers(), state()
    checklist = units.here.road.checklist(units.here.waiting)
    for column in PEOPLE:
        if column == "signer":
            continue
        for decision in ("approve", "reject"):
            units.client(column).post(
                f"{ADMIN}govreview/sign/{numbers['state']}/",
                {"decision": decision, "checklist": checklist, "comment": "越权"},
            )
    assert state() == before


@pytest.mark.parametrize("column", [*BOUND_HERE, *BOUND_THERE, "no unit"])
def test_nothing_of_another_unit_is_named_anywhere(units: TwoUnits, column: str) -> None:
    """On the lists, their searches and spreadsheets, and on every screen that opens."""
    own, hidden = units.here, units.there
    if column in BOUND_THERE:
        own, hidden = hidden, own
    asked = []
    for path in LISTS:
        queries = ("", "?q=稿件", f"?unit={hidden.road.unit.pk}", "?export=csv", "?export=xlsx")
        asked += [f"{ADMIN}{path}{query}" for query in queries]
    asked += [*_screens(units, own), *_screens(units, hidden)]
    client = units.client(column)
    named = {path: found for path in asked if (found := _named(client, path, hidden.marks))}
    assert not named


@pytest.mark.parametrize("column", ["undertaker", "administrator", "no unit"])
def test_wagtails_own_pages_name_no_affairs_of_another_unit(units: TwoUnits, column: str) -> None:
    """Its reports offer the names of all accounts as a filter; sheets, numbers and drafts they do not tell."""
    client, affairs = units.client(column), units.there.affairs
    paths = [f"{ADMIN}{path}" for path in WAGTAILS_LISTS]
    assert not {path: found for path in paths if (found := _named(client, path, affairs))}


def _screens(units: TwoUnits, house: House) -> list[str]:
    numbers = units.numbers(house)
    paths = (method_and_path(address, numbers) for address in SCREENS)
    return [path for method, path in paths if method == "GET"]


def _named(client: Client, path: str, marks: set[str]) -> set[str]:
    """Those of ``marks`` that stand in what ``client`` gets from ``path``."""
    response = client.get(path)
    assert response.status_code < 500, path
    text = "" if is_refused(response) else body_of(response)
    return {mark for mark in marks if mark in text}
