"""What this room hears from the register: every new entry."""

from __future__ import annotations

from typing import Any

from wagtail_govreview.inspection import verification
from wagtail_govreview.inspection.facts import COUNTED_KINDS
from wagtail_govreview.inspection.services import count
from wagtail_govreview.ledger.verification import register_verifier
from wagtail_govreview.publication.emergency.models import EmergencyPublication
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.signals import emergency_settled, entry_registered


def connect() -> None:
    """Called once, when the site starts."""
    entry_registered.connect(_count, dispatch_uid="govreview_inspection")
    emergency_settled.connect(_count_settled, dispatch_uid="govreview_inspection_settled")
    register_verifier(verification.verify_facts)


def _count(sender: Any, entry: RegisterEntry, **kwargs: Any) -> None:
    """A publication is counted at once; what is taken offline is counted anew, since it may have been too soon."""
    counted = entry.previous if entry.kind in RegisterEntry.ENDS else entry
    # What is taken over by the thousand costs nothing here.
    if counted is not None and counted.kind in COUNTED_KINDS:
        count([counted])


def _count_settled(sender: Any, emergency: EmergencyPublication, **kwargs: Any) -> None:
    """The entry of an emergency, and those of aliases with the same content, are counted anew."""
    emergencies = RegisterEntry.objects.filter(exception=RegisterEntry.Exceptional.EMERGENCY)
    count(emergencies.filter(content=emergency.content_id).defer("snapshot"))
