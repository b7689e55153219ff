"""Publish in an emergency: one content of one page is public at once, and its signatures are owed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from wagtail_govreview.content.fingerprint import take
from wagtail_govreview.ledger.people import display_name, key
from wagtail_govreview.ledger.services import append, hold
from wagtail_govreview.pages import page_now
from wagtail_govreview.publication import signals
from wagtail_govreview.publication.acting import acting
from wagtail_govreview.publication.emergency import rules
from wagtail_govreview.publication.emergency.facts import Candidate, candidate
from wagtail_govreview.publication.emergency.models import EmergencyPublication
from wagtail_govreview.publication.emergency.record import emergency_digest
from wagtail_govreview.publication.emergency.rules import Order
from wagtail_govreview.publication.emergency.terms import ORDER_WAYS, wording_of
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.permits import EmergencyPermit, granting
from wagtail_govreview.refusal import refuse_if
from wagtail_govreview.review.facts import contributors_since_publication
from wagtail_govreview.review.sheets import OPEN_STATES, ReviewSheet
from wagtail_govreview.review.submission import submission_refusals
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.units.governance import governing_workflow, unit_of


@transaction.atomic
def publish_in_emergency(
    page: Any,
    user: Any,
    *,
    reason: str,
    ordered_by: str,
    ordered_post: str,
    ordered_how: str,
    ordered_at: datetime,
    secrecy: Any,
) -> EmergencyPublication:
    """Publish the newest draft of ``page`` before anybody has signed it, on somebody's order.

    ``reason``: what happened and why it cannot wait, as the register prints it. ``ordered_by`` and ``ordered_post``: the
    name and post of who ordered it; ``ordered_how``: a code of ``terms.ORDER_WAYS``. ``secrecy``: codes of the profile's
    declarations, all of which ``user`` confirms. A review that is under way ends and begins anew, since ``user`` has
    become one of those who answer for the content; a sheet that is not complete yet is submitted by the undertaker
    later. The signatures are due within the profile's ``emergency_signature_hours``. Raises
    :class:`~wagtail_govreview.refusal.Refused` with every reason; superusers are no exception.
    """
    _lock(page)
    order = Order(reason, ordered_by, ordered_post, ordered_how, ordered_at, secrecy)
    found, now = candidate(page, user), timezone.now()
    refuse_if(
        [
            *rules.for_person(found.facts),
            *rules.for_content(found.facts, now=now),
            *rules.for_order(order, now=now),
        ]
    )
    contributors = contributors_since_publication(found.page, user)
    _end_review(found.page, user)
    entry = _publish(found, order, user)
    record = _record(found, entry, order, contributors, user)
    _note(record, user)
    signals.emergency_published.send(sender=EmergencyPublication, emergency=record, user=user)
    _submit(found, user)
    return record


def _lock(page: Any) -> None:
    """The unit's ledger first and the sheets after it, in the order in which signing takes them."""
    unit = unit_of(page)
    if unit is not None:
        hold(unit.code)
    sheets = ReviewSheet.objects.select_for_update().filter(page_id=page.pk, state__in=OPEN_STATES)
    list(sheets.order_by("pk").values_list("pk", flat=True))


def _end_review(page: Any, user: Any) -> None:
    state = page.current_workflow_state
    if state is not None:
        state.cancel(user=user)


def _publish(found: Candidate, order: Order, user: Any) -> RegisterEntry:
    permit = EmergencyPermit(found.page.pk, take(found.draft).fingerprint, found.unit)
    with acting(user, order.reason.strip()), granting(permit):
        found.revision.publish(user=user, skip_permission_checks=True)
    entries = RegisterEntry.objects.select_related("unit", "content")
    return entries.get(page_id=found.page.pk, state=RegisterEntry.State.CURRENT)


def _record(
    found: Candidate, entry: RegisterEntry, order: Order, contributors: Any, user: Any
) -> EmergencyPublication:
    hours = get_profile().deadlines.emergency_signature_hours
    record = EmergencyPublication(
        unit=entry.unit,
        entry=entry,
        page_id=found.page.pk,
        page_key=entry.page_key,
        title=entry.title,
        reason=entry.reason,
        ordered_by=order.ordered_by.strip(),
        ordered_post=order.ordered_post.strip(),
        ordered_how=wording_of(ORDER_WAYS, order.ordered_how),
        ordered_at=order.ordered_at,
        secrecy=[
            {"code": item.code, "wording": item.wording}
            for item in get_profile().secrecy
            if item.code in order.secrecy
        ],
        user=user,
        user_key=key(user),
        name=display_name(user),
        contributors=contributors,
        published_at=entry.happened_at,
        due_at=entry.happened_at + timedelta(hours=hours),
        fingerprint=entry.fingerprint,
        content=entry.content,
        open_key=entry.page_key,
    )
    record.digest = emergency_digest(record)
    record.save()
    return record


def _note(record: EmergencyPublication, user: Any) -> None:
    append(
        record.unit.code,
        "publication.emergency",
        actor=user,
        subject=record,
        summary=str(record),
        data={
            "number": record.entry.number,
            "fingerprint": record.fingerprint,
            "reason": record.reason,
            "ordered_by": record.ordered_by,
            "ordered_post": record.ordered_post,
            "ordered_how": record.ordered_how,
            "ordered_at": record.ordered_at,
            "due_at": record.due_at,
            "emergency_digest": record.digest,
        },
    )


def _submit(found: Candidate, user: Any) -> None:
    """Send the same content to the first tier, if its sheet is complete; otherwise the undertaker does so later."""
    page = page_now(found.page.pk)
    workflow = governing_workflow(page)
    if workflow is not None and not submission_refusals(found.draft, workflow):
        workflow.start(page, user)
