"""The table of screens in the documentation, and all addresses that the package has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import get_resolver, resolve

PAGE = Path(settings.BASE_DIR, "docs", "reference", "permissions.md")
BEGIN, END = "<!-- screens -->", "<!-- end of screens -->"
ADMIN = "/admin/"
# Wagtail's own pages on which the package shows something.
WAGTAILS = ("pages/{page}/edit/",)


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


def method_and_path(address: str, numbers: dict[str, Any]) -> tuple[str, str]:
    """``POST govreview/filing/{package}/check/`` with its numbers; without a method it is read."""
    method, _space, path = address.rpartition(" ")
    return method or "GET", ADMIN + path.format(**numbers)


def routes_of_the_package(resolver: Any = None, before: str = "") -> Iterator[str]:
    """Every address below ``govreview/``, whichever room, view set or modeladmin registered it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern).removeprefix("^")
        if hasattr(pattern, "url_patterns"):
            yield from routes_of_the_package(pattern, route)
        elif "govreview" in route or "govreview" in getattr(pattern.callback, "__module__", ""):
            yield route


def has_results(path: str) -> bool:
    """Does a list have its rows alone at ``results/``? Every address leads somewhere: else to the public site."""
    return "govreview" in resolve(f"{path}results/").route


def routes_of_the_table(numbers: dict[str, Any]) -> set[str]:
    """The addresses that the table names; a list stands for its ``results/`` as well."""
    paths = {method_and_path(address, numbers)[1] for address in SCREENS}
    paths |= {f"{path}results/" for path in paths if has_results(path)}
    return {resolve(path).route for path in paths}
