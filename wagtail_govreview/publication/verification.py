"""Is what is live still what was signed, and is the register whole?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from wagtail_govreview.content.fingerprint import has_fingerprint
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.ledger.verification import Checked, Problem
from wagtail_govreview.pages import base_page_model
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.services.register import entry_digest
from wagtail_govreview.units.governance import governed_paths, unit_of

CHUNK = 200


def verify_register(unit: str = "") -> Iterator[Problem | Checked]:
    """Every entry against its digest, and each unit's numbers for gaps and doubles."""
    entries = RegisterEntry.objects.select_related("unit").order_by("unit_id", "year", "serial")
    if unit:
        entries = entries.filter(unit__code=unit)
    count, series, expected = 0, (0, 0), 1
    for entry in entries.iterator(chunk_size=CHUNK):
        count += 1
        if (entry.unit_id, entry.year) != series:
            series, expected = (entry.unit_id, entry.year), 1
        if entry.serial != expected:
            yield _gap(entry, expected)
        expected = entry.serial + 1
        if entry_digest(entry) != entry.digest:
            yield Problem(
                "publication.entry_changed",
                entry.number,
                _("Register entry %(number)s is not what was registered.")
                % {"number": entry.number},
            )
    yield Checked(_("register entries"), count)


def _gap(entry: RegisterEntry, expected: int) -> Problem:
    return Problem(
        "publication.gap",
        entry.number,
        _("Register of %(unit)s, %(year)s: number %(expected)s is missing before %(number)s.")
        % {
            "unit": entry.unit.name,
            "year": entry.year,
            "expected": expected,
            "number": entry.number,
        },
    )


ENTRY_ACTS = tuple(f"publication.{kind}" for kind in RegisterEntry.Kind.values)


def verify_register_against_ledger(unit: str = "") -> Iterator[Problem | Checked]:
    """Every entry that the ledger tells of is still there, with the digest it had."""
    lines = LedgerLine.objects.filter(act__in=ENTRY_ACTS).select_related("chain")
    if unit:
        lines = lines.filter(chain__name=unit)
    for line in lines.order_by("pk").iterator(chunk_size=CHUNK):
        data = json.loads(line.data)
        if not RegisterEntry.objects.filter(
            number=data["number"], digest=data["entry_digest"]
        ).exists():
            yield Problem(
                "publication.entry_missing",
                data["number"],
                _("Register entry %(number)s is gone or was changed (ledger line %(line)s).")
                % {"number": data["number"], "line": line.number},
            )


def verify_live_pages(unit: str = "") -> Iterator[Problem | Checked]:
    """Every public page under the rule against the fingerprint that was signed for it."""
    pages = governed_paths().filter(base_page_model()._default_manager.filter(live=True))
    count = 0
    for page in pages.order_by("path").iterator(chunk_size=CHUNK):
        if unit and getattr(unit_of(page), "code", "") != unit:
            continue
        count += 1
        problem = _live_problem(page)
        if problem is not None:
            yield problem
    yield Checked(_("live pages"), count)


def _live_problem(page: Any) -> Problem | None:
    where = page.get_url() or page.url_path
    entry = RegisterEntry.objects.filter(page_id=page.pk, state=RegisterEntry.State.CURRENT).first()
    if entry is None:
        return Problem(
            "publication.unregistered",
            where,
            _("“%(title)s” (%(where)s) is public, but nobody has signed or registered it.")
            % {"title": page.title, "where": where},
        )
    if not has_fingerprint(page.specific, entry.fingerprint):
        return Problem(
            "publication.drift",
            where,
            _(
                "“%(title)s” (%(where)s) is not what was signed: "
                "it was changed after entry %(number)s, behind the review."
            )
            % {"title": page.title, "where": where, "number": entry.number},
        )
    return None


def verify_withdrawn(unit: str = "") -> Iterator[Problem | Checked]:
    """Every entry that says “current” has a public page."""
    entries = RegisterEntry.objects.filter(state=RegisterEntry.State.CURRENT).exclude(
        page__live=True
    )
    if unit:
        entries = entries.filter(unit__code=unit)
    for entry in entries.order_by("pk").iterator(chunk_size=CHUNK):
        yield Problem(
            "publication.not_live",
            entry.number,
            _("Entry %(number)s (“%(title)s”) says that the page is public, but it is not.")
            % {"number": entry.number, "title": entry.title},
        )
