"""Note what happened to a page past the verbs of publication: it was moved, deleted, or its hour cancelled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from wagtail_govreview.ledger.services import append
from wagtail_govreview.publication.acts import UNSCHEDULED
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review.sheets import ReviewSheet, SheetState
from wagtail_govreview.units.governance import is_governed, unit_of
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.services.note import acting_user


@transaction.atomic
def note_move(page: Any, *, parent_before: Any, parent_after: Any, old: str, new: str) -> None:
    """``page`` was moved in the tree from the address path ``old`` to ``new``.

    One line in the chain of the unit that it left, and one in that of the unit where it came to lie. Nothing for pages
    with which the review has nothing to do.
    """
    if not (
        is_governed(None, parent_before) or is_governed(None, parent_after) or _has_evidence(page)
    ):
        return
    units = _distinct(unit_of(None, parent_before), unit_of(None, parent_after))
    for unit in units:
        _write(unit, "publication.moved", page, {"from": old, "to": new})


@transaction.atomic
def note_deletion(page: Any) -> None:
    """``page`` is being deleted: a line in its unit's chain, if it is governed or has evidence."""
    if not (is_governed(page) or _has_evidence(page)):
        return
    for unit in _distinct(unit_of(page) or _unit_of_evidence(page)):
        _write(unit, "publication.deleted", page, {"path": page.url_path, "live": page.live})


@transaction.atomic
def note_unscheduled(revision: Any) -> None:
    """Somebody cancelled the publication that was signed for ``revision``; nothing if none was."""
    sheets = ReviewSheet.objects.filter(revision=revision, state=SheetState.SIGNED)
    for sheet in sheets.select_related("unit"):
        data = {"number": sheet.number, "fingerprint": sheet.fingerprint}
        append(
            sheet.unit.code,
            UNSCHEDULED,
            actor=acting_user(),
            subject=sheet,
            summary=str(sheet),
            data=data,
        )


def _write(unit: Unit, act: str, page: Any, data: dict[str, Any]) -> None:
    append(unit.code, act, actor=acting_user(), subject=page, summary=page.title, data=data)


def _has_evidence(page: Any) -> bool:
    mine = {"page_key": str(page.pk)}
    return bool(
        ReviewSheet.objects.filter(**mine).exists() or RegisterEntry.objects.filter(**mine).exists()
    )


def _unit_of_evidence(page: Any) -> Unit | None:
    """The unit of a page that lies in none any more."""
    for model in (RegisterEntry, ReviewSheet):
        newest = model.objects.filter(page_key=str(page.pk)).select_related("unit").first()
        if newest is not None:
            return newest.unit
    return None


def _distinct(*units: Unit | None) -> Iterable[Unit]:
    return {unit.pk: unit for unit in units if unit is not None}.values()
