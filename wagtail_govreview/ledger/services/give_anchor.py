"""Give heads outside: hand the anchor over, then note it in every chain that is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from django.utils import timezone

from wagtail_govreview.ledger import rules, signals
from wagtail_govreview.ledger.anchors.given import ANCHORED
from wagtail_govreview.ledger.anchors.written import Anchor, Head
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.ledger.services.append import append
from wagtail_govreview.refusal import refuse_if

T = TypeVar("T")


def give_anchor(
    heads: Iterable[Head],
    hand_over: Callable[[Anchor], T],
    *,
    channels: Sequence[str],
    recipients: Sequence[str] = (),
    actor: Any = None,
) -> T:
    """Hand ``heads`` over as one anchor, and note it; gives what ``hand_over`` gives.

    ``channels``: ``print``, ``pdf``, ``mail``, ``log``, ``file``. ``actor``: a user, or ``None`` for the site itself.
    Handed over before it is noted, and while nothing is locked: a mail server that does not answer keeps nobody
    from publishing, and what was not handed over is not in the ledger. One transaction for each chain. Raises ``Refused``,
    and whatever ``hand_over`` raises.
    """
    anchor = Anchor.of(timezone.now(), heads)
    refuse_if(rules.for_anchor(anchor.heads, channels=channels, recipients=recipients))
    handed_over = hand_over(anchor)
    for head in anchor.heads:
        _note(anchor, head, channels, recipients, actor)
    signals.anchor_given.send(sender=LedgerLine, anchor=anchor, channels=channels, user=actor)
    return handed_over


def _note(
    anchor: Anchor, head: Head, channels: Sequence[str], recipients: Sequence[str], actor: Any
) -> None:
    append(
        head.chain,
        ANCHORED,
        actor=actor,
        summary=str(head),
        data={
            "at": anchor.at,
            "channels": channels,
            "recipients": recipients,
            "length": head.length,
            "head": head.digest,
            "code": anchor.code,
        },
    )
