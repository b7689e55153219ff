"""Rule on a finding: true, false alarm, or allowed because …"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from wagtail_govreview.ledger.people import display_name, key
from wagtail_govreview.ledger.services import append
from wagtail_govreview.refusal import Refused
from wagtail_govreview.screening import rules
from wagtail_govreview.screening.findings import Finding
from wagtail_govreview.screening.last import note_ruling
from wagtail_govreview.screening.people import ruling_facts
from wagtail_govreview.screening.record import ruling_digest
from wagtail_govreview.screening.rulings import Ruling
from wagtail_govreview.units.governance import unit_of


@transaction.atomic
def rule(page: Any, finding: Finding, decision: str, reason: str, user: Any) -> Ruling:
    """Keep what ``user`` decided about a finding on ``page`` (rule, chapter 三(二): 审校).

    ``decision``: a value of :class:`~wagtail_govreview.screening.rulings.Decision`. ``finding``: as the checks gave it
    to the caller, never as a browser sent it. Raises :class:`~wagtail_govreview.refusal.Refused`.
    """
    reason = reason.strip()
    unit = unit_of(page)
    facts = ruling_facts(page, unit, user)
    refusals = rules.for_ruling(facts, finding.severity, decision, reason)
    if refusals or unit is None:
        raise Refused(refusals)
    ruling = Ruling(
        unit=unit,
        page_key=str(page.pk),
        page_title=page.title,
        finding_key=finding.key,
        code=finding.code,
        severity=str(finding.severity.value),
        source_title=_cut(finding.title, "source_title"),
        place=_cut(finding.place, "place"),
        excerpt=finding.excerpt,
        decision=decision,
        reason=reason,
        user=user,
        user_key=key(user),
        name=display_name(user),
        ruled_at=timezone.now(),
    )
    ruling.digest = ruling_digest(ruling)
    ruling.save(force_insert=True)
    append(
        unit.code,
        "screening.ruled",
        actor=user,
        subject=ruling,
        summary=str(ruling),
        data={
            "page": ruling.page_key,
            "code": ruling.code,
            "severity": ruling.severity,
            "decision": ruling.decision,
            "ruling_digest": ruling.digest,
        },
    )
    note_ruling(page, ruling)
    return ruling


def _cut(text: str, field: str) -> str:
    column: Any = Ruling._meta.get_field(field)
    most = column.max_length
    return text if len(text) <= most else f"{text[: most - 1]}…"
