"""Codes of a sheet in the reader's language.

Lists show many sheets, so the rulebook's label is taken, without a query; what the rulebook no longer knows
keeps the wording that the sheet froze.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext

from wagtail_govreview.review.frozen import FrozenTier
from wagtail_govreview.review.sheets import ReviewSheet, SheetState, Signature
from wagtail_govreview.rulebook import UnknownTerm, get_profile
from wagtail_govreview.rulebook.terms import Term


def class_label(sheet: ReviewSheet) -> str:
    return _label(
        get_profile().information_class,
        sheet.information_class,
        sheet.answers.get("information_class"),
    )


def attribute_label(sheet: ReviewSheet) -> str:
    return _label(get_profile().attribute, sheet.attribute, sheet.answers.get("attribute"))


def tier_label(sheet: ReviewSheet) -> str:
    """The tier at which the sheet waits, or which returned it; empty for no tier."""
    if not sheet.tier:
        return ""
    frozen = next((tier for tier in sheet.tiers if tier["code"] == sheet.tier), None)
    return _label(get_profile().tier, sheet.tier, frozen)


def signed_tier_label(signature: Signature) -> str:
    """The tier of a signature, by the wording that it kept."""
    return _label(get_profile().tier, signature.tier, {"wording": signature.tier_wording})


def _label(find: Callable[[str], Term], code: str, frozen: dict[str, Any] | None) -> str:
    """The rulebook's label if it still means the frozen wording, otherwise that wording."""
    wording = (frozen or {}).get("wording", code)
    try:
        term = find(code)
    except UnknownTerm:
        return wording
    return str(term.label) if not frozen or term.wording == wording else wording


def waits_at(sheet: ReviewSheet) -> str:
    """Whose turn it is: a tier's, or the undertaker's after a return; empty when nobody is waited for."""
    if sheet.state == SheetState.RETURNED:
        return gettext("Undertaker")
    return tier_label(sheet) if sheet.state == SheetState.IN_REVIEW else ""


def subject_label(tier: FrozenTier) -> str:
    """What a tier looks at, in the reader's language, by the same rule as the tier's own label."""
    of_removal = get_profile().withdrawal.subject
    if of_removal.wording == tier.subject:
        return str(of_removal.label)
    try:
        known = get_profile().tier(tier.code)
    except UnknownTerm:
        return tier.subject
    return str(known.subject.label) if known.subject.wording == tier.subject else tier.subject
