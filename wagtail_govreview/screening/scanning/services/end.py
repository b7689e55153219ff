"""End a scan when all its pieces are done."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from wagtail_govreview.screening.everything import live_pages
from wagtail_govreview.screening.scanning.models import LiveFinding, Scan, ScanPiece

DELETED_AFTER = 20  # scans that have ended; older ones are forgotten with their pieces


@transaction.atomic
def end_if_done(scan: Scan) -> bool:
    """Close the findings of pages that are no longer live, and note the sums. ``False`` while pieces are left."""
    if scan.pieces.exclude(state=ScanPiece.State.READY).exists():
        return False
    now = timezone.now()
    if not Scan.objects.filter(pk=scan.pk, ended_at=None).update(ended_at=now):
        return False
    left = LiveFinding.objects.exclude(state=LiveFinding.State.GONE).filter(
        last_seen__lt=scan.asked_at
    )
    if scan.unit is not None:
        left = left.filter(unit=scan.unit)
    live = live_pages().filter(pk__in=left.values("page_key")).values("pk")
    gone = left.exclude(page_key__in=list(live.values_list("pk", flat=True)))
    closed = gone.update(state=LiveFinding.State.GONE, closed_at=now)
    sums = scan.pieces.aggregate(new=Sum("new"), gone=Sum("gone"))
    Scan.objects.filter(pk=scan.pk).update(new=sums["new"] or 0, gone=(sums["gone"] or 0) + closed)
    kept = list(Scan.objects.order_by("-pk").values_list("pk", flat=True)[:DELETED_AFTER])
    Scan.objects.exclude(pk__in=kept).filter(ended_at__isnull=False).delete()
    return True
