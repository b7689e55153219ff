"""Request: ask the tiers to take a public page offline, or to delete it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from wagtail_govreview.publication import rules
from wagtail_govreview.publication.access import may_ask_for_removal
from wagtail_govreview.publication.asked import Asked
from wagtail_govreview.publication.offline import public_at_and_below
from wagtail_govreview.refusal import refuse_if
from wagtail_govreview.review.services import request_removal
from wagtail_govreview.review.sheets import ReviewSheet


@transaction.atomic
def request(page: Any, *, user: Any, asked: Asked, purpose: str) -> ReviewSheet:
    """Send a sheet about what is or was public on ``page`` to the tiers; the last signature carries it out.

    One request is about one page, whatever lies below it. Raises ``PermissionDenied`` for somebody who may not work on
    the page, :class:`~wagtail_govreview.refusal.Refused` while it is in review, nobody can sign, or its deletion would
    take public pages along.
    """
    page = page.specific
    if not may_ask_for_removal(user, page):
        raise PermissionDenied
    refuse_if(rules.for_withdrawal(reason=asked.printed))
    if purpose == ReviewSheet.Purpose.DELETION:
        refuse_if(rules.for_deletion_request(public_at_and_below(page, inclusive=False)))
    return request_removal(page, user=user, removal=asked.removal(page, purpose))
