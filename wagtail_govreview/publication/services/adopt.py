"""Adopt: take a page that was public before the review began into the register, as stock (存量)."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.services.register import current_entry, register


@transaction.atomic
def adopt(page: Any) -> RegisterEntry | None:
    """Note ``page`` as it is, claiming no signatures, so that the sweep finds later changes of it.

    Gives None for a page that is not public, is registered already, or lies in no unit.
    """
    page = page.specific
    if not page.live or current_entry(page.pk) is not None:
        return None
    return register(page, kind=RegisterEntry.Kind.STOCK, sheet=None)
