"""What may be destroyed, and on whose word."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_govreview.ledger.destruction.records import Order
from wagtail_govreview.refusal import Refusal


@dataclass(frozen=True)
class ItemFacts:
    """One item (件): everything that a unit registered and reviewed of one page.

    ``unnamed``: numbers of its entries that the list leaves out. ``users``: names of other records that need something
    of it. ``newest``: when its newest entry was registered.
    """

    title: str
    is_public: bool
    is_in_review: bool
    unnamed: Collection[str]
    users: Collection[str]
    newest: datetime


def for_numbers(
    numbers: Collection[str], unknown: Collection[str], units: Collection[str]
) -> list[Refusal]:
    """Do the numbers make one list? ``units``: the names of the units whose entries they are."""
    if not numbers:
        return [Refusal("destruction.empty", _("Name at least one entry of the register."))]
    refusals = []
    for number in unknown:
        sentence = _("The register has no entry %(number)s.")
        refusals.append(Refusal("destruction.unknown", sentence % {"number": number}))
    if len(units) > 1:
        sentence = _("These entries are of several units (%(units)s). Make one list for each unit.")
        refusals.append(
            Refusal("destruction.units", sentence % {"units": _(", ").join(sorted(units))})
        )
    return refusals


def for_item(item: ItemFacts, *, years: int, born_before: datetime) -> list[Refusal]:
    """May the item be destroyed? ``born_before``: the moment ``years`` years ago."""
    refusals = []
    place = {"title": item.title}
    if item.is_public:
        sentence = _("“%(title)s” is public. What is public is not destroyed: withdraw it first.")
        refusals.append(Refusal("destruction.public", sentence % place))
    if item.is_in_review:
        sentence = _("“%(title)s” is in review. Finish the review, or take it back.")
        refusals.append(Refusal("destruction.in_review", sentence % place))
    if item.newest > born_before:
        sentence = ngettext(
            "“%(title)s” was registered less than %(years)d year ago: its retention has not ended.",
            "“%(title)s” was registered less than %(years)d years ago: its retention has not ended.",
            years,
        )
        refusals.append(Refusal("destruction.young", sentence % {**place, "years": years}))
    if item.unnamed:
        sentence = _("“%(title)s” is destroyed whole: name %(numbers)s, too.")
        values = {**place, "numbers": _(", ").join(item.unnamed)}
        refusals.append(Refusal("destruction.partial", sentence % values))
    if item.users:
        sentence = _("“%(title)s” is still needed by other records: %(users)s.")
        values = {**place, "users": _(", ").join(item.users)}
        refusals.append(Refusal("destruction.used", sentence % values))
    return refusals


def for_order(order: Order) -> list[Refusal]:
    """Is it said by whose approval, why, on whose order and under whose eyes?"""
    refusals = []
    if not order.approval.strip():
        sentence = _("The number of the approval (销毁批准文号) is missing.")
        refusals.append(Refusal("destruction.approval", sentence))
    if not order.reason.strip():
        refusals.append(Refusal("destruction.reason", _("The reason is missing.")))
    if not order.ordered_by.strip():
        refusals.append(Refusal("destruction.ordered_by", _("Say who ordered the destruction.")))
    if not order.supervised_by.strip():
        sentence = _("Say who supervises the destruction (监销).")
        refusals.append(Refusal("destruction.supervised_by", sentence))
    elif _same_name(order.ordered_by, order.supervised_by):
        sentence = _("Who orders a destruction does not supervise it: name another person.")
        refusals.append(Refusal("destruction.same_person", sentence))
    return refusals


def for_confirmation(confirmed: str, digest: str) -> list[Refusal]:
    """Is the inventory still the one that was approved?"""
    if confirmed == digest:
        return []
    sentence = _(
        "The inventory is not the one that was confirmed; its digest is now %(digest)s. "
        "Look at it again, and have it approved as it is."
    )
    return [Refusal("destruction.changed", sentence % {"digest": digest})]


def _same_name(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()
