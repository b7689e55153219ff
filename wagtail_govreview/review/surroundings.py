"""What stands on a printed sheet but not in its own record, gathered for many sheets at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail_govreview.review.sheets import ReviewSheet, Signature
from wagtail_govreview.units.models import Signer


@dataclass(frozen=True)
class Surroundings:
    """``returns``: every return of these numbers, oldest first. ``signers``: the posts of those who signed that
    have a signature image. ``first_entry``: the register's first entry for each sheet, by the sheet's key.
    ``emergencies``: likewise the emergency publication that the sheet settles or settled.
    """

    returns: list[Signature]
    signers: list[Signer]
    first_entry: dict[Any, Any]
    emergencies: dict[Any, Any] = field(default_factory=dict)

    def returns_until(self, sheet: ReviewSheet) -> list[Signature]:
        """The returns of the sheet's number up to its round."""
        return [
            item
            for item in self.returns
            if item.sheet.number == sheet.number and item.sheet.round <= sheet.round
        ]


def surroundings(sheets: Sequence[ReviewSheet]) -> Surroundings:
    """Four queries, however many sheets; one more for signatures that were not fetched with them."""
    people = {item.user_id for sheet in sheets for item in sheet.signatures.all() if item.user_id}
    units = {sheet.unit_id for sheet in sheets}
    return Surroundings(
        returns=_returns({sheet.number for sheet in sheets}),
        signers=list(
            Signer.objects.filter(unit__in=units, user__in=people).exclude(signature_image="")
        ),
        first_entry=_first_entries(sheets),
        emergencies=_emergencies(sheets),
    )


def _returns(numbers: set[str]) -> list[Signature]:
    returned = Signature.objects.filter(
        sheet__number__in=numbers, decision=Signature.Decision.RETURNED
    )
    return list(returned.select_related("sheet").order_by("signed_at", "pk"))


def _first_entries(sheets: Sequence[ReviewSheet]) -> dict[Any, Any]:
    """A higher floor's model, by its relation."""
    entries: Any = ReviewSheet._meta.get_field("entries").related_model
    found = entries.objects.filter(sheet__in=[sheet.pk for sheet in sheets])
    of_publication = {"sheet__purpose": ReviewSheet.Purpose.PUBLICATION}
    ends = {"kind__in": ("withdrawal", "deletion")}  # they name the publication's sheet, too
    newest_first = found.exclude(**of_publication, **ends).defer("snapshot").order_by("-pk")
    return {entry.sheet_id: entry for entry in newest_first}


def _emergencies(sheets: Sequence[ReviewSheet]) -> dict[Any, Any]:
    """Of exactly the content of a sheet, or settled by it. A higher floor's model, by its relation."""
    model: Any = ReviewSheet._meta.get_field("settled_emergencies").related_model
    pages = {sheet.page_key for sheet in sheets}
    found = list(model.objects.filter(page_key__in=pages).select_related("entry").order_by("pk"))
    return {
        sheet.pk: record
        for sheet in sheets
        for record in found
        if record.settled_sheet_id == sheet.pk
        or (record.page_key == sheet.page_key and record.content_id == sheet.content_id)
    }
