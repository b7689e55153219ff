"""What may be written into the ledger, and that evidence is never changed or deleted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from wagtail_govreview.ledger.anchors.written import Head
from wagtail_govreview.refusal import Refusal

ACT = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
CHAIN_LENGTH = 64
ACT_LENGTH = 64
HEAD = re.compile(r"(?:sha256|sm3):[0-9a-f]{64}")


def for_append(chain: str, act: str) -> list[Refusal]:
    """May a line with this act be appended to the chain of this name?"""
    refusals = []
    if not chain or len(chain) > CHAIN_LENGTH:
        sentence = _("“%(chain)s” is no name of a ledger chain: it needs 1 to 64 characters.")
        refusals.append(Refusal("ledger.chain", sentence % {"chain": chain}))
    if len(act) > ACT_LENGTH or not ACT.fullmatch(act):
        sentence = _("“%(act)s” is no code of an act, such as “review.signed”.")
        refusals.append(Refusal("ledger.act", sentence % {"act": act}))
    return refusals


def for_change(kind: str | Promise) -> list[Refusal]:
    """May a record of this kind (its plural name) be changed? Never."""
    sentence = _("This is evidence and cannot be changed: %(kind)s.")
    return [Refusal("ledger.unchangeable", sentence % {"kind": kind})]


def for_deletion(kind: str | Promise) -> list[Refusal]:
    """May a record of this kind (its plural name) be deleted? Never."""
    sentence = _("This is evidence and cannot be deleted: %(kind)s.")
    return [Refusal("ledger.undeletable", sentence % {"kind": kind})]


def for_anchor(
    heads: Sequence[Head], *, channels: Sequence[str], recipients: Sequence[str]
) -> list[Refusal]:
    """May these heads be given outside, and is there somebody to get them?"""
    refusals = []
    if not heads:
        sentence = _("No ledger was chosen, or none has a line yet: there is nothing to give.")
        refusals.append(Refusal("ledger.no_heads", sentence))
    for head in heads:
        if not HEAD.fullmatch(head.digest):
            sentence = _(
                "The head of ledger %(chain)s is no digest: somebody changed it. Verify the ledger first."
            )
            refusals.append(Refusal("ledger.damaged_head", sentence % {"chain": head.chain}))
    if "mail" in channels and not recipients:
        sentence = _(
            "Nobody would get the mail: name the recipients in GOVREVIEW_ANCHOR_RECIPIENTS."
        )
        refusals.append(Refusal("ledger.no_recipients", sentence))
    return refusals
