"""Publish: make the signed revision public, and no other."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wagtail_govreview.content.fingerprint import has_fingerprint
from wagtail_govreview.ledger.services import append
from wagtail_govreview.publication import rules
from wagtail_govreview.publication.acting import acting
from wagtail_govreview.refusal import Refusal, Refused, refuse_if
from wagtail_govreview.review.sheets import ReviewSheet, SheetState


@transaction.atomic
def publish(workflow_state: Any, user: Any = None) -> ReviewSheet:
    """Publish (or schedule) the revision that was signed in ``workflow_state`` (rule, chapter 四).

    Nobody needs a publish permission for it: the signatures are the permission. Raises
    :class:`~wagtail_govreview.refusal.Refused` when a signature is missing or the revision is not what was
    signed.
    """
    sheet = (
        ReviewSheet.objects.select_for_update()
        .filter(workflow_state=workflow_state, state=SheetState.SIGNED)
        .first()
    )
    if sheet is None or sheet.revision is None:
        raise Refused(
            [
                Refusal(
                    "publication.unsigned",
                    _("The review ended without a completely signed sheet: nothing is published."),
                )
            ]
        )
    revision = sheet.revision
    page = revision.as_object()
    is_signed_content = has_fingerprint(page, sheet.fingerprint)
    refuse_if(rules.for_publishing_sheet(sheet, is_signed_content=is_signed_content))
    with acting(user):
        revision.publish(user=user, skip_permission_checks=True)
    if revision.approved_go_live_at:
        _note_schedule(sheet, revision, user)
    return sheet


def _note_schedule(sheet: ReviewSheet, revision: Any, user: Any) -> None:
    append(
        sheet.unit.code,
        "publication.scheduled",
        actor=user,
        subject=sheet,
        summary=str(sheet),
        data={
            "number": sheet.number,
            "fingerprint": sheet.fingerprint,
            "go_live_at": revision.approved_go_live_at,
        },
    )
