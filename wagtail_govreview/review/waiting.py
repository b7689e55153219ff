"""What waits for one person, for lists: as ``desk`` decides it, but in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail.models import TaskState

from wagtail_govreview.ledger.people import key
from wagtail_govreview.review import rules
from wagtail_govreview.review.clock import Clock, clock_for
from wagtail_govreview.review.facts import (
    posts_signed,
    signatures_of,
    tier_of,
    tiers_of,
    undertaker_may_sign_first,
)
from wagtail_govreview.review.sheets import ReviewSheet, SheetState
from wagtail_govreview.review.tier_task import TierTask, TierTaskState
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.units.models import Signer


@dataclass(frozen=True)
class Waiting:
    """One sheet whose signature is this person's turn."""

    sheet: ReviewSheet
    task_state: TierTaskState
    tier_label: str

    @property
    def clock(self) -> Clock | None:
        return clock_for(self.sheet.due_at)


def waiting_list(user: Any) -> list[Waiting]:
    """Everything that ``user`` may sign now, the most urgent first. Four queries, however much waits."""
    states = _states_before(user)
    if not states:
        return []
    posts = _posts_of(user)
    return [
        Waiting(state.sheet, state, str(tier_of(state.sheet, state.sheet.tier).label))
        for state in states
        if state.sheet is not None and not rules.for_deciding(_facts(state.sheet, user, posts))
    ]


def _states_before(user: Any) -> list[TierTaskState]:
    """Steps in progress in the groups of ``user``. Contributors and earlier signers are still among them."""
    tasks = TierTask.objects.filter(groups__in=user.groups.all()).values("pk")
    return list(
        TierTaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            task__in=tasks,
            sheet__state=SheetState.IN_REVIEW,
        )
        .select_related("sheet__unit")
        .prefetch_related("sheet__signatures")
        .order_by("sheet__due_at", "pk")
    )


def _posts_of(user: Any) -> dict[tuple[int, str], str]:
    """The posts in which ``user`` signs, by unit and tier."""
    rows: Iterable[tuple[int, str, str]] = Signer.objects.filter(user=user).values_list(
        "unit_id", "tier", "post"
    )
    return {(unit_id, tier): post for unit_id, tier, post in rows}


def people_whose_turn_it_is(sheet: ReviewSheet, people: Iterable[Any]) -> list[Any]:
    """Those of ``people``, members of the tier's groups, who may sign ``sheet`` now. Two queries."""
    rows = Signer.objects.filter(unit_id=sheet.unit_id, tier=sheet.tier)
    posts: dict[int, str] = dict(rows.values_list("user_id", "post"))
    place = (sheet.unit_id, sheet.tier)
    return [
        person
        for person in people
        if not rules.for_deciding(_facts(sheet, person, {place: posts.get(person.pk, "")}))
    ]


def _facts(sheet: ReviewSheet, user: Any, posts: dict[tuple[int, str], str]) -> rules.SigningFacts:
    """As ``facts.signing_facts``, from what was read for the whole list. No query of its own."""
    signatures = signatures_of(sheet)
    return rules.SigningFacts(
        tier=tier_of(sheet, sheet.tier),
        sheet_open=sheet.state == SheetState.IN_REVIEW,
        waits_at=sheet.tier,
        user_key=key(user),
        user_active=user.is_active,
        in_group=True,
        post=posts.get((sheet.unit_id, sheet.tier), ""),
        contributor_keys={person["key"] for person in sheet.contributors},
        undertaker_key=sheet.answers.get("undertaker_key", ""),
        signed_keys={signature.user_key for signature in signatures},
        signed_posts=posts_signed(signatures, sheet.tier),
        distinct_signers=get_profile().separation.distinct_signers,
        undertaker_may_sign_first=undertaker_may_sign_first(),
        is_first_tier=tiers_of(sheet)[0].code == sheet.tier,
    )
