"""What may be filed: a period that makes sense, with something in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wagtail_govreview.refusal import Refusal

if TYPE_CHECKING:
    from wagtail_govreview.archive.selection import Selection


def for_period(first: date, last: date, today: date) -> list[Refusal]:
    """May a package be made of the days from ``first`` to ``last``?"""
    refusals = []
    if last < first:
        sentence = _("The last day lies before the first. Exchange them.")
        refusals.append(Refusal("archive.period", sentence, "last_day"))
    if last > today:
        sentence = _("The last day lies in the future. Choose today or an earlier day.")
        refusals.append(Refusal("archive.future", sentence, "last_day"))
    return refusals


def for_packing(selection: Selection) -> list[Refusal]:
    """Is there anything to pack?"""
    if selection.as_of is not None:
        return []
    if selection.page_key:
        sentence = _("Nothing of this page was submitted for review or registered by this unit.")
    else:
        sentence = _("The unit registered nothing in this period. Choose other days.")
    return [Refusal("archive.empty", sentence, "first_day")]


def for_request_again(*, failed: bool, silent: bool) -> list[Refusal]:
    """May a package be tried again? If it failed, or if nobody has worked on it for a while."""
    if failed or silent:
        return []
    return [
        Refusal("archive.under_way", _("This package is ready, or is being made at this moment."))
    ]
