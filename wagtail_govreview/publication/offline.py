"""What is public may cease to be so: asked by the gate before a page goes offline, is deleted or leaves the rule.

Where the profile says nothing about signatures for it, everything passes and is registered.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from wagtail_govreview.content.fingerprint import has_fingerprint
from wagtail_govreview.publication import rules
from wagtail_govreview.publication.acting import current
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.refusal import refuse_if
from wagtail_govreview.review.facts import next_tier_of
from wagtail_govreview.review.sheets import ReviewSheet, SheetState
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.units.governance import governed_paths, is_governed

Purpose = ReviewSheet.Purpose
NAMED = 20


def before_withdrawal(page: Any, stored: Any) -> ReviewSheet | None:
    """Let the public ``stored`` go offline, or raise :class:`~wagtail_govreview.refusal.Refused`.

    Gives the sheet of the withdrawal, which the register names; None when there is none. ``page`` is what is about to
    be saved.
    """
    policy = get_profile().withdrawal
    sheet = _sheet_at_hand(stored, Purpose.WITHDRAWAL)
    if not policy.reviewed or policy.is_immediate(current().code) or _ends_by_itself(stored):
        return sheet
    refuse_if(rules.for_removal(stored, signed=is_signed(sheet, stored), deletion=False))
    return sheet


def before_deletion(page: Any) -> ReviewSheet | None:
    """Let ``page`` be deleted, or raise :class:`~wagtail_govreview.refusal.Refused`. Gives the sheet of the deletion."""
    policy = get_profile().withdrawal
    sheet = _sheet_at_hand(page, Purpose.DELETION)
    if is_signed(sheet, page) or not deletion_is_reviewed(page):
        return sheet
    if policy.deletion_reviewed:
        refuse_if(rules.for_removal(page, signed=False, deletion=True))
    refuse_if(rules.for_deleting_public(page))
    return sheet


def before_move(page: Any, new_parent: Any) -> None:
    """What is public may not leave the rule by being moved, where it could not be taken offline unsigned either."""
    if not get_profile().withdrawal.reviewed or is_governed(None, new_parent):
        return
    refuse_if(rules.for_moving_out(public_at_and_below(page)))


def deletion_is_reviewed(page: Any) -> bool:
    """Do the tiers sign before ``page``, as the database has it, is deleted?

    A public page also where only withdrawals are reviewed: it has to be taken offline first.
    """
    policy = get_profile().withdrawal
    if policy.deletion_reviewed and was_public(page):
        return is_governed(page)
    return bool(policy.reviewed and page.live and is_governed(page))


def was_public(page: Any) -> bool:
    """Is or was ``page`` public under the review?"""
    return bool(page.live or RegisterEntry.objects.filter(page_key=str(page.pk)).exists())


def public_at_and_below(page: Any, *, inclusive: bool = True) -> list[Any]:
    """The public pages under the rule from ``page`` on, the first of many. Two queries."""
    pages = page.get_descendants(inclusive=inclusive).filter(live=True)
    return list(governed_paths().filter(pages).order_by("path")[:NAMED])


def is_signed(sheet: ReviewSheet | None, page: Any) -> bool:
    """Has every tier signed ``sheet``, and is it about what ``page`` says?"""
    return (
        sheet is not None
        and sheet.state == SheetState.SIGNED
        and next_tier_of(sheet) is None
        and has_fingerprint(page.specific, sheet.fingerprint)
    )


def _sheet_at_hand(page: Any, purpose: str) -> ReviewSheet | None:
    """The sheet that the verb of this room has in its hands, read afresh, if it is about this page and this purpose."""
    sheet = current().sheet
    if sheet is None:
        return None
    found: ReviewSheet | None = (
        ReviewSheet.objects.filter(pk=sheet.pk, page_key=str(page.pk), purpose=purpose)
        .select_related("unit")
        .first()
    )
    return found


def _ends_by_itself(stored: Any) -> bool:
    """Its time, which was signed with it, is over; or it is an alias, and its original is not public any more."""
    if stored.expire_at is not None and stored.expire_at <= timezone.now():
        return True
    original = stored.alias_of
    return original is not None and not original.live
