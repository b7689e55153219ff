"""Whatever stands behind the question mark of a list, or where a number should be: an answer, never a failure."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.road import Road
from tests.sources.register import small_register

pytestmark = pytest.mark.django_db

PARAMETERS = {
    "sheets/": ("q", "p", "ordering", "unit", "state", "tier", "submitted_at_from", "export"),
    "sheets/results/": ("q", "p", "ordering", "signer", "importance", "submitted_at_to"),
    "register/": ("q", "p", "o", "unit", "year", "kind", "state", "happened_at__gte", "export", "e"),
    "filing/": ("q", "p", "o", "unit", "state", "requested_at__gte", "requested_at__lt"),
    "filing/new/": ("unit", "first_day", "last_day", "printed"),
    "inspection/": ("q", "p", "ordering", "unit", "day_from", "day_to", "rows", "signer", "source"),
    "inspection/results/": ("q", "p", "outcome", "exception", "kind", "entry", "scope"),
    "history/": ("p", "at_from", "at_to", "kind", "subject", "author", "export"),
    "ledger/": ("p", "chain", "act", "at_from", "at_to", "words", "ordering", "export"),
    "units/records/": ("q", "p", "o", "parent"),
    "signers/": ("q", "p", "o", "unit", "tier"),
    "signers/create/": ("unit", "tier"),
    "authorised-sources/": ("q", "p", "o", "scope", "today", "edition", "export"),
    "sources/recognise/": ("url", "title", "reprinted_at", "document_number", "original_date"),
    "timeline/{page}/": ("p", "kind", "at_from", "at_to", "export"),
    "history/page/{page}/": ("p", "kind", "at_from", "at_to", "author", "export"),
    "history/unit/{unit}/compare/": ("to", "from"),
}  # fmt: skip
# Each has felled some list somewhere.
NASTY = [
    "\x00",
    "a\x00b",
    "²",
    "٣",
    "-1",
    "0",
    "1.5",
    "1e9",
    "9" * 19,
    "9" * 5000,
    "x" * 60_000,
    "%" * 3000,
    "'\"; DROP TABLE x --",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "2026-02-30",
    "2026-13-01",
    "\u202e",
    "\ud7ff",
    "😀" * 500,
    "pdf",
    "csv",
    "last",
    "-",
    "line-²",
    "unit-99999999999999999999",
    "1&1=1",
]
KEYS = ["²", "abc", "-1", "9" * 19, "9" * 5000, "a%00b"]
ADDRESSES = (
    "history/unit/{}/",
    "history/signer/{}/",
    "history/source/{}/",
    "history/sheet/{}/",
    "history/page/{}/",
    "history/page/{}/compare/",
    "history/{}/1/",
    "timeline/{}/",
    "filing/item/1/{}/",
    "filing/item/{}/1/",
    "filing/inspect/{}/",
    "register/inspect/{}/",
    "register/{}/snapshot/",
    "sheets/inspect/{}/",
    "sheets/{}/pdf/",
    "sheets/{}/attachments/{}/",
    "sign/{}/",
    "ledger/{}/",
    "units/{}/people/",
    "units/1/people/{}/add/",
    "units/1/people/editor/{}/remove/",
    "units/records/edit/{}/",
    "signers/edit/{}/",
    "signers/history/{}/",
    "authorised-sources/edit/{}/",
    "signatures/{}/image/",
    "pages/{}/withdraw/",
)


@pytest.fixture
def asked(desk: Client, road: Road, settings: Any) -> Any:
    """Asks for an address below ``govreview/`` as a superuser; gives the status."""
    settings.GOVREVIEW_HEAVY_PER_MINUTE = None
    small_register()
    page = road.published()
    desk.raise_request_exception = False
    numbers = {"page": page.pk, "unit": road.unit.pk}

    def ask(path: str, query: dict[str, str] | None = None) -> int:
        response = desk.get(f"/admin/govreview/{path}", query or {})
        if response.streaming:
            b"".join(response.streaming_content)
        return int(response.status_code)

    ask.numbers = numbers  # type: ignore[attr-defined]
    return ask


@pytest.mark.database
@pytest.mark.parametrize("path", PARAMETERS)
def test_nasty_values(asked: Any, path: str) -> None:
    where = path.format(**asked.numbers)
    names = [name for name in PARAMETERS[path] if name != "export"]
    failed = [value[:20] for value in NASTY if asked(where, dict.fromkeys(names, value)) >= 500]
    assert not failed


@pytest.mark.database
@pytest.mark.parametrize("address", ADDRESSES)
def test_nasty_keys(asked: Any, address: str) -> None:
    keys = [key if "%" in key else quote(key) for key in KEYS]
    failed = [key[:20] for key in keys if asked(address.replace("{}", key)) >= 500]
    assert not failed


WORDS = (
    st.text(max_size=40)
    | st.sampled_from(NASTY[:10])
    | st.dates().map(str)
    | st.integers().map(str)
)
QUERIES = st.sampled_from(sorted(PARAMETERS)).flatmap(
    lambda path: st.tuples(
        st.just(path),
        st.dictionaries(st.sampled_from(PARAMETERS[path]), WORDS, min_size=1, max_size=4),
    )
)  # fmt: skip


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(QUERIES)
@example(("history/", {"at_from": "9999-12-31", "at_to": "0001-01-01"}))
@example(("inspection/", {"day_from": "9999-12-31", "rows": "all"}))
def test_any_query(asked: Any, query: tuple[str, dict[str, str]]) -> None:
    path, parameters = query
    assert asked(path.format(**asked.numbers), parameters) < 500
