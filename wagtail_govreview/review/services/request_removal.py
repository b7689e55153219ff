"""Request removal: ask the tiers to sign that a public page goes offline, or is deleted."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import WorkflowState

from wagtail_govreview.content.evidence import keep_all
from wagtail_govreview.content.fingerprint import take
from wagtail_govreview.ledger.people import display_name, key
from wagtail_govreview.ledger.services import append, hold
from wagtail_govreview.refusal import refuse_if
from wagtail_govreview.review import rules, signals
from wagtail_govreview.review.removal import Removal, asking, removal_answers, removal_tiers
from wagtail_govreview.review.services.submit import (
    enter,
    next_number,
    sheet_digest,
    void_others,
)
from wagtail_govreview.review.sheets import ReviewSheet, SheetState
from wagtail_govreview.review.submission import unit_refusals
from wagtail_govreview.units.governance import governing_workflow, unit_of
from wagtail_govreview.units.models import Unit


@transaction.atomic
def request_removal(page: Any, *, user: Any, removal: Removal) -> ReviewSheet:
    """Freeze what is or was public on ``page`` and send it to its first tier (local; the rule is silent).

    Nothing happens to the page but that it is locked until the tiers have decided; its newest draft is not touched.
    Raises :class:`~wagtail_govreview.refusal.Refused` while it is in review or nobody can sign.
    """
    workflow, unit = governing_workflow(page), unit_of(page)
    refuse_if(unit_refusals(unit, workflow))
    hold(unit.code)  # type: ignore[union-attr]
    refuse_if(rules.for_asking(review_under_way(page), title=page.title))
    if page.get_latest_revision() is None:
        page.save_revision(user=user, changed=False, log_action=False)
    with asking(removal):
        workflow_state = workflow.start(page, user)  # type: ignore[union-attr]
    return ReviewSheet.objects.select_related("unit").get(workflow_state=workflow_state)


def review_under_way(page: Any) -> Any:
    """The state of the workflow in which ``page`` is, of a draft or of a request; None when it is in none."""
    return WorkflowState.objects.active().for_instance(page).first()


def freeze_removal(workflow_state: Any, user: Any, removal: Removal) -> ReviewSheet:
    """The sheet of a request, with the content as the public sees or saw it."""
    page = workflow_state.content_object.specific
    unit = unit_of(page)
    refuse_if(unit_refusals(unit, workflow_state.workflow))
    hold(unit.code)  # type: ignore[union-attr]
    taken = take(page)
    content = keep_all([taken])[taken.fingerprint]
    sheet = _numbered(page, unit, removal)  # type: ignore[arg-type]
    sheet.purpose = removal.purpose
    sheet.answers = removal_answers(
        removal, page=page, unit=sheet.unit, files=taken.files, undertaker=user
    )
    sheet.tiers = [tier.to_json() for tier in removal_tiers()]
    sheet.fingerprint, sheet.content = content.fingerprint, content
    sheet.workflow_state = workflow_state
    sheet.submitted_by, sheet.undertaker = user, display_name(user)
    sheet.contributors = [{"key": key(user), "name": display_name(user)}] if user else []
    sheet.digest = sheet_digest(sheet)
    void_others(page, user, removals=True)
    enter(sheet, user)
    return sheet


def _numbered(page: Any, unit: Unit, removal: Removal) -> ReviewSheet:
    """A new sheet; after a return, the next round of the same number."""
    now = timezone.now()
    before = returned_removal(page, removal.purpose)
    published = removal.published
    return ReviewSheet(
        number=before.number if before else next_number(unit, now),
        round=before.round + 1 if before else 1,
        unit=unit,
        page_id=page.pk,
        page_key=str(page.pk),
        title=page.title,
        information_class=published.information_class if published else "",
        attribute=published.attribute if published else "",
        escalated=published.escalated if published else False,
        submitted_at=now,
    )


def returned_removal(page: Any, purpose: str) -> ReviewSheet | None:
    """The request of this kind that a tier returned, and that nobody has asked again or given up since."""
    found: ReviewSheet | None = (
        ReviewSheet.objects.filter(page_id=page.pk, purpose=purpose, state=SheetState.RETURNED)
        .select_related("unit")
        .first()
    )
    return found


@transaction.atomic
def give_up(sheet: ReviewSheet, user: Any) -> ReviewSheet:
    """The requester does not ask again for what a tier returned. Does nothing to any other sheet."""
    hold(sheet.unit.code)
    sheet = ReviewSheet.objects.select_for_update().get(pk=sheet.pk)
    if not sheet.is_removal or sheet.state != SheetState.RETURNED:
        return sheet
    sheet.state = SheetState.WITHDRAWN
    sheet.tier, sheet.waiting_since, sheet.due_at = "", None, None
    sheet.save()
    append(
        sheet.unit.code,
        "review.taken_back",
        actor=user,
        subject=sheet,
        summary=str(sheet),
        data={"number": sheet.number, "round": sheet.round},
    )
    signals.sheet_taken_back.send(sender=ReviewSheet, sheet=sheet, user=user)
    return sheet


@transaction.atomic
def close_removal(sheet: ReviewSheet) -> None:
    """What was signed is carried out (the floor above has done it and says so in its own words)."""
    sheet.state = SheetState.DONE
    sheet.save(update_fields=["state"])
