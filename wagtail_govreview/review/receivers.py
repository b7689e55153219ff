"""What this room hears from Wagtail."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete
from wagtail.models import WorkflowState
from wagtail.signals import workflow_cancelled

from wagtail_govreview.ledger.acts import register_acts
from wagtail_govreview.ledger.verification import register_verifier
from wagtail_govreview.pages import base_page_model
from wagtail_govreview.review import (
    delegated,
    delegation_mail,
    notifications,
    openings_verification,
    verification,
)
from wagtail_govreview.review.acts import LABELS
from wagtail_govreview.review.facts import contributors_since_publication
from wagtail_govreview.review.services import take_back
from wagtail_govreview.screening.people import register_contributors


def connect() -> None:
    """Called once, when the site starts."""
    register_acts(LABELS)
    notifications.connect()
    delegation_mail.connect()
    for verifier in (
        verification.verify_sheets,
        verification.verify_signatures,
        verification.verify_against_ledger,
        delegated.verify_delegated_signatures,
        openings_verification.verify_openings,
        openings_verification.verify_reading,
    ):
        register_verifier(verifier)
    register_contributors(_contributors)
    pre_delete.connect(
        _page_goes, sender=base_page_model(), dispatch_uid="govreview_take_back_deleted"
    )
    workflow_cancelled.connect(
        _close_sheet, sender=WorkflowState, dispatch_uid="govreview_take_back"
    )


def _contributors(page: Any) -> set[str]:
    """Keys of who worked on the page: they let pass nothing that the checks found in it."""
    return {person["key"] for person in contributors_since_publication(page, None)}


def _close_sheet(sender: Any, instance: Any, user: Any = None, **kwargs: Any) -> None:
    take_back(instance, user)


def _page_goes(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A page that is deleted in review takes its workflow along, so its sheet ends here."""
    for state in WorkflowState.objects.active().for_instance(instance):
        take_back(state, None)
