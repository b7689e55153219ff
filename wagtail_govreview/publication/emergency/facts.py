"""Reads from the database what ``rules`` decides upon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from wagtail_govreview.content.fingerprint import has_fingerprint, take
from wagtail_govreview.moments import local_day
from wagtail_govreview.pages import page_now
from wagtail_govreview.publication.emergency.debts import open_debt_of
from wagtail_govreview.publication.emergency.rules import EmergencyFacts
from wagtail_govreview.refusal import Refusal
from wagtail_govreview.review.drafts import sheet_draft_of
from wagtail_govreview.review.findings import text_of
from wagtail_govreview.review.rules import schedule_refusals, sheet_draft_refusals
from wagtail_govreview.review.sheets import PUBLISHABLE_STATES, ReviewSheet, SheetState
from wagtail_govreview.screening import rules as screening_rules
from wagtail_govreview.screening.screening import screen
from wagtail_govreview.sources import rules as source_rules
from wagtail_govreview.sources.attributions import attribution_of
from wagtail_govreview.units.access import units_of
from wagtail_govreview.units.governance import is_governed, unit_of
from wagtail_govreview.units.models import Unit

PERMISSION = "wagtail_govreview.publish_in_emergency"
# Of the editor's half of the sheet, only this is asked in an emergency; the rest may follow.
ASKED_OF_DRAFT = ("sheet.not_public",)
# A secret is no less one in an emergency: what has to be changed still has to. What only needs a ruling may follow; the
# sheet that is submitted afterwards asks for it.
ASKED_OF_FINDINGS = ("screening.blocked", "screening.true")


@dataclass(frozen=True)
class Candidate:
    """A page in front of somebody who wants to publish it in an emergency: its newest draft, and the facts.

    ``unit``: the organ that publishes it; ``None`` is among the refusals.
    """

    page: Any
    unit: Any
    revision: Any
    draft: Any
    facts: EmergencyFacts


def may_publish_in_emergency(user: Any) -> bool:
    """Does ``user`` hold the permission at all? Django has read the permissions of whoever is in the admin already."""
    return bool(user is not None and user.is_active and user.has_perm(PERMISSION))


def candidate(page: Any, user: Any) -> Candidate:
    """The newest draft of ``page``, always read afresh."""
    page = page_now(page.pk)
    unit = unit_of(page)
    revision = page.get_latest_revision()
    draft = revision.as_object() if revision is not None else None
    facts = EmergencyFacts(
        may_publish=may_publish_in_emergency(user),
        takes_part=unit is not None and units_of(user).filter(unit=unit.pk).exists(),
        is_governed=unit is not None and is_governed(page),
        **(_facts_of_draft(page, draft, unit) if draft is not None else {}),
    )
    return Candidate(page, unit, revision, draft, facts)


def _facts_of_draft(page: Any, draft: Any, unit: Unit | None) -> dict[str, Any]:
    debt = open_debt_of(str(page.pk))
    fingerprint = take(draft).fingerprint
    return {
        "has_draft": True,
        "is_public": page.live and has_fingerprint(page, fingerprint),
        "is_signed": _has_sheet(page, draft, PUBLISHABLE_STATES),
        "is_returned": _has_sheet(page, draft, (SheetState.RETURNED,)),
        "owes_since": debt.entry.number if debt is not None else "",
        "go_live_at": draft.go_live_at,
        "content": _lacking(draft, unit),
    }


def _has_sheet(page: Any, draft: Any, states: tuple[SheetState, ...]) -> bool:
    """Is there a sheet in one of ``states`` for exactly this content?"""
    sheets = ReviewSheet.objects.filter(page_id=page.pk, state__in=states)
    signed = sheets.values_list("fingerprint", flat=True)
    return any(has_fingerprint(draft, each) for each in signed)


def _lacking(draft: Any, unit: Unit | None) -> list[Refusal]:
    """The source has to be right, attribute and checks must not forbid it, and it must not have expired already."""
    of_sheet = sheet_draft_refusals(sheet_draft_of(draft))
    return [
        *source_rules.for_submission(
            attribution_of(draft),
            title=draft.title,
            on=local_day(),
            text=text_of(draft),
            unit=unit,
        ),
        *(refusal for refusal in of_sheet if refusal.code in ASKED_OF_DRAFT),
        *(
            refusal
            for refusal in screening_rules.for_submission(screen(draft, unit))
            if refusal.code in ASKED_OF_FINDINGS
        ),
        *schedule_refusals(go_live_at=None, expire_at=draft.expire_at, now=timezone.now()),
    ]
