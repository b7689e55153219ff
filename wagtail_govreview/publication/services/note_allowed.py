"""Note that somebody may publish in emergencies from now on, or may not any more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from wagtail_govreview.ledger.services import append
from wagtail_govreview.publication.acts import ALLOWED, DISALLOWED
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.services.note import acting_user


@transaction.atomic
def note_allowed(units: Iterable[Unit], holder: Any, *, name: str, allowed: bool) -> None:
    """One line in the chain of each of ``units``. ``holder``: the group or account, ``name`` what it is called."""
    for unit in units:
        append(
            unit.code,
            ALLOWED if allowed else DISALLOWED,
            actor=acting_user(),
            subject=holder,
            summary=name,
            data={"holder": name, "kind": holder._meta.model_name},
        )
