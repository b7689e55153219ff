"""Withdraw at once: a leak goes offline now, whoever is reviewing what; the tiers sign afterwards."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.actions.unpublish_page import UnpublishPageAction

from wagtail_govreview.publication import rules
from wagtail_govreview.publication.access import may_take_offline
from wagtail_govreview.publication.acting import acting
from wagtail_govreview.publication.asked import Asked
from wagtail_govreview.publication.services.register import hold_unit_of
from wagtail_govreview.refusal import refuse_if
from wagtail_govreview.review.services import request_removal
from wagtail_govreview.review.services.request_removal import review_under_way
from wagtail_govreview.review.sheets import ReviewSheet
from wagtail_govreview.review.submission import unit_refusals
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.units.governance import governing_workflow, unit_of


@transaction.atomic
def withdraw_at_once(page: Any, *, user: Any, asked: Asked) -> ReviewSheet | None:
    """Take ``page`` offline for one of the profile's immediate reasons, past every lock.

    A review of it that is under way ends: what was to be signed may hold the same leak. Where the profile has the tiers
    sign withdrawals, their sheet is opened in the same moment and given back; None where they do not sign, or where
    the unit lacks people to sign, for which a leak does not wait either. Raises
    :class:`~wagtail_govreview.refusal.Refused` for any other reason, and for somebody who may not unpublish there.
    """
    page = page.specific
    policy = get_profile().withdrawal
    refuse_if(rules.for_withdrawal(reason=asked.printed))
    refuse_if(
        rules.for_withdrawal_at_once(
            immediate=policy.is_immediate(asked.code), may=may_take_offline(user, page)
        )
    )
    hold_unit_of(page)
    under_way = review_under_way(page)
    if under_way is not None:
        under_way.cancel(user=user)
    sheet = _open_sheet(page, user, asked) if policy.reviewed else None
    with acting(user, asked.printed, code=asked.code, sheet=sheet):
        UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
    return sheet


def _open_sheet(page: Any, user: Any, asked: Asked) -> ReviewSheet | None:
    if unit_refusals(unit_of(page), governing_workflow(page)):
        return None
    removal = asked.removal(page, ReviewSheet.Purpose.WITHDRAWAL, at_once=True)
    return request_removal(page, user=user, removal=removal)
