"""Aliases: pages that Wagtail keeps equal to another page, and publishes together with it.

What was signed is signed for its place. An alias in another place is another publication, and is refused like any
other that nobody has signed. Not so the alias that stands in for a translation which is not made yet (a site with
synchronised language trees makes one of every new page): it shows the same item in the tree of another language,
and follows its original, if the same organ or one below it publishes there.
"""

from __future__ import annotations

import copy
from typing import Any

from wagtail_govreview.units.governance import unit_of
from wagtail_govreview.units.models import Unit


def follows_original(page: Any) -> bool:
    """Does ``page`` stand in for a translation of the page that it is an alias of?"""
    original = page.alias_of
    return (
        original is not None
        and page.translation_key == original.translation_key
        and page.locale_id != original.locale_id
    )


def may_follow(page: Any, unit: Unit) -> bool:
    """Does ``unit``, whose people signed the original, answer for the place of ``page`` as well?"""
    organ = unit_of(page)
    while organ is not None and organ.pk != unit.pk:
        if organ.parent is None:
            return False
        organ = organ.parent
    return True


def as_signed(page: Any) -> Any:
    """``page`` as its signatures know it: one that follows its original has the original's slug."""
    if not follows_original(page):
        return page
    shown = copy.copy(page)
    shown.slug = page.alias_of.slug
    return shown
