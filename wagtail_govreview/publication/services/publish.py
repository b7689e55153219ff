"""Publish: make the signed revision public, and no other."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wagtail_govreview.content.fingerprint import has_fingerprint
from wagtail_govreview.ledger.services import append
from wagtail_govreview.pages import page_now
from wagtail_govreview.publication import rules
from wagtail_govreview.publication.acting import acting
from wagtail_govreview.publication.acts import SCHEDULED
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.services.register import register
from wagtail_govreview.publication.services.settle import settle_by_sheet
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
        .filter(
            workflow_state=workflow_state,
            state=SheetState.SIGNED,
            purpose=ReviewSheet.Purpose.PUBLICATION,
        )
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
    if _was_public_before(sheet, revision, user):
        return sheet
    with acting(user):
        revision.publish(user=user, skip_permission_checks=True)
        if revision.approved_go_live_at:
            _note_schedule(sheet, revision, user)
        else:
            _register_what_stayed(sheet)
    return sheet


def _was_public_before(sheet: ReviewSheet, revision: Any, user: Any) -> bool:
    """Exactly this became public in an emergency: now it is signed, and there is nothing to publish again.

    A later save of the same content becomes the live revision; the register notes nothing, since nothing changes.
    """
    public = page_now(sheet.page_id)
    if public is None or not settle_by_sheet(sheet, public, user):
        return False
    sheet.state = SheetState.PUBLISHED
    sheet.save(update_fields=["state"])
    if public.live_revision_id != revision.pk:
        with acting(user):
            revision.publish(user=user, skip_permission_checks=True)
    return True


def _register_what_stayed(sheet: ReviewSheet) -> None:
    """What was public word for word before was signed once more: no save changed anything, so the gate noted nothing."""
    sheet.refresh_from_db(fields=["state", "page"])
    if sheet.state == SheetState.SIGNED and sheet.page is not None:
        register(sheet.page.specific, kind=RegisterEntry.Kind.UPDATE, sheet=sheet)


def _note_schedule(sheet: ReviewSheet, revision: Any, user: Any) -> None:
    append(
        sheet.unit.code,
        SCHEDULED,
        actor=user,
        subject=sheet,
        summary=str(sheet),
        data={
            "number": sheet.number,
            "fingerprint": sheet.fingerprint,
            "go_live_at": revision.approved_go_live_at,
            "revision": str(revision.pk),
        },
    )
