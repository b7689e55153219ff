"""What this room hears from Django: every save and deletion of a page."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models.signals import post_save, pre_delete, pre_save
from django.utils.translation import ngettext
from wagtail.models import Revision
from wagtail.signals import post_page_move, pre_page_move

from wagtail_govreview.ledger.acts import register_acts
from wagtail_govreview.ledger.verification import register_verifier
from wagtail_govreview.pages import base_page_model, is_page
from wagtail_govreview.publication import (
    gate,
    named,
    offline,
    verification,
    verification_sheets,
    whereabouts,
)
from wagtail_govreview.publication.acts import LABELS
from wagtail_govreview.publication.emergency import allowing
from wagtail_govreview.publication.emergency.debts import contributors_of_debt
from wagtail_govreview.publication.emergency.notices import notice_of
from wagtail_govreview.publication.emergency.reminders import duties
from wagtail_govreview.publication.emergency.verification import (
    verify_emergencies,
    verify_exemptions,
)
from wagtail_govreview.publication.live import unregistered_of_unit
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.schedules import verify_schedules
from wagtail_govreview.publication.services import carry_out, register
from wagtail_govreview.publication.services.note import note_deletion, note_move, note_unscheduled
from wagtail_govreview.publication.services.register import current_entry
from wagtail_govreview.publication.timeline.records import emergency_subjects, register_subjects
from wagtail_govreview.review.contributors import register_contributors
from wagtail_govreview.review.notices import register_notice
from wagtail_govreview.review.reminders import register_duties
from wagtail_govreview.review.sheets import ReviewSheet
from wagtail_govreview.review.signals import removal_signed
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.signals import unit_looked_over

PASSAGE = "_govreview_passage"


def connect() -> None:
    """Called once, when the site starts."""
    register_acts(LABELS)
    allowing.connect()
    for verifier in (
        verification.verify_register,
        verification.verify_register_against_ledger,
        verification.verify_live_pages,
        verification.verify_withdrawn,
        whereabouts.verify_outside,
        whereabouts.verify_places,
        verify_emergencies,
        verify_exemptions,
        named.verify_named,
        verify_schedules,
        verification_sheets.verify_settled_sheets,
        verification_sheets.verify_drafts,
    ):
        register_verifier(verifier)
    register_contributors(contributors_of_debt)
    register_notice(notice_of)
    register_duties(duties)
    register_subjects(emergency_subjects)
    pre_save.connect(_before_save, dispatch_uid="govreview_gate")
    post_save.connect(_after_save, dispatch_uid="govreview_register")
    # Of the base page only: a receiver for all models would slow down every deletion in the site.
    pre_delete.connect(
        _before_delete, sender=base_page_model(), dispatch_uid="govreview_register_deletion"
    )
    pre_page_move.connect(_before_move, dispatch_uid="govreview_move_out")
    removal_signed.connect(_carry_out, dispatch_uid="govreview_carry_out")
    post_save.connect(
        _on_cancelled_hour, sender=Revision, dispatch_uid="govreview_note_unscheduled"
    )
    post_page_move.connect(_on_move, dispatch_uid="govreview_note_move")
    unit_looked_over.connect(_count_stock, dispatch_uid="govreview_stock")


def _before_save(
    sender: Any,
    instance: Any,
    raw: bool = False,
    update_fields: Collection[str] | None = None,
    **kwargs: Any,
) -> None:
    if not raw and is_page(instance):
        setattr(instance, PASSAGE, gate.before_save(instance, update_fields))


def _after_save(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    passage = instance.__dict__.pop(PASSAGE, None)
    if passage is not None:
        register(instance, kind=passage.kind, sheet=passage.sheet, exception=passage.exception)


def _before_delete(sender: Any, instance: Any, **kwargs: Any) -> None:
    """What is deleted while it is public, or on signatures, comes into the register; the rest into the ledger alone.

    Every page is deleted as a base page too, and that once.
    """
    sheet = offline.before_deletion(instance)
    entry = None
    if sheet is not None or current_entry(instance.pk) is not None:
        entry = register(instance.specific, kind=RegisterEntry.Kind.DELETION, sheet=sheet)
    if entry is None:
        note_deletion(instance)


def _before_move(
    sender: Any,
    instance: Any,
    parent_page_after: Any,
    url_path_before: str,
    url_path_after: str,
    **kwargs: Any,
) -> None:
    if url_path_before != url_path_after:
        offline.before_move(instance, parent_page_after)


def _carry_out(sender: Any, sheet: ReviewSheet, user: Any, **kwargs: Any) -> None:
    carry_out(sheet, user=user)


def _count_stock(sender: Any, unit: Unit, **kwargs: Any) -> str | None:
    """Pages that were public before the unit was set up, and that nobody has taken over yet."""
    count = unregistered_of_unit(unit)
    if not count:
        return None
    sentence = ngettext(
        "%(count)d page is public but not in the register yet. The command govreview_adopt takes it over.",
        "%(count)d pages are public but not in the register yet. The command govreview_adopt takes them over.",
        count,
    )
    return sentence % {"count": count}


def _on_cancelled_hour(
    sender: Any,
    instance: Revision,
    raw: bool = False,
    update_fields: Collection[str] | None = None,
    **kwargs: Any,
) -> None:
    """Wagtail cancels a scheduled publication by emptying this one field."""
    emptied = "approved_go_live_at" in (update_fields or ()) and not instance.approved_go_live_at
    if emptied and not raw:
        note_unscheduled(instance)


def _on_move(
    sender: Any,
    instance: Any,
    parent_page_before: Any,
    parent_page_after: Any,
    url_path_before: str,
    url_path_after: str,
    **kwargs: Any,
) -> None:
    """Wagtail tells of a new place among its siblings in the same way; that is no move."""
    if url_path_before != url_path_after:
        note_move(
            instance,
            parent_before=parent_page_before,
            parent_after=parent_page_after,
            old=url_path_before,
            new=url_path_after,
        )
