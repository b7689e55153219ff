"""A real browser against a real server: what every journey stands on.

``make e2e`` runs them; they need Chromium (``CHROMIUM`` names another path than ``/usr/bin/chromium``).
``PYTEST_ARGS="--tracing retain-on-failure"`` leaves a trace of what failed in ``test-results/``.
"""

from __future__ import annotations

import os
import threading
from importlib.util import find_spec
from pathlib import Path

import pytest

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

# Without the browser's driver there is nothing to collect here.
collect_ignore_glob = [] if find_spec("playwright") else ["test_*.py"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every journey is marked ``e2e``, so that the ordinary run leaves it out."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The system's Chromium, silent towards the network."""
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """A Chinese reader at a desk; a journey on a phone overrides ``viewport``."""
    return {
        **browser_context_args,
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        "viewport": {"width": 1366, "height": 900},
    }


@pytest.fixture(scope="session", autouse=True)
def _queries_beside_an_event_loop():
    """Let Django query the database in the test's own thread.

    Playwright's synchronous interface keeps an event loop running there, and Django would take every
    query for a mistake. No connection is shared between threads here.
    """
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(autouse=True)
def _committed_for_the_server(transactional_db):
    """The server runs in a thread of its own, so what a test writes has to be committed.

    An editor that is open saves and checks its draft by itself: the browser is closed by now, but what it asked for
    last may still be under way, and the database is emptied next.
    """
    yield
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=30)


@pytest.fixture(scope="session")
def base_url(live_server):
    """``page.goto("/admin/")`` means the server of this test run."""
    return live_server.url
