"""One sheet in front of one person, and what waits for that person next."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.urls import reverse

from wagtail_govreview.refusal import Refusal, Refused
from wagtail_govreview.review import rules
from wagtail_govreview.review.capacities import Capacity, capacities_of, choose
from wagtail_govreview.review.facts import content_is_unchanged, tier_of
from wagtail_govreview.review.frozen import FrozenTier
from wagtail_govreview.review.sheets import ReviewSheet, SheetState
from wagtail_govreview.review.tier_task import TierTask, TierTaskState
from wagtail_govreview.review.viewing import Viewing
from wagtail_govreview.review.waiting import waiting_list


@dataclass
class Desk:
    """A sheet that waits at ``task`` in front of ``user``: who asks ``rules`` with whose facts."""

    sheet: ReviewSheet
    task: TierTask
    user: Any
    task_state: TierTaskState | None = field(default=None)

    @classmethod
    def for_page(cls, task: TierTask, page: Any, user: Any) -> Desk | None:
        """The sheet that ``page`` has under review at ``task``; None when it has none."""
        sheet = (
            ReviewSheet.objects.filter(page_id=page.pk, state=SheetState.IN_REVIEW, tier=task.tier)
            .select_related("unit", "page", "content")
            .prefetch_related("signatures")
            .order_by("-pk")
            .first()
        )
        return cls(sheet, task, user) if sheet else None

    @classmethod
    def for_task_state(cls, task_state: TierTaskState, user: Any) -> Desk | None:
        """The sheet of ``task_state``; None when the sheet is gone."""
        sheet = (
            ReviewSheet.objects.filter(pk=task_state.sheet_id)
            .select_related("unit", "page", "content")
            .prefetch_related("signatures")
            .first()
        )
        return cls(sheet, task_state.task.specific, user, task_state) if sheet else None

    @cached_property
    def tier(self) -> FrozenTier:
        return tier_of(self.sheet, self.task.tier)

    @cached_property
    def capacities(self) -> list[Capacity]:
        """In whose name this person might decide here."""
        in_group = self.task._user_in_groups(self.user)
        return capacities_of(self.sheet, self.task.tier, self.user, in_group=in_group)

    @property
    def able(self) -> list[Capacity]:
        """Those in which the person may decide: one ordinarily, several where there is a choice."""
        return [capacity for capacity in self.capacities if not capacity.refusals]

    @cached_property
    def viewing(self) -> Viewing:
        """What this person has opened of the sheet."""
        return Viewing(self.sheet, self.user)

    @cached_property
    def refusals(self) -> list[Refusal]:
        """Why this person may not decide here in any name; empty when it is their turn."""
        return [] if self.able else self.capacities[0].refusals

    def refusals_for(self, answers: dict[str, Any]) -> list[Refusal]:
        """What would refuse these form answers: a signature, or a return when they hold a ``comment``."""
        try:
            facts = choose(self.capacities, answers.get("sign_as", "")).facts
        except Refused as refused:
            return refused.refusals
        if "comment" in answers:
            return rules.for_returning(facts, reason=answers["comment"])
        facts = replace(
            facts,
            content_unchanged=content_is_unchanged(self.sheet),
            unread=self.viewing.unread_labels,
        )
        return rules.for_signing(
            facts,
            checklist=answers.get("checklist", ()),
            escalation=answers.get("escalation", ()),
        )


def next_waiting_url(user: Any) -> str | None:
    """Where the next sheet of this person is signed, the most urgent first; None when nothing waits."""
    for waiting in waiting_list(user):
        return reverse("wagtail_govreview:sign", args=[waiting.task_state.pk])
    return None
