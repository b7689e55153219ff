"""Are the sheets settled as the register says, and is what waits for its hour still what was signed?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from wagtail_govreview.content.gathering import UNREADABLE, why
from wagtail_govreview.ledger.reading import Findings, in_pieces, still_there
from wagtail_govreview.ledger.subjects import subject_key
from wagtail_govreview.ledger.told import Told, told_of
from wagtail_govreview.ledger.verification import Checked, Problem
from wagtail_govreview.publication.acts import SCHEDULED, UNSCHEDULED
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.succession import ENDINGS, succession_of
from wagtail_govreview.review.facts import revision_has
from wagtail_govreview.review.sheets import ReviewSheet, SheetState

SETTLED = (SheetState.PUBLISHED, SheetState.SUPERSEDED, SheetState.REVOKED)
TO_COME = (SheetState.IN_REVIEW, SheetState.SIGNED)
PIECE = 500
DRAFTS = 50


def verify_settled_sheets(unit: str = "") -> Iterator[Problem | Checked]:
    """Every sheet says “published”, “superseded” or “taken offline” exactly if the register says so."""
    sheets = ReviewSheet.objects.only("number", "round", "page_key", "state")
    if unit:
        sheets = sheets.filter(unit__code=unit)
    for piece in in_pieces(sheets, size=PIECE):
        yield from still_there(_look_at_states, piece, sheets)


def _look_at_states(sheets: Sequence[ReviewSheet]) -> Findings:
    succession = succession_of({sheet.page_key for sheet in sheets}, {sheet.pk for sheet in sheets})
    for sheet in sheets:
        expected = succession.sheet_state(sheet.pk, sheet.page_key)
        if sheet.state != (expected or sheet.state) or (
            expected is None and sheet.state in SETTLED
        ):
            sentence = _(
                "Sheet %(number)s, round %(round)s says “%(state)s”, but the register says otherwise."
            )
            values = {"state": sheet.get_state_display()}
            yield sheet.pk, _problem("publication.sheet_state", sheet, sentence, **values)


def verify_drafts(unit: str = "") -> Iterator[Problem | Checked]:
    """Every draft that is being signed, or is signed and waits for its hour, is what its sheet froze."""
    sheets = ReviewSheet.objects.filter(
        state__in=TO_COME, purpose=ReviewSheet.Purpose.PUBLICATION, page__isnull=False
    )
    sheets = sheets.select_related("unit", "revision")
    if unit:
        sheets = sheets.filter(unit__code=unit)
    count = 0
    for piece in in_pieces(sheets, size=DRAFTS):
        count += len(piece)
        yield from still_there(_look_at_drafts, piece, sheets)
    yield Checked(_("drafts under signature"), count)


def _look_at_drafts(sheets: Sequence[ReviewSheet]) -> Findings:
    """A few queries for each: what Wagtail asks to make a page of a revision."""
    told = told_of([subject_key(sheet) for sheet in sheets])
    ended = RegisterEntry.objects.filter(
        page_key__in={sheet.page_key for sheet in sheets}, kind__in=ENDINGS
    )
    offline = dict(ended.order_by("happened_at").values_list("page_key", "happened_at"))
    for sheet in sheets:
        hours = _allowed_hours(sheet, told.get(subject_key(sheet), ()), offline.get(sheet.page_key))
        for problem in _draft_problems(sheet, hours):
            yield sheet.pk, problem


def _allowed_hours(
    sheet: ReviewSheet, told: Sequence[Told], offline_at: datetime | None
) -> set[datetime | None]:
    """The moments for which the revision may be approved; ``None``: for none.

    ``offline_at``: when the page was last taken offline, and what was scheduled for it with it.
    """
    text = sheet.answers.get("go_live_at")
    signed = datetime.fromisoformat(text) if text else None
    if sheet.state == SheetState.IN_REVIEW:
        return {None, signed}
    acts = [line for line in told if line.act in (SCHEDULED, UNSCHEDULED)]
    if not acts or acts[-1].act == UNSCHEDULED:
        return {None}
    if offline_at is not None and offline_at >= acts[-1].at:
        return {None}
    return {
        None,
        signed,
    }  # that it lost its hour is no fault of anybody: ``verify_schedules`` tells of it


def _draft_problems(sheet: ReviewSheet, hours: set[datetime | None]) -> Iterator[Problem]:
    if sheet.revision is None:
        sentence = _(
            "Sheet %(number)s, round %(round)s: the draft that is being signed is gone. Submit the page again."
        )
        yield _problem("publication.draft_gone", sheet, sentence)
        return
    if sheet.revision.approved_go_live_at not in hours:
        sentence = _(
            "Sheet %(number)s, round %(round)s: the hour of publication is not the one that was signed."
        )
        yield _problem("publication.hour_changed", sheet, sentence)
    if sheet.state == SheetState.SIGNED and sheet.revision.approved_go_live_at is None:
        return  # it will not go live by itself, and the gate compares it when somebody publishes it
    try:
        unchanged = revision_has(sheet.revision, sheet.fingerprint)
    except UNREADABLE as error:
        sentence = _("Sheet %(number)s, round %(round)s: the draft cannot be read. %(reason)s")
        yield _problem("publication.draft_unreadable", sheet, sentence, reason=why(error))
        return
    if not unchanged:
        sentence = _(
            "Sheet %(number)s, round %(round)s: the draft is not what the sheet froze. "
            "It was changed behind the review, or a file in it was replaced."
        )
        yield _problem("publication.draft_changed", sheet, sentence)


def _problem(code: str, sheet: ReviewSheet, sentence: str, **values: Any) -> Problem:
    place = {"number": sheet.number, "round": sheet.round}
    return Problem(code, sheet.number, sentence % {**place, **values})
