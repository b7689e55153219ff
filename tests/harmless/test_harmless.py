"""What people type is shown as they typed it, and does nothing: on screens, in mails, PDFs and spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client

from tests.harmless.hostile import FORMULA, MARKUP, PROBE, TYPESET, Hostile, reader
from tests.permissions.table import SCREENS, method_and_path
from tests.permissions.two_units import body_of
from tests.printing.pdf import text_of
from wagtail_govreview.filenames import harmless_filename
from wagtail_govreview.spreadsheets import harmless

ALSO = (
    "/admin/",
    "/admin/govreview/ledger/results/",
    "/admin/govreview/sheets/results/",
    "/admin/reports/workflow/",
    "/admin/reports/workflow_tasks/",
    "/admin/govreview/sheets/?q=%22%27%3E%3Cxssprobe%3E",
    "/admin/govreview/register/?q=%22%27%3E%3Cxssprobe%3E",
    "/admin/govreview/history/?at_from=%22%27%3E%3Cxssprobe%3E",
    "/admin/govreview/sources/recognise/?url=javascript:xssprobe()&title=%3Cxssprobe%3E",
)
EXPORTS = (
    "sheets/",
    "register/",
    "ledger/",
    "inspection/",
    "history/",
    "timeline/{page}/",
    "authorised-sources/",
)


@pytest.fixture
def make(road: Any, settings: Any, django_capture_on_commit_callbacks: Any) -> Any:
    settings.GOVREVIEW_HEAVY_PER_MINUTE = None
    return lambda text=MARKUP: Hostile(road, django_capture_on_commit_callbacks, text)


def harms(html: str) -> list[str]:
    """What a browser would run of the probe in ``html``."""
    page = BeautifulSoup(html, "html.parser")
    found = [str(item)[:80] for item in page.find_all(PROBE)]
    for item in page.find_all(True):
        for name, value in item.attrs.items():
            value = str(value).strip().lower()
            if PROBE in value and (
                name.startswith("on")
                or (name in ("href", "src", "action") and ":" in value.split("/")[0])
            ):
                found.append(f"{item.name} {name}={value[:60]}")
    return found


@pytest.mark.parametrize(
    "html",
    [
        f"<p><{PROBE}></p>",
        f"<a onmouseover={PROBE}()>",
        f'<a href=" javascript:{PROBE}()">',
        f'<img src="data:text/html,{PROBE}">',
    ],
)
def test_the_judge_finds_what_it_is_to_find(html: str) -> None:
    assert harms(html)


def test_no_screen_lets_markup_through(make: Any) -> None:
    hostile = make()
    numbers, wrong, shown = hostile.numbers(), {}, 0
    paths = [method_and_path(address, numbers) for address in SCREENS]
    for user in (reader(), hostile.road.people["editor"]):
        client = Client()
        client.force_login(user)
        for path in [*(path for method, path in paths if method == "GET"), *ALSO]:
            response = client.get(path)
            assert response.status_code < 500, path
            if "html" not in response.get("Content-Type", ""):
                continue
            html = body_of(response)
            shown += f"&lt;{PROBE}" in html
            if found := harms(html):
                wrong[path] = found
            assert "1337" not in html, f"{path}: a template was carried out"
    assert not wrong
    assert shown > 40, "the probes have to be there, as text"


def test_no_mail_lets_markup_through(make: Any) -> None:
    make()
    assert mail.outbox
    for message in mail.outbox:
        assert "\n" not in message.subject
        for body, _kind in getattr(message, "alternatives", ()):
            assert not harms(body)


def test_a_pdf_prints_the_markup_of_its_own_language(make: Any) -> None:
    hostile = make(TYPESET)
    client = Client()
    client.force_login(reader())
    sheet = hostile.numbers()["sheet"]
    for path in (f"sheets/{sheet}/pdf/", "register/?export=pdf"):
        response = client.get(f"/admin/govreview/{path}")
        assert response["Content-Type"] == "application/pdf", body_of(response)[:2000]
        text = text_of(response.content)
        assert "".join(TYPESET.split())[:20] in text
        assert "root:" not in text


@pytest.mark.parametrize("formula", [FORMULA, "\u200b@SUM(1)", "＝1+1", "\x0b-2+3"])
def test_no_spreadsheet_holds_a_formula(make: Any, formula: str) -> None:
    hostile = make(formula)
    client = Client()
    client.force_login(reader())
    for name in EXPORTS:
        path = f"/admin/govreview/{name.format(**hostile.numbers())}"
        table = body_of(client.get(path, {"export": "csv"})).removeprefix("\ufeff")
        cells = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
        assert any(cell.startswith("'") for cell in cells) or "history" in path
        assert not [cell for cell in cells if _is_formula(cell)], path
        response = client.get(path, {"export": "xlsx"})
        data = b"".join(response.streaming_content) if response.streaming else response.content
        for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows():
            assert not [
                cell.value for cell in row if cell.data_type == "f" or _is_formula(cell.value)
            ]


def _is_formula(value: Any) -> bool:
    return isinstance(value, str) and value.lstrip(" \t\r\n\u200b\ufeff\x0b").startswith(
        tuple("=@＝＋＠")
    )


@pytest.mark.parametrize("value", ["=1", " =1", "\ufeff+1", "\t-1", "＠A1", "\u202e=1", "\x0b=1"])
def test_formulas_become_text(value: str) -> None:
    assert harmless(value).startswith("'")


@pytest.mark.parametrize("value", ["春灌", "1-2", "a=b", "", 5, None, -3])
def test_everything_else_stays(value: Any) -> None:
    assert harmless(value) == value


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("\u202efdp.exe", "fdp.exe"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie: x.txt"),
        ("a\x00b.pdf", "ab.pdf"),
        ("...", "file"),
        ("补贴名单.xlsx", "补贴名单.xlsx"),
    ],
)
def test_names_of_files(name: str, saved: str) -> None:
    assert harmless_filename(name) == saved


def test_a_long_name_keeps_its_ending() -> None:
    assert harmless_filename("名" * 400 + ".pdf").endswith("名.pdf")
