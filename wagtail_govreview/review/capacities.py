"""In whose name somebody signs a tier: in their own, or for a principal under a delegation (授权代签).

What is possible is decided at the moment of the signature, by ``rules``; screens ask the same before.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail_govreview.moments import local_moment
from wagtail_govreview.refusal import Refusal, Refused
from wagtail_govreview.review import rules
from wagtail_govreview.review.facts import signing_facts
from wagtail_govreview.review.rules import SigningFacts
from wagtail_govreview.review.sheets import ReviewSheet
from wagtail_govreview.units.delegating import own_rights, use_of
from wagtail_govreview.units.delegation_rules import for_using
from wagtail_govreview.units.delegations import Delegation, DelegationState
from wagtail_govreview.units.models import Signer

OWN = "own"
# Of one delegate in one tier; those that end last come first, so none that is in force is left out.
LOOKED_AT = 50


@dataclass(frozen=True)
class Capacity:
    """One possibility: ``delegation`` is ``None`` in one's own name. ``at``: the moment for which it was asked."""

    facts: SigningFacts
    at: datetime
    delegation: Delegation | None = None

    @property
    def code(self) -> str:
        """As forms and ``sign_as`` name it."""
        return OWN if self.delegation is None else str(self.delegation.pk)

    @cached_property
    def refusals(self) -> list[Refusal]:
        """Why the person may not decide in this name; empty when they may."""
        return rules.for_deciding(self.facts)

    @property
    def label(self) -> str:
        if self.delegation is None:
            return _("in my own name")
        return _("for %(principal)s") % {"principal": principal_of(self.delegation)}

    @property
    def authorisation(self) -> str:
        """“the authorisation of 2 March 2026, until …”; empty in one's own name."""
        if self.delegation is None:
            return ""
        return _("authorisation of %(day)s, until %(until)s") % {
            "day": date_format(local_moment(self.delegation.granted_at), "DATE_FORMAT"),
            "until": date_format(local_moment(self.delegation.ends_at), "DATETIME_FORMAT"),
        }


def principal_of(delegation: Delegation) -> str:
    """“王×× (副厅长)”."""
    name, title = delegation.principal_name, delegation.principal_title
    return _("%(name)s (%(title)s)") % {"name": name, "title": title} if title else name


def capacities_of(
    sheet: ReviewSheet,
    tier: str,
    user: Any,
    *,
    in_group: bool,
    wanted: str = "",
    lock: bool = False,
) -> list[Capacity]:
    """In whose name ``user`` might decide on ``sheet`` at ``tier`` now, one's own first. At least one.

    Delegations that are not in force are left out, unless ``wanted`` is the code of one, or there is nothing else:
    then the last one says why. A constant number of queries. ``lock``: hold the rows until the transaction ends.
    """
    held = _delegations(sheet, tier, user, lock=lock)
    now = timezone.now()
    own = Capacity(signing_facts(sheet, tier, user, in_group=in_group), now)
    chosen = [
        each
        for each in held
        if each.state_at(now) == DelegationState.IN_FORCE or str(each.pk) == wanted
    ]
    if not chosen and not in_group:
        chosen = held[:1]
    if not chosen:
        return [own]
    others = _standing_in(own, chosen, user)
    return [own, *others] if in_group else others


def _delegations(sheet: ReviewSheet, tier: str, user: Any, *, lock: bool) -> list[Delegation]:
    rows = Delegation.objects.filter(delegate=user, unit=sheet.unit_id, tier=tier)
    if lock:
        rows = rows.select_for_update()
    return list(rows.order_by("-ends_at", "-pk")[:LOOKED_AT])


def _standing_in(own: Capacity, delegations: Sequence[Delegation], user: Any) -> list[Capacity]:
    principals = [each.principal_id for each in delegations]
    rights = own_rights(principals)
    posts = posts_of(delegations)
    return [
        Capacity(
            standing_in(
                own.facts,
                each,
                posts,
                authority=for_using(
                    use_of(
                        each,
                        user,
                        own.at,
                        principal_signs=(each.unit_id, each.tier, each.principal_id) in rights,
                    )
                ),
            ),
            own.at,
            each,
        )
        for each in delegations
    ]


def posts_of(delegations: Collection[Delegation]) -> dict[tuple[Any, str, Any], str]:
    """The posts in which the principals sign: by unit, tier and person. One query."""
    rows = Signer.objects.filter(user__in=[each.principal_id for each in delegations])
    found = rows.values_list("unit_id", "tier", "user_id", "post")
    return {(unit, tier, user): post for unit, tier, user, post in found}


def standing_in(
    own: SigningFacts,
    delegation: Delegation,
    posts: dict[tuple[Any, str, Any], str],
    *,
    authority: Collection[Refusal] = (),
) -> SigningFacts:
    """The facts ``own`` of a person, as those of somebody who signs under ``delegation`` in the principal's post."""
    place = (delegation.unit_id, delegation.tier, delegation.principal_id)
    return replace(
        own,
        principal_key=delegation.principal_key,
        principal_name=delegation.principal_name,
        post=posts.get(place, ""),
        authority=authority,
    )


def choose(capacities: Sequence[Capacity], wanted: str = "") -> Capacity:
    """The one with the code ``wanted``; without a wish, the only one in which the person may decide.

    Nobody's name is taken by default: raises :class:`~wagtail_govreview.refusal.Refused` where there are several, and
    for a code that is not among them. Where none may decide, the first is given, with its reasons.
    """
    if wanted:
        for capacity in capacities:
            if capacity.code == wanted:
                return capacity
        raise Refused([Refusal("review.sign_as", _unknown(), "sign_as")])
    able = [capacity for capacity in capacities if not capacity.refusals]
    if len(able) > 1:
        raise Refused([Refusal("review.sign_as", _("Choose in whose name you sign."), "sign_as")])
    return able[0] if able else capacities[0]


def _unknown() -> str:
    return _("You cannot sign in this name (any more). Choose again.")
