"""What waits for one person, for lists: as ``desk`` decides it, but in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from wagtail.models import TaskState

from wagtail_govreview.ledger.people import key
from wagtail_govreview.review import rules
from wagtail_govreview.review.capacities import posts_of, standing_in
from wagtail_govreview.review.clock import Clock, clock_for
from wagtail_govreview.review.facts import (
    posts_signed,
    represented_in,
    signatures_of,
    tier_of,
    tiers_of,
    undertaker_may_sign_first,
)
from wagtail_govreview.review.sheets import ReviewSheet, SheetState
from wagtail_govreview.review.tier_task import TierTask, TierTaskState
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.units.delegating import given_at, in_force_for
from wagtail_govreview.units.delegations import Delegation
from wagtail_govreview.units.models import Signer


@dataclass(frozen=True)
class Waiting:
    """One sheet whose signature is this person's turn. ``principals``: for whom, where not in their own name."""

    sheet: ReviewSheet
    task_state: TierTaskState
    tier_label: str
    principals: tuple[str, ...] = ()

    @property
    def clock(self) -> Clock | None:
        return clock_for(self.sheet.due_at)


Posts = dict[tuple[Any, str, Any], str]


def waiting_list(user: Any) -> list[Waiting]:
    """Everything that ``user`` may sign now, the most urgent first. Six queries, however much waits."""
    delegations = in_force_for(user)
    own_tasks = set(
        TierTask.objects.filter(groups__in=user.groups.all()).values_list("pk", flat=True)
    )
    states = _states_before(own_tasks, delegations)
    if not states:
        return []
    posts = {**_posts_of(user), **posts_of(delegations)} if delegations else _posts_of(user)
    found = []
    for state in states:
        if state.sheet is None:
            continue
        own = state.task_id in own_tasks
        principals = _for_whom(state.sheet, user, own, delegations, posts)
        if principals is not None:
            label = str(tier_of(state.sheet, state.sheet.tier).label)
            found.append(Waiting(state.sheet, state, label, principals))
    return found


def _for_whom(
    sheet: ReviewSheet, user: Any, own: bool, delegations: Iterable[Delegation], posts: Posts
) -> tuple[str, ...] | None:
    """Nobody (``()``) for a turn of one's own, the principals otherwise; ``None``: it is not this person's turn."""
    facts = _facts(sheet, user, posts.get((sheet.unit_id, sheet.tier, user.pk), ""))
    if own and not rules.for_deciding(facts):
        return ()
    here = [
        each for each in delegations if (each.unit_id, each.tier) == (sheet.unit_id, sheet.tier)
    ]
    able = [each for each in here if not rules.for_deciding(standing_in(facts, each, posts))]
    return tuple(each.principal_name for each in able) or None


def _states_before(own_tasks: set[Any], delegations: Iterable[Delegation]) -> list[TierTaskState]:
    """Steps in progress at these tasks, or where one of ``delegations`` lets sign."""
    mine = Q(task__in=own_tasks)
    for each in delegations:
        mine |= Q(sheet__unit=each.unit_id, sheet__tier=each.tier)
    return list(
        TierTaskState.objects.filter(
            mine, status=TaskState.STATUS_IN_PROGRESS, sheet__state=SheetState.IN_REVIEW
        )
        .select_related("sheet__unit")
        .prefetch_related("sheet__signatures")
        .order_by("sheet__due_at", "pk")
    )


def _posts_of(user: Any) -> Posts:
    """The posts in which ``user`` signs."""
    rows = Signer.objects.filter(user=user).values_list("unit_id", "tier", "post")
    return {(unit_id, tier, user.pk): post for unit_id, tier, post in rows}


def people_whose_turn_it_is(sheet: ReviewSheet, people: Iterable[Any]) -> list[Any]:
    """Those of ``people``, members of the tier's groups, who may sign ``sheet`` now. Two queries."""
    rows = Signer.objects.filter(unit_id=sheet.unit_id, tier=sheet.tier)
    posts: dict[int, str] = dict(rows.values_list("user_id", "post"))
    return [
        person
        for person in people
        if not rules.for_deciding(_facts(sheet, person, posts.get(person.pk, "")))
    ]


def stand_ins_whose_turn_it_is(sheet: ReviewSheet) -> dict[Any, tuple[str, ...]]:
    """Who may sign ``sheet`` now for somebody else, with the names of those. Three queries."""
    delegations = given_at(sheet.unit_id, sheet.tier)
    if not delegations:
        return {}
    posts = posts_of(delegations)
    people = {each.delegate for each in delegations}
    found = {
        person: _for_whom(
            sheet, person, False, [each for each in delegations if each.delegate == person], posts
        )
        for person in people
    }
    return {person: names for person, names in found.items() if names}


def _facts(sheet: ReviewSheet, user: Any, post: str) -> rules.SigningFacts:
    """As ``facts.signing_facts``, from what was read for the whole list. No query of its own."""
    signatures = signatures_of(sheet)
    return rules.SigningFacts(
        tier=tier_of(sheet, sheet.tier),
        sheet_open=sheet.state == SheetState.IN_REVIEW,
        waits_at=sheet.tier,
        user_key=key(user),
        user_active=user.is_active,
        in_group=True,
        post=post,
        contributor_keys={person["key"] for person in sheet.contributors},
        undertaker_key=sheet.answers.get("undertaker_key", ""),
        signed_keys={signature.user_key for signature in signatures},
        represented_keys=represented_in(signatures),
        signed_posts=posts_signed(signatures, sheet.tier),
        distinct_signers=get_profile().separation.distinct_signers,
        undertaker_may_sign_first=undertaker_may_sign_first(),
        is_first_tier=tiers_of(sheet)[0].code == sheet.tier,
    )
