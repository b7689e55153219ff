"""How a sheet moves from tier to tier inside Wagtail's workflow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from wagtail_govreview.ledger.services import append
from wagtail_govreview.refusal import Refusal, Refused
from wagtail_govreview.review import signals
from wagtail_govreview.review.facts import (
    next_tier_of,
    posts_signed,
    revision_has,
    signatures_of,
    tier_of,
)
from wagtail_govreview.review.frozen import FrozenTier
from wagtail_govreview.review.removal import asked
from wagtail_govreview.review.services.request_removal import freeze_removal
from wagtail_govreview.review.services.submit import submit
from wagtail_govreview.review.sheets import (
    OPEN_STATES,
    ReviewSheet,
    SheetPurpose,
    SheetState,
)
from wagtail_govreview.review.standing import turn_came_at
from wagtail_govreview.review.tier_task import TierTask, TierTaskState


@transaction.atomic
def start_tier(task: TierTask, workflow_state: Any, user: Any) -> TaskState:
    """Send the page of ``workflow_state`` to the tier whose turn it is.

    That is the first tier that has not signed this very content: ``task``'s own on the ordinary way, the
    first one after a change. When every tier has signed, ``task`` is skipped (the principal's step of an
    item that was not escalated).
    """
    sheet = _sheet_of_removal(workflow_state, user) or _sheet_for_newest_draft(workflow_state, user)
    tier = next_tier_of(sheet)
    if tier is None:
        sheet.save(update_fields=["revision"])
        return _skip(task, workflow_state, sheet)
    state = _task_of(task, workflow_state, tier).begin(workflow_state, user, sheet)
    _wait_at(sheet, tier)
    signals.tier_started.send(
        sender=ReviewSheet, sheet=sheet, tier=tier, task_state=state, user=user
    )
    return state


def require_tier_signed(task_state: TierTaskState) -> None:
    """Refuse to approve a task state whose tier is not signed completely."""
    sheet = task_state.sheet
    code = task_state.task.specific.tier
    if sheet is None or not tier_of(sheet, code).is_complete(
        posts_signed(signatures_of(sheet), code)
    ):
        raise Refused(
            [
                Refusal(
                    "review.unsigned",
                    _("This step is passed by signing, not by approving."),
                )
            ]
        )


def _sheet_of_removal(workflow_state: Any, user: Any) -> ReviewSheet | None:
    """The sheet on which a removal is signed, however the newest draft looks; None where a draft is reviewed."""
    removal = asked()
    if removal is not None:
        return freeze_removal(workflow_state, user, removal)
    found: ReviewSheet | None = (
        ReviewSheet.objects.filter(workflow_state=workflow_state)
        .exclude(purpose=SheetPurpose.PUBLICATION)
        .select_related("unit", "page")
        .first()
    )
    return found


def _sheet_for_newest_draft(workflow_state: Any, user: Any) -> ReviewSheet:
    """The sheet under way if it still fits the newest draft, otherwise a new one."""
    revision = workflow_state.content_object.get_latest_revision()
    sheet = (
        ReviewSheet.objects.filter(workflow_state=workflow_state)
        .select_related("unit", "page")
        .order_by("-round", "-pk")
        .first()
    )
    under_way = sheet is not None and sheet.state in (*OPEN_STATES, SheetState.SIGNED)
    if sheet is not None and under_way and revision_has(revision, sheet.fingerprint):
        return _resubmitted(sheet, revision, user)
    return submit(
        revision.as_object(),
        workflow_state=workflow_state,
        revision=revision,
        user=user or workflow_state.requested_by,
        previous=sheet,
    )


def _resubmitted(sheet: ReviewSheet, revision: Any, user: Any) -> ReviewSheet:
    """An unchanged save keeps the signatures; the newest revision with this content is what goes live."""
    resubmitted = sheet.state == SheetState.RETURNED
    if not resubmitted and sheet.revision_id == revision.pk:
        return sheet
    sheet.revision = revision
    line = append(
        sheet.unit.code,
        "review.resubmitted" if resubmitted else "review.saved_again",
        actor=user,
        subject=sheet,
        summary=str(sheet),
        data={"number": sheet.number, "round": sheet.round, "revision": str(revision.pk)},
    )
    if resubmitted:
        sheet.waiting_since = line.at
    return sheet


def _task_of(task: TierTask, workflow_state: Any, tier: FrozenTier) -> TierTask:
    if task.tier == tier.code:
        return task
    found = TierTask.objects.filter(
        workflow_tasks__workflow=workflow_state.workflow, tier=tier.code, active=True
    ).first()
    if found is None:
        raise Refused(
            [
                Refusal(
                    "units.tier_without_task",
                    _(
                        "“%(tier)s” has to sign this sheet, but the workflow has no active task for it."
                    )
                    % {"tier": tier.label},
                )
            ]
        )
    return found


def _skip(task: TierTask, workflow_state: Any, sheet: ReviewSheet) -> TaskState:
    state = TierTaskState(
        workflow_state=workflow_state,
        task=task,
        revision=workflow_state.content_object.get_latest_revision(),
        status=TaskState.STATUS_SKIPPED,
        finished_at=timezone.now(),
        sheet=sheet,
    )
    state.save()
    return state


def _wait_at(sheet: ReviewSheet, tier: FrozenTier) -> None:
    """The clock starts at a moment that is proved: of the submission, the signature, or the line of a resubmission."""
    since = sheet.waiting_since
    if since is None or sheet.state != SheetState.RETURNED:
        since = turn_came_at(sheet, signatures_of(sheet), tier.code)
    sheet.state = SheetState.IN_REVIEW
    sheet.tier = tier.code
    sheet.waiting_since = since
    sheet.due_at = since + timedelta(hours=tier.deadline_hours)
    sheet.save()
