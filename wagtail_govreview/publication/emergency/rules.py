"""May this person publish this draft in an emergency? Pure: values in, refusals out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from wagtail_govreview.publication.emergency.terms import ORDER_WAYS
from wagtail_govreview.refusal import Refusal
from wagtail_govreview.rulebook import get_profile


@dataclass(frozen=True)
class EmergencyFacts:
    """Everything about the page and the person that decides.

    ``has_draft``: there is a saved draft. ``is_public``, ``is_signed``, ``is_returned``: that very content is public,
    is signed by all tiers, was returned by one. ``owes_since``: the register number under which signatures of this page
    are due already. ``content``: what the draft's source, attribute and days lack.
    """

    may_publish: bool
    takes_part: bool
    is_governed: bool
    has_draft: bool = False
    is_public: bool = False
    is_signed: bool = False
    is_returned: bool = False
    owes_since: str = ""
    go_live_at: datetime | None = None
    content: Sequence[Refusal] = field(default=())


@dataclass(frozen=True)
class Order:
    """What the person states: why, who ordered it (name and post), how (a code of ``terms.ORDER_WAYS``) and when
    (a moment; ``None`` is refused).

    ``secrecy``: codes of the profile's declarations that the person confirms.
    """

    reason: str
    ordered_by: str
    ordered_post: str
    ordered_how: str
    ordered_at: Any
    secrecy: Collection[str] = ()


def for_person(facts: EmergencyFacts) -> list[Refusal]:
    """Why this person may not do this at all with this page."""
    refusals = []
    if not facts.is_governed:
        sentence = _("This page is not under review: publish it as usual.")
        refusals.append(Refusal("publication.emergency_ungoverned", sentence))
    if not facts.may_publish:
        sentence = _("You do not hold the permission to publish in an emergency.")
        refusals.append(Refusal("publication.emergency_permission", sentence))
    elif not facts.takes_part:
        sentence = _(
            "You have no role in the unit that publishes this page, so you cannot publish it in an emergency."
        )
        refusals.append(Refusal("publication.emergency_unit", sentence))
    return refusals


def for_content(facts: EmergencyFacts, *, now: datetime) -> list[Refusal]:
    """Why this draft may not become public in an emergency now."""
    return list(_content_refusals(facts, now)) if facts.has_draft else [_no_draft()]


def _no_draft() -> Refusal:
    return Refusal("publication.emergency_draft", _("There is no saved draft to publish."))


def _content_refusals(facts: EmergencyFacts, now: datetime) -> Iterator[Refusal]:
    if facts.owes_since:
        sentence = _(
            "Signatures are still due for the emergency publication %(number)s of this page. "
            "Have them signed, or take the page offline, before you publish it in an emergency again."
        )
        yield Refusal("publication.emergency_open", sentence % {"number": facts.owes_since})
    if facts.is_public:
        sentence = _("The newest draft is public already: there is nothing to publish.")
        yield Refusal("publication.emergency_public", sentence)
    elif facts.is_signed:
        sentence = _("All tiers have signed this draft: it goes live without any emergency.")
        yield Refusal("publication.emergency_signed", sentence)
    if facts.is_returned:
        sentence = _(
            "A tier has returned exactly this draft. An emergency saves waiting, it does not overrule a reviewer: "
            "correct the draft first."
        )
        yield Refusal("publication.emergency_returned", sentence)
    if facts.go_live_at and facts.go_live_at > now:
        sentence = _(
            "The draft is scheduled for later. What can wait is no emergency: take the schedule out, or submit it for review."
        )
        yield Refusal("publication.emergency_scheduled", sentence)
    yield from facts.content


def for_order(order: Order, *, now: datetime) -> list[Refusal]:
    """What the person still has to state."""
    return list(_order_refusals(order, now))


def _order_refusals(order: Order, now: datetime) -> Iterator[Refusal]:
    if not order.reason.strip():
        sentence = _("Say what happened and why it cannot wait for the signatures.")
        yield Refusal("publication.emergency_reason", sentence, "reason")
    if not order.ordered_by.strip():
        sentence = _("Name the person who ordered it.")
        yield Refusal("publication.emergency_orderer", sentence, "ordered_by")
    if not order.ordered_post.strip():
        sentence = _("Give the post of the person who ordered it.")
        yield Refusal("publication.emergency_post", sentence, "ordered_post")
    if order.ordered_how not in {way.code for way in ORDER_WAYS}:
        sentence = _("Say how it was ordered.")
        yield Refusal("publication.emergency_how", sentence, "ordered_how")
    if order.ordered_at is None or order.ordered_at > now:
        sentence = _("Say when it was ordered. That cannot be in the future.")
        yield Refusal("publication.emergency_when", sentence, "ordered_at")
    undeclared = [item for item in get_profile().secrecy if item.code not in order.secrecy]
    if undeclared:
        sentence = _("Check the text and every attachment, then confirm: %(items)s.")
        items = ", ".join(str(item.label) for item in undeclared)
        yield Refusal("publication.emergency_secrecy", sentence % {"items": items}, "secrecy")
