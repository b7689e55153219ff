"""Stock turned into publications with sheets and signatures, each a copy of one that went the whole road.

What reads the register by the hundred thousand can be measured on them. Nothing of it could be verified.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from tests.road import Road
from wagtail_govreview.ledger import guard
from wagtail_govreview.models import RegisterEntry, ReviewSheet, Signature, Unit

PIECE = 1000
COPIED = ("number", "information_class", "attribute", "undertaker", "submitted_at")


def model_sheet() -> ReviewSheet:
    """A sheet that was filled in, signed by three people and published."""
    road = Road("样", slug="model")
    return road.sheet(road.published())


def publish_stock(unit: Unit, model: ReviewSheet) -> None:
    """Give every stock entry of ``unit`` a sheet like ``model``, with its signatures."""
    signatures = list(model.signatures.all())
    entries = RegisterEntry.objects.filter(unit=unit).defer("snapshot").order_by("pk")
    sheets = (_sheet(model, entry) for entry in entries.iterator(chunk_size=PIECE))
    while piece := list(islice(sheets, PIECE)):
        ReviewSheet.objects.bulk_create(piece)
        Signature.objects.bulk_create(_signatures(piece, signatures))
    _point_to_sheets(unit)


def _sheet(model: ReviewSheet, entry: RegisterEntry) -> ReviewSheet:
    sheet = _copy(model)
    for name in ("unit_id", "page_id", "page_key", "title", "fingerprint", "content_id"):
        setattr(sheet, name, getattr(entry, name))
    sheet.number = entry.number
    sheet.revision = sheet.workflow_state = None
    sheet.submitted_at = _moment(entry)
    return sheet


def _moment(entry: RegisterEntry) -> datetime:
    """Spread over the year that ends now."""
    return timezone.now() - timedelta(minutes=entry.serial % 500_000 + 60)


def _signatures(sheets: list[ReviewSheet], models: list[Signature]) -> Iterator[Signature]:
    for sheet in sheets:
        for place, model in enumerate(models):
            signature = _copy(model)
            signature.sheet = sheet
            signature.fingerprint = sheet.fingerprint
            signature.signed_key = f"{sheet.pk}:{signature.tier}:{signature.user_id}"
            signature.signed_at = sheet.submitted_at + timedelta(minutes=place)
            yield signature


def _copy(record: Any) -> Any:
    twin = copy.copy(record)
    twin._state = copy.copy(record._state)
    twin.pk, twin._state.adding = None, True
    return twin


def _point_to_sheets(unit: Unit) -> None:
    sheets = ReviewSheet.objects.filter(number=OuterRef("number"))
    values = {name: Subquery(sheets.values(name)[:1]) for name in COPIED}
    values["sheet_number"] = values.pop("number")
    guard.lift("default")  # no register changes like this: here one is made up
    RegisterEntry.objects.filter(unit=unit).update(
        kind=RegisterEntry.Kind.PUBLICATION,
        year=timezone.localdate().year,
        sheet=Subquery(sheets.values("pk")[:1]),
        happened_at=values["submitted_at"],
        **values,
    )
    guard.install("default")
