"""Why a draft may not be submitted for review: asked by the editor's form, the task and the tests alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_govreview.moments import local_day
from wagtail_govreview.refusal import Refusal
from wagtail_govreview.review.drafts import sheet_draft_of
from wagtail_govreview.review.findings import text_of
from wagtail_govreview.review.rules import schedule_refusals, sheet_draft_refusals
from wagtail_govreview.review.tier_task import TierTask
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.screening import rules as screening_rules
from wagtail_govreview.screening.findings import Finding
from wagtail_govreview.screening.screening import screen
from wagtail_govreview.sources import rules as source_rules
from wagtail_govreview.sources.attributions import attribution_of
from wagtail_govreview.units.governance import tier_tasks, unit_of
from wagtail_govreview.units.models import Unit


def submission_refusals(
    page: Any, workflow: Any, found: Sequence[Finding] | None = None
) -> list[Refusal]:
    """Everything that keeps the draft ``page`` from being submitted to ``workflow``.

    ``found``: what the automatic checks find in it, where the caller has asked them already.
    """
    unit = unit_of(page)
    return [
        *readiness_refusals(page, unit, workflow),
        *source_rules.for_submission(
            attribution_of(page),
            title=page.title,
            on=local_day(),
            text=text_of(page),
            unit=unit,
        ),
        *sheet_draft_refusals(sheet_draft_of(page)),
        *screening_rules.for_submission(screen(page, unit) if found is None else found),
    ]


def readiness_refusals(page: Any, unit: Unit | None, workflow: Any) -> list[Refusal]:
    """What no answer in the tab can mend: the unit's people, and the days from which and until the page is public."""
    return [
        *unit_refusals(unit, workflow),
        *schedule_refusals(
            go_live_at=page.go_live_at, expire_at=page.expire_at, now=timezone.now()
        ),
    ]


def unit_refusals(unit: Unit | None, workflow: Any) -> list[Refusal]:
    """Why nobody could sign: no unit, or a tier without a task or without people."""
    if unit is None:
        return [
            Refusal(
                "units.none",
                _(
                    "No unit publishes this part of the page tree. "
                    "An administrator has to set one up."
                ),
            )
        ]
    tasks = {task.tier: task for task in tier_tasks(workflow)}
    return [
        refusal
        for tier in get_profile().tiers
        for refusal in _tier_refusals(tier.label, tasks.get(tier.code))
    ]


def _tier_refusals(label: Any, task: TierTask | None) -> list[Refusal]:
    if task is None:
        return [
            Refusal(
                "units.tier_without_task",
                _("The workflow has no active task for “%(tier)s”.") % {"tier": label},
            )
        ]
    if not task.groups.filter(user__is_active=True).exists():
        return [
            Refusal(
                "units.tier_without_signer",
                _("Nobody signs “%(tier)s” for this unit yet.") % {"tier": label},
            )
        ]
    return []
