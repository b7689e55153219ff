"""What may be written into the ledger, and that evidence is never changed or deleted."""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from wagtail_govreview.refusal import Refusal

ACT = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
CHAIN_LENGTH = 64
ACT_LENGTH = 64


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
