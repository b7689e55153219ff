"""Submit: freeze a draft into a review sheet."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from wagtail_govreview.content.evidence import keep_all
from wagtail_govreview.content.fingerprint import take
from wagtail_govreview.content.named import named_by
from wagtail_govreview.ledger.canonical import canonical_json
from wagtail_govreview.ledger.digests import algorithm_of, digest_of_text
from wagtail_govreview.ledger.people import display_name
from wagtail_govreview.ledger.services import append, hold
from wagtail_govreview.refusal import Refused
from wagtail_govreview.review import signals
from wagtail_govreview.review.answers import answers_for
from wagtail_govreview.review.drafts import sheet_draft_of
from wagtail_govreview.review.facts import contributors_since_publication
from wagtail_govreview.review.findings import findings_of, screened
from wagtail_govreview.review.frozen import FrozenTier
from wagtail_govreview.review.sheets import OPEN_STATES, ReviewSheet, SheetPurpose, SheetState
from wagtail_govreview.review.submission import submission_refusals
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.sources.attributions import attribution_of
from wagtail_govreview.units.governance import unit_of
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.serials import next_serial, numbering_year

SHEET_SERIES = "sheet"


@transaction.atomic
def submit(
    page: Any,
    *,
    workflow_state: Any,
    revision: Any,
    user: Any,
    previous: ReviewSheet | None = None,
) -> ReviewSheet:
    """Freeze ``page`` (the draft in ``revision``) into a new sheet (rule, chapter 二(三)).

    ``previous`` is the sheet of the round before, whose signatures a changed content voids; the new sheet
    keeps its number. Raises :class:`~wagtail_govreview.refusal.Refused` while something is missing.
    """
    unit, attribution, draft = unit_of(page), attribution_of(page), sheet_draft_of(page)
    found = screened(page, unit)
    refusals = submission_refusals(page, workflow_state.workflow, found)
    if refusals or unit is None or attribution is None or draft is None:
        raise Refused(refusals)
    hold(unit.code)
    now = timezone.now()
    taken = take(page)
    answers = answers_for(
        page=page,
        unit=unit,
        attribution=attribution,
        draft=draft,
        files=taken.files,
        named=named_by(page),
        undertaker=user,
    )
    content = keep_all([taken])[taken.fingerprint]
    sheet = ReviewSheet(
        number=previous.number if previous else next_number(unit, now),
        round=previous.round + 1 if previous else 1,
        unit=unit,
        page_id=page.pk,
        page_key=str(page.pk),
        title=page.title,
        information_class=attribution.information_class,
        attribute=draft.attribute,
        escalated=bool(draft.escalation),
        answers=answers,
        tiers=[FrozenTier.of(tier).to_json() for tier in get_profile().tiers],
        findings=findings_of(page, found),
        fingerprint=content.fingerprint,
        content=content,
        revision=revision,
        workflow_state=workflow_state,
        submitted_by=user,
        undertaker=display_name(user),
        contributors=contributors_since_publication(page, user),
        submitted_at=now,
    )
    sheet.digest = sheet_digest(sheet)
    void_others(page, user)
    enter(sheet, user)
    return sheet


def enter(sheet: ReviewSheet, user: Any) -> None:
    """Save a frozen sheet, with its line in the ledger. Its digest is made already."""
    sheet.save()
    data: dict[str, Any] = {
        "number": sheet.number,
        "round": sheet.round,
        "fingerprint": sheet.fingerprint,
        "sheet_digest": sheet.digest,
        "escalated": sheet.escalated,
        "revision": str(sheet.revision_id),
        "workflow_state": str(sheet.workflow_state_id),
    }
    if sheet.is_removal:
        data["purpose"] = sheet.purpose
        data["reason"] = sheet.answers["removal"]["printed"]
    append(
        sheet.unit.code,
        "review.submitted",
        actor=user,
        subject=sheet,
        summary=str(sheet),
        data=data,
    )
    signals.sheet_submitted.send(sender=ReviewSheet, sheet=sheet, user=user)


def sheet_digest(sheet: ReviewSheet) -> str:
    """Digest of everything that was frozen at submission; the ledger keeps it."""
    return digest_of_text(sheet_text(sheet), algorithm_of(sheet.digest) or None)


def sheet_text(sheet: ReviewSheet) -> str:
    """The exact text under the sheet's digest."""
    frozen = {
        "number": sheet.number,
        "round": sheet.round,
        "unit": sheet.unit.code,
        "page": sheet.page_key,
        "title": sheet.title,
        "information_class": sheet.information_class,
        "attribute": sheet.attribute,
        "answers": sheet.answers,
        "tiers": sheet.tiers,
        "findings": sheet.findings,
        "fingerprint": sheet.fingerprint,
        "undertaker": sheet.undertaker,
        "contributors": sheet.contributors,
        "submitted_at": sheet.submitted_at,
    }
    if sheet.is_removal:
        frozen["purpose"] = sheet.purpose
    return canonical_json(frozen)


def next_number(unit: Unit, now: Any) -> str:
    """The unit's next sheet number of the year, whatever the sheet is for. Its chain is held already."""
    year = numbering_year(now)
    serial = next_serial(unit, SHEET_SERIES, year)
    return get_profile().sheet_number(unit=unit.code, year=year, serial=serial)


def void_others(page: Any, user: Any, *, removals: bool = False) -> None:
    """A page has one sheet under way: what was signed for other content may no longer become public.

    ``removals``: likewise of the requests to take it offline or to delete it.
    """
    others = ReviewSheet.objects.select_related("unit").filter(
        page_id=page.pk, state__in=(*OPEN_STATES, SheetState.SIGNED)
    )
    publication = {"purpose": SheetPurpose.PUBLICATION}
    others = others.exclude(**publication) if removals else others.filter(**publication)
    for sheet in others:
        _void(sheet, user)


def _void(sheet: ReviewSheet, user: Any) -> None:
    sheet.state = SheetState.VOID
    sheet.tier, sheet.waiting_since, sheet.due_at = "", None, None
    sheet.save()
    append(
        sheet.unit.code,
        "review.void",
        actor=user,
        subject=sheet,
        summary=str(sheet),
        data={"number": sheet.number, "round": sheet.round},
    )
    signals.sheet_void.send(sender=ReviewSheet, sheet=sheet, user=user)
