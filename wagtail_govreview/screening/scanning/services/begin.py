"""Begin a scan, or go on with one that was cut off."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from wagtail_govreview.ledger.people import display_name
from wagtail_govreview.screening.everything import keys_after
from wagtail_govreview.screening.scanning.models import Scan, ScanPiece
from wagtail_govreview.units.models import Unit

PIECE = 50  # pages
# A worker tells after each page that it is alive. Reading many large files may take minutes.
SILENCE = timedelta(minutes=15)
State = ScanPiece.State


def unfinished(unit: Unit | None = None) -> Scan | None:
    """The scan of this part of the site that has not ended."""
    return Scan.objects.filter(unit=unit, ended_at=None).first()


@transaction.atomic
def ask_for_scan(
    unit: Unit | None = None, *, reason: str = "", user: Any = None, start: bool = True
) -> Scan:
    """A scan of everything live, or of a unit's part; the one under way, if there is one.

    ``start``: its pieces are given to the task backend once the transaction ends.
    """
    scan = unfinished(unit)
    if scan is None:
        now = timezone.now()
        scan = Scan.objects.create(
            unit=unit,
            reason=reason[:255],
            asked_by=display_name(user)[:255],
            asked_at=now,
        )
        pieces = [
            ScanPiece(scan=scan, first=keys[0], final=keys[-1], total=len(keys), touched_at=now)
            for keys in _pieces(unit)
        ]
        ScanPiece.objects.bulk_create(pieces)
        scan.total = sum(piece.total for piece in pieces)
        scan.save(update_fields=["total"])
    if start:
        transaction.on_commit(partial(go_on, scan))
    return scan


def go_on(scan: Scan) -> None:
    """Give every piece that nobody works on to the task backend; end a scan that has none left."""
    from wagtail_govreview.screening.scanning.services.end import end_if_done
    from wagtail_govreview.screening.scanning.tasks import scan_piece

    for key in free_pieces(scan):
        scan_piece.enqueue(key)
    end_if_done(scan)


def free_pieces(scan: Scan) -> list[int]:
    """The pieces that wait, and those whose worker is gone: killed, or silent for long."""
    found = []
    for piece in scan.pieces.exclude(state=State.READY):
        if piece.state == State.RUNNING and is_abandoned(piece):
            left = ScanPiece.objects.filter(pk=piece.pk, worker=piece.worker, state=State.RUNNING)
            left.update(state=State.WAITING, worker="")
            piece.state = State.WAITING
        if piece.state == State.WAITING:
            found.append(piece.pk)
    return found


def this_worker() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def is_abandoned(piece: ScanPiece) -> bool:
    """Is nobody working on it any more? Of a process on this machine that is known at once."""
    if timezone.now() - piece.touched_at > SILENCE:
        return True
    host, _colon, number = piece.worker.rpartition(":")
    if host != socket.gethostname() or not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)  # asks whether it is there, and harms nobody
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _pieces(unit: Unit | None) -> Iterator[list[int]]:
    last = 0
    while keys := keys_after(last, unit, size=PIECE):
        yield keys
        last = keys[-1]
