"""Withdraw: take a page offline, with a reason."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.actions.unpublish_page import UnpublishPageAction

from wagtail_govreview.publication import rules
from wagtail_govreview.publication.acting import acting
from wagtail_govreview.refusal import refuse_if


@transaction.atomic
def withdraw(
    page: Any, *, user: Any, reason: str, code: str = "", include_descendants: bool = False
) -> None:
    """Take ``page`` offline for ``reason``, on request with everything public below it.

    ``code`` is that of the reason in the profile. Wagtail's unpublish permission is asked; the register gets an entry
    of its own for each page. Raises :class:`~wagtail_govreview.refusal.Refused` without a reason, and where the tiers
    have to sign it (see :func:`~.request.request`).
    """
    refuse_if(rules.for_withdrawal(reason=reason))
    with acting(user, reason.strip(), code=code):
        UnpublishPageAction(
            page.specific, user=user, include_descendants=include_descendants
        ).execute()
