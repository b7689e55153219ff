"""What may be done with dictionaries: pure decisions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail_govreview.refusal import Refusal

MOST_TERMS = 100_000


def for_change(*, is_draft: bool) -> list[Refusal]:
    """May terms of this version be changed?"""
    if is_draft:
        return []
    sentence = _("This version is or was in force and never changes. Begin a new draft from it.")
    return [Refusal("dictionary.not_draft", sentence)]


def for_draft(*, has_draft: bool) -> list[Refusal]:
    """May a new draft be begun?"""
    if not has_draft:
        return []
    sentence = _("There is a draft of this dictionary already. Finish it or discard it first.")
    return [Refusal("dictionary.has_draft", sentence)]


def for_count(count: int) -> list[Refusal]:
    """May a version have so many terms?"""
    if count <= MOST_TERMS:
        return []
    sentence = _("A dictionary holds %(most)d terms at most; these would be %(count)d.")
    return [Refusal("dictionary.too_many", sentence % {"most": MOST_TERMS, "count": count})]


def for_activation(*, is_draft: bool, changes: bool) -> list[Refusal]:
    """May this version be put in force? ``changes``: does it differ from the one in force?"""
    if not is_draft:
        return for_change(is_draft=False)
    if not changes:
        sentence = _("This draft is the same as the version in force. Change something first.")
        return [Refusal("dictionary.unchanged", sentence)]
    return []
