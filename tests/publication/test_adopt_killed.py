"""``govreview_adopt`` is killed in the middle, more than once, and goes on where it was."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from wagtail.models import Locale, Page

from sandbox.portal.models import HomePage, NewsPage, SectionIndexPage
from wagtail_govreview.units.services import set_up_unit

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

PAGES = 40
BATCH = 5


@pytest.fixture
def old_pages(db: Any) -> None:
    """A unit with public pages that nobody registered."""
    Locale.objects.get_or_create(language_code="zh-hans")
    root = Page.objects.filter(depth=1).first() or Page.add_root(
        instance=Page(title="Root", slug="root")
    )
    home = root.add_child(instance=HomePage(title="门户网站", slug="portal"))
    section = home.add_child(instance=SectionIndexPage(title="老栏目", slug="old"))
    for number in range(PAGES - 1):
        section.add_child(
            instance=NewsPage(title=f"旧闻{number}", slug=f"p{number}", body="<p>x</p>")
        )
    set_up_unit("旧", name="老单位", root_page=section)


@pytest.fixture
def site_of_its_own(old_pages: None, tmp_path: Path) -> dict[str, str]:
    """The environment of a process that works on the test's database, or on a copy of one that is in memory."""
    return {
        **os.environ,
        "GOVREVIEW_DATABASE": _address(tmp_path),
        "GOVREVIEW_VAR": str(tmp_path),
        "PYTHONUNBUFFERED": "1",
        "PYTHONIOENCODING": "utf-8",
        "COVERAGE_PROCESS_START": "",
    }


def _address(folder: Path) -> str:
    if connection.vendor == "sqlite":
        copy = folder / "copy.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM INTO '{copy}'")
        return f"sqlite://{copy}"
    server = urlsplit(os.environ["GOVREVIEW_DATABASE"])
    return server._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


def manage(environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )


def adopted(process: subprocess.Popen[str]) -> Iterator[str]:
    """The numbers as they are said, each after its batch is in the database."""
    assert process.stdout is not None
    return (line.split()[0] for line in process.stdout if line.startswith("旧-存量-"))


def test_it_goes_on_without_gaps_and_doubles(site_of_its_own: dict[str, str]) -> None:
    arguments = ("govreview_adopt", "-v2", f"--batch={BATCH}")
    said: list[str] = []
    for _time in range(2):
        process = manage(site_of_its_own, *arguments)
        numbers = adopted(process)
        said += [next(numbers) for _entry in range(BATCH + 1)]
        process.send_signal(signal.SIGKILL)
        said += list(numbers)
        assert process.wait() == -signal.SIGKILL
    process = manage(site_of_its_own, *arguments)
    said += list(adopted(process))
    assert process.wait() == 0
    assert len(set(said)) == len(said)
    assert said[-1] == f"旧-存量-{PAGES:05d}"
    verified = manage(site_of_its_own, "govreview_verify", "--json")
    lines = [json.loads(line) for line in verified.communicate()[0].splitlines()]
    # On MySQL the tests' database has no triggers, and this process does not know that it is a test's.
    unguarded = {"ledger.unguarded"} if connection.vendor == "mysql" else set()
    assert {line["code"] for line in lines[:-1]} == unguarded, lines
    totals = list(lines[-1]["checked"].values())
    assert totals.count(PAGES) >= 2  # entries and live pages
