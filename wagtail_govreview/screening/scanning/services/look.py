"""Look at the pages of one piece of a scan, one after the other; each is noted as soon as it was looked at."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation

from wagtail_govreview.screening.everything import keys_between, live_page
from wagtail_govreview.screening.scanning.models import LiveFinding, ScanPiece
from wagtail_govreview.screening.scanning.services.begin import this_worker
from wagtail_govreview.screening.scanning.services.end import end_if_done
from wagtail_govreview.screening.scanning.services.note import note_findings
from wagtail_govreview.screening.screening import screen
from wagtail_govreview.screening.services.note_live import note_live_text
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.territory import Territory

State = ScanPiece.State
logger = logging.getLogger(__name__)


def look_at_piece(piece_id: int) -> None:
    """Look at what is left of the piece, if it waits: two workers never have the same one.

    Findings are told in the language of the site.
    """
    worker = this_worker()
    waiting = ScanPiece.objects.filter(pk=piece_id, state=State.WAITING)
    if not waiting.update(state=State.RUNNING, worker=worker, touched_at=timezone.now()):
        return
    piece = ScanPiece.objects.select_related("scan__unit").get(pk=piece_id)
    territory = Territory()
    with translation.override(settings.LANGUAGE_CODE):
        for key in keys_between(max(piece.first, piece.last + 1), piece.final, piece.scan.unit):
            if not _look(piece, key, territory, worker):
                return  # somebody else has taken it over
    mine = ScanPiece.objects.filter(pk=piece_id, worker=worker, state=State.RUNNING)
    mine.update(state=State.READY, touched_at=timezone.now())
    end_if_done(piece.scan)


def _look(piece: ScanPiece, key: int, territory: Territory, worker: str) -> bool:
    """Look at one page. ``False`` if the piece is no longer this worker's."""
    page = live_page(key)
    unit = territory.unit_of(page) if page is not None else None
    findings, unread = None, 0
    if page is not None and unit is not None:
        try:
            note_live_text(page)
            findings = screen(page, unit)
        except Exception:  # noqa: BLE001 - one page that cannot be checked harms no other
            logger.exception("The page %s could not be checked.", key)
            unread = 1
    return _note(piece, key, page, unit, findings, unread, worker)


@transaction.atomic
def _note(
    piece: ScanPiece,
    key: int,
    page: Any,
    unit: Unit | None,
    findings: Any,
    unread: int,
    worker: str,
) -> bool:
    mine = ScanPiece.objects.filter(pk=piece.pk, worker=worker, state=State.RUNNING)
    now = timezone.now()
    if not mine.update(last=key, done=F("done") + 1, unread=F("unread") + unread, touched_at=now):
        return False
    if unread:  # nobody knows what is in it now: what is known of it stays
        LiveFinding.objects.filter(page_key=key).update(last_seen=now)
    elif findings is not None and unit is not None:
        new, gone = note_findings(page, unit, findings, now)
        mine.update(new=F("new") + new, gone=F("gone") + gone)
    return True
