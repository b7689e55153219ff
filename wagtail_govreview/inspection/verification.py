"""Is what the inspection counts still what was frozen and registered?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_govreview.inspection import rules
from wagtail_govreview.inspection.case import Case
from wagtail_govreview.inspection.facts import cases_of
from wagtail_govreview.inspection.models import InspectionFact
from wagtail_govreview.inspection.services.count import basis, exception_rows, fact_of
from wagtail_govreview.inspection.services.recount import counted_entries, is_outdated
from wagtail_govreview.ledger.verification import Checked, Problem
from wagtail_govreview.rulebook import get_profile

CHUNK = 200
COMPARED = (
    "label_complete",
    "sheet_complete",
    "reprinted_at",
    "returns",
    "review_minutes",
    "faults",
    "notices",
)


def verify_facts(unit: str = "") -> Iterator[Problem | Checked]:
    """Every counted publication against what its sheet, its signatures and the register say."""
    entries = counted_entries().filter(**({"unit__code": unit} if unit else {}))
    outdated = entries.filter(is_outdated()).count()
    if outdated:
        yield _uncounted(outdated, unit)
    current = entries.filter(inspection_fact__basis=basis()).defer("snapshot").order_by("pk")
    rows = current.select_related("inspection_fact").prefetch_related("inspection_fact__exceptions")
    count, iterator = 0, rows.iterator(chunk_size=CHUNK)
    while chunk := list(islice(iterator, CHUNK)):
        count += len(chunk)
        yield from (_changed(entry) for entry, case in cases_of(chunk) if _differs(entry, case))
    yield Checked(_("publications counted for inspections"), count)


def _differs(entry: Any, case: Case) -> bool:
    found = rules.exceptions_of(case, get_profile())
    expected = fact_of(entry, case, found, basis())
    kept: InspectionFact = entry.inspection_fact
    if any(getattr(expected, name) != getattr(kept, name) for name in COMPARED):
        return True
    rows = {(row.code, row.detail) for row in exception_rows(entry, found)}
    return rows != {(row.code, row.detail) for row in kept.exceptions.all()}


def _changed(entry: Any) -> Problem:
    return Problem(
        "inspection.changed",
        entry.number,
        _(
            "What the inspection counts of %(number)s is not what its sheet says. Run govreview_recount --all."
        )
        % {"number": entry.number},
    )


def _uncounted(outdated: int, unit: str) -> Problem:
    return Problem(
        "inspection.uncounted",
        unit,
        ngettext(
            "%(count)d publication was not counted by the rules in force. Run govreview_recount.",
            "%(count)d publications were not counted by the rules in force. Run govreview_recount.",
            outdated,
        )
        % {"count": outdated},
    )
