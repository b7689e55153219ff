"""Compare what was found in a live page with what stands in the list, and bring the list up to date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from wagtail_govreview.screening.findings import Finding
from wagtail_govreview.screening.rulings import Decision
from wagtail_govreview.screening.scanning.models import LiveFinding
from wagtail_govreview.units.models import Unit

State = LiveFinding.State
LONGEST_TITLE = 500


def state_of(finding: Finding) -> str:
    """Settled is what somebody ruled to be no fault, on no less than it asks for now."""
    passes = finding.ruling.get("decision") in (Decision.FALSE_ALARM, Decision.ALLOWED)
    same = finding.ruling.get("severity") == finding.severity.value
    return State.SETTLED if passes and same else State.OPEN


def note_findings(
    page: Any, unit: Unit, findings: Iterable[Finding], now: datetime
) -> tuple[int, int]:
    """Open what is new, close what is gone. Gives how many of each. Called within a transaction.

    A finding that comes back is open again; it keeps the day on which it was first seen.
    """
    known = {each.key: each for each in LiveFinding.objects.filter(page_key=page.pk)}
    fresh: dict[str, LiveFinding] = {}
    changed, reopened = [], 0
    seen: set[str] = set()
    for finding in findings:
        if finding.key in seen:  # the same text in two files of a page
            continue
        seen.add(finding.key)
        row = known.pop(finding.key, None)
        if row is None:
            row = LiveFinding(page_key=page.pk, key=finding.key, first_seen=now)
            fresh[finding.key] = row
        else:
            reopened += row.state == State.GONE
            changed.append(row)
        _write(row, page, unit, finding, now)
    gone = [row for row in known.values() if row.state != State.GONE]
    for row in gone:
        row.state, row.closed_at = State.GONE, now
    LiveFinding.objects.bulk_create(fresh.values())
    fields = ["unit", "page_title", "code", "severity", "state", "data", "last_seen", "closed_at"]
    LiveFinding.objects.bulk_update([*changed, *gone], fields, batch_size=100)
    return len(fresh) + reopened, len(gone)


def _write(row: LiveFinding, page: Any, unit: Unit, finding: Finding, now: datetime) -> None:
    state = state_of(finding)
    row.unit, row.page_title = unit, str(page.title)[:LONGEST_TITLE]
    row.code, row.severity = finding.code, finding.severity.value
    row.data, row.last_seen = finding.to_json(), now
    if state != row.state or state == State.OPEN:
        row.closed_at = now if state == State.SETTLED else None
    row.state = state
