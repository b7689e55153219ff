"""What a delegation of signing must be, and when it is in force. Pure: values in, refusals out.

No published rule speaks of signing for another at the review of a site; what is asked here is what keeps the
separation of the tiers true, and the limits are local values.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail_govreview.moments import local_moment
from wagtail_govreview.refusal import Refusal

FILE_BYTES = 20 * 1024 * 1024
# Endings with the bytes that such a file begins with. OFD and DOCX are ZIP archives.
FILE_HEADS = {
    "pdf": b"%PDF-",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "png": b"\x89PNG\r\n\x1a\n",
    "ofd": b"PK\x03\x04",
    "docx": b"PK\x03\x04",
}


@dataclass(frozen=True)
class Span:
    """Who signs a tier for whom, in a half-open period. People are keys as text."""

    tier: str
    principal: str
    delegate: str
    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: Span) -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True)
class Wish:
    """A delegation that somebody wants to enter.

    ``standing``: the unit's delegations that nobody has revoked. ``principal_signs``: the person signs this tier
    in their own right and has an active account. ``delegate_can_sign``: an active account with access to the admin.
    """

    span: Span
    principal_name: str
    delegate_name: str
    principal_signs: bool
    delegate_can_sign: bool
    granted_by: str
    now: datetime
    longest_days: int | None
    reason: str
    standing: Collection[Span]


@dataclass(frozen=True)
class Use:
    """A delegation at the moment at which somebody wants to sign under it."""

    user_key: str
    user_active: bool
    delegate_key: str
    principal_name: str
    principal_signs: bool
    starts_at: datetime
    ends_at: datetime
    revoked_at: datetime | None
    at: datetime


def for_granting(wish: Wish) -> list[Refusal]:
    """Why this delegation may not be entered."""
    return [*_people(wish), *_period(wish), *_among_others(wish), *_reason(wish.reason)]


def _people(wish: Wish) -> Iterator[Refusal]:
    span = wish.span
    if not wish.principal_signs:
        sentence = _("%(name)s does not sign this tier in their own right, so cannot delegate it.")
        yield Refusal(
            "units.delegation_principal", sentence % {"name": wish.principal_name}, "principal"
        )
    if span.principal == span.delegate:
        sentence = _("Choose somebody else: nobody signs for themselves by delegation.")
        yield Refusal("units.delegation_self", sentence, "delegate")
        return
    if not wish.delegate_can_sign:
        sentence = _("%(name)s has no active account with access to the admin, so cannot sign.")
        yield Refusal(
            "units.delegation_delegate", sentence % {"name": wish.delegate_name}, "delegate"
        )
    if span.delegate == wish.granted_by:
        sentence = _("Nobody enters a delegation to themselves. Somebody else has to enter it.")
        yield Refusal("units.delegation_own_hand", sentence, "delegate")


def _period(wish: Wish) -> Iterator[Refusal]:
    span = wish.span
    if span.ends_at <= span.starts_at:
        sentence = _("The end has to lie after the beginning.")
        yield Refusal("units.delegation_period", sentence, "ends_at")
    elif span.ends_at <= wish.now:
        sentence = _("This period is over. A delegation cannot be entered afterwards.")
        yield Refusal("units.delegation_over", sentence, "ends_at")
    elif wish.longest_days is not None and span.ends_at - span.starts_at > timedelta(
        days=wish.longest_days
    ):
        sentence = _("A delegation lasts %(days)d days at most. Enter a new one afterwards.")
        yield Refusal("units.delegation_length", sentence % {"days": wish.longest_days}, "ends_at")


def _among_others(wish: Wish) -> Iterator[Refusal]:
    """Nothing is delegated twice, on, or round in a circle at the same time."""
    span = wish.span
    together = [other for other in wish.standing if other.overlaps(span)]
    in_tier = [other for other in together if other.tier == span.tier]
    names = {"principal": wish.principal_name, "delegate": wish.delegate_name}
    if any(other.principal == span.principal for other in in_tier):
        sentence = _(
            "%(principal)s has delegated this tier already for a part of this time. Revoke that first."
        )
        yield Refusal("units.delegation_overlap", sentence % names, "starts_at")
    if any(other.delegate == span.principal for other in in_tier):
        sentence = _(
            "%(principal)s signs this tier for somebody else at that time, and cannot pass it on."
        )
        yield Refusal("units.delegation_chain", sentence % names, "principal")
    if any(other.principal == span.delegate for other in in_tier):
        sentence = _(
            "%(delegate)s has delegated this tier to somebody else at that time. Choose another."
        )
        yield Refusal("units.delegation_chain", sentence % names, "delegate")
    elif _leads_back(span, together):
        sentence = _(
            "%(principal)s signs for %(delegate)s at that time, directly or through others. "
            "Two people cannot stand in for each other."
        )
        yield Refusal("units.delegation_circle", sentence % names, "delegate")


def _leads_back(span: Span, others: Collection[Span]) -> bool:
    """Do delegations lead from the delegate back to the principal, in any tier?"""
    if span.delegate == span.principal:  # refused for what it is
        return False
    reached, new = {span.delegate}, {span.delegate}
    while new:
        new = {other.delegate for other in others if other.principal in new} - reached
        reached |= new
    return span.principal in reached


def _reason(reason: str) -> Iterator[Refusal]:
    if not reason.strip():
        sentence = _("Say why, as the authorisation does: leave, business trip, …")
        yield Refusal("units.delegation_reason", sentence, "reason")


def for_authorisation(name: str, size: int, head: bytes) -> list[Refusal]:
    """Is this file fit to be kept as the authorisation? ``head``: its first bytes; an empty ``name``: there is none."""
    if not name or not size:
        sentence = _("Add the written authorisation: nobody signs for another without it.")
        return [Refusal("units.delegation_file", sentence, "file")]
    refusals = []
    if size > FILE_BYTES:
        sentence = _("The authorisation may have at most 20 MB.")
        refusals.append(Refusal("units.delegation_file_size", sentence, "file"))
    begins = FILE_HEADS.get(name.rpartition(".")[2].lower())
    if begins is None or not head.startswith(begins):
        sentence = _("The authorisation must be a PDF, OFD, DOCX, JPEG or PNG file.")
        refusals.append(Refusal("units.delegation_file_format", sentence, "file"))
    return refusals


def for_ending(*, reason: str, is_open: bool) -> list[Refusal]:
    """Why this delegation may not be revoked."""
    if not is_open:
        sentence = _("This delegation is over already.")
        return [Refusal("units.delegation_closed", sentence)]
    if not reason.strip():
        sentence = _("Say why it is revoked.")
        return [Refusal("units.delegation_end_reason", sentence, "revocation_reason")]
    return []


def for_entering(*, may: bool) -> list[Refusal]:
    """Why this person may neither enter nor revoke delegations of this principal."""
    if may:
        return []
    sentence = _(
        "Delegations are entered by the principal in person, or by whoever appoints signers."
    )
    return [Refusal("units.delegation_not_yours", sentence)]


def for_using(use: Use) -> list[Refusal]:
    """Why nobody, or not this person, signs under the delegation at ``use.at``."""
    return list(_not_in_force(use))


def _not_in_force(use: Use) -> Iterable[Refusal]:
    values = {"name": use.principal_name}
    if use.user_key != use.delegate_key or not use.user_active:
        sentence = _("This authorisation to sign for %(name)s is not given to you.")
        yield Refusal("units.delegation_not_given", sentence % values)
    if use.revoked_at is not None and use.revoked_at <= use.at:
        sentence = _("The authorisation to sign for %(name)s was revoked on %(when)s.")
        yield Refusal(
            "units.delegation_revoked", sentence % {**values, "when": _words(use.revoked_at)}
        )
    elif use.at < use.starts_at:
        sentence = _("The authorisation to sign for %(name)s begins on %(when)s.")
        yield Refusal(
            "units.delegation_not_yet", sentence % {**values, "when": _words(use.starts_at)}
        )
    elif use.at >= use.ends_at:
        sentence = _("The authorisation to sign for %(name)s expired on %(when)s.")
        yield Refusal(
            "units.delegation_expired", sentence % {**values, "when": _words(use.ends_at)}
        )
    if not use.principal_signs:
        sentence = _(
            "%(name)s does not sign this tier any more, so nobody signs it in their place."
        )
        yield Refusal("units.delegation_principal_gone", sentence % values)


def _words(moment: datetime) -> str:
    return date_format(local_moment(moment), "DATETIME_FORMAT")
