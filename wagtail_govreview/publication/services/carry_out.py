"""Carry out: what the tiers have signed is taken offline, or deleted."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction

from wagtail_govreview.pages import base_page_model
from wagtail_govreview.publication.acting import acting
from wagtail_govreview.review.removal import removal_of
from wagtail_govreview.review.services.request_removal import close_removal
from wagtail_govreview.review.sheets import ReviewSheet


@transaction.atomic
def carry_out(sheet: ReviewSheet, *, user: Any) -> None:
    """Take the page of a signed ``sheet`` offline or delete it. ``user`` signed last.

    Nobody needs a permission for it: the signatures are the permission, and the gate asks for them. A page that is
    offline already stays so. Raises :class:`~wagtail_govreview.refusal.Refused` when a signature is missing or the page
    is not what was signed.
    """
    stored: Any = base_page_model()._default_manager.get(pk=sheet.page_id)
    page = stored.specific
    removal = removal_of(sheet)
    with acting(user, removal["printed"], code=removal["reason"]["code"], sheet=sheet):
        if sheet.purpose == ReviewSheet.Purpose.DELETION:
            DeletePageAction(page, user=user).execute(skip_permission_checks=True)
        elif page.live:
            UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
    close_removal(sheet)
