"""A browser goes through every screen on which something hostile stands, and nothing of it runs."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Error
from playwright.sync_api import Page as Tab

from tests.harmless.hostile import PROBE, Hostile, reader
from tests.journeys.people import log_in
from tests.permissions.table import SCREENS, method_and_path
from tests.road import Road

WATCH = f"""
window.ran = [];
window.{PROBE} = () => window.ran.push(document.location.href);
window.alert = window.confirm = window.prompt = (text) => window.ran.push(String(text));
"""


@pytest.fixture
def hostile(
    site: Any, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> Hostile:
    monkeypatch.setattr(settings, "GOVREVIEW_HEAVY_PER_MINUTE", None, raising=False)
    return Hostile(Road(), django_capture_on_commit_callbacks)


def visit_all(tab: Tab, hostile: Hostile) -> list[str]:
    """What ran on any screen that opens as a page; files are handed out for saving, and run nowhere."""
    ran: list[str] = []
    numbers = hostile.numbers()
    asked = [method_and_path(address, numbers) for address in SCREENS]
    for path in ["/admin/", *(path for method, path in asked if method == "GET")]:
        try:
            tab.goto(path, wait_until="load")
        except Error as saved:
            if "Download is starting" not in saved.message:
                raise
        else:
            ran += tab.evaluate("window.ran || []")
    return ran


@pytest.mark.parametrize("role", ["superuser", "editor"])
def test_no_script_runs(role: str, page: Tab, hostile: Hostile) -> None:
    page.add_init_script(WATCH)
    log_in(page, reader() if role == "superuser" else hostile.road.people[role])
    assert visit_all(page, hostile) == []


def test_the_watch_sees_a_script_that_runs(page: Tab, hostile: Hostile) -> None:
    """Without it the journey could not fail."""
    page.add_init_script(WATCH)
    page.goto("/admin/login/")
    ran = page.evaluate(
        f"""async () => {{
            document.body.insertAdjacentHTML('beforeend', '<img src=x onerror={PROBE}()>');
            const failed = (done) => document.body.lastElementChild.addEventListener('error', done);
            await new Promise(failed);
            return window.ran;
        }}"""
    )
    assert ran
