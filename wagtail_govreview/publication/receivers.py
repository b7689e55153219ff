"""What this room hears from Django: every save and deletion of a page."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models.signals import post_save, pre_delete, pre_save

from wagtail_govreview.ledger.acts import register_acts
from wagtail_govreview.ledger.verification import register_verifier
from wagtail_govreview.pages import is_page
from wagtail_govreview.publication import gate, verification
from wagtail_govreview.publication.acts import LABELS
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.services import register
from wagtail_govreview.publication.services.register import current_entry

PASSAGE = "_govreview_passage"


def connect() -> None:
    """Called once, when the site starts."""
    register_acts(LABELS)
    for verifier in (
        verification.verify_register,
        verification.verify_register_against_ledger,
        verification.verify_live_pages,
        verification.verify_withdrawn,
    ):
        register_verifier(verifier)
    pre_save.connect(_before_save, dispatch_uid="govreview_gate")
    post_save.connect(_after_save, dispatch_uid="govreview_register")
    pre_delete.connect(_before_delete, dispatch_uid="govreview_register_deletion")


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
        register(instance, kind=passage.kind, sheet=passage.sheet)


def _before_delete(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A page that is deleted while it is public is withdrawn; Django sends this for each parent model too."""
    if is_page(instance) and instance.pk and current_entry(instance.pk) is not None:
        register(instance.specific, kind=RegisterEntry.Kind.WITHDRAWAL, sheet=None)
