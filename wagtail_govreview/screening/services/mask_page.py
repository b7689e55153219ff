"""Mask: a new draft of a page in which personal information can no longer be recognised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

from django.db import transaction

from wagtail_govreview.ledger.services import append
from wagtail_govreview.pages import base_page_model
from wagtail_govreview.refusal import Refused, refuse_if
from wagtail_govreview.screening.acts import MASKED
from wagtail_govreview.screening.context import context_for
from wagtail_govreview.screening.masking import rules
from wagtail_govreview.screening.masking.drafts import facts_of, newest_draft
from wagtail_govreview.screening.masking.page import MaskablePage
from wagtail_govreview.units.governance import is_governed, unit_of


@transaction.atomic
def mask_page(page: Any, *, user: Any, seen: int | None, keys: Collection[str]) -> Any:
    """Save a draft of ``page`` with masks at the places that ``keys`` name (rule, chapter 三(二): 隐私信息要遮掩).

    ``keys``: those of :attr:`~wagtail_govreview.screening.masking.page.MaskablePage.changes`; ``seen``: number of the
    draft in which the person saw them, ``None`` where the page has none. What is public does not change. Returns the
    new revision; the one before stays in the page's history. Raises :class:`~wagtail_govreview.refusal.Refused`.
    """
    page = held(page)
    refuse_if(rules.for_masking(facts_of(page, user, seen)))
    draft = newest_draft(page)
    unit = unit_of(page)
    masked = MaskablePage(draft, context_for(draft, unit))
    codes = Counter(each.code for each in masked.changes if each.key in keys and not each.fixed)
    if not masked.mask(keys):
        raise Refused([rules.nothing_chosen()])
    revision = draft.save_revision(user=user, log_action=True, clean=False)
    if unit is not None and is_governed(page):
        note_masked(unit, page, user, revision=revision.pk, previous=seen, masked=dict(codes))
    return revision


def held(page: Any) -> Any:
    """The page in its own type as the database has it now, its row held until the transaction ends."""
    pages: Any = base_page_model()._default_manager
    return pages.select_for_update().get(pk=page.pk).specific


def note_masked(unit: Any, page: Any, user: Any, **data: Any) -> None:
    """The line in the ledger; how many of which kind were masked, and nothing of them."""
    append(
        unit.code,
        MASKED,
        actor=user,
        subject=page,
        summary=page.title,
        data={"page": str(page.pk), **data},
    )
