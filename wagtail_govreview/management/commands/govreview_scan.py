"""``manage.py govreview_scan``: check again everything that is live, or go on with a scan that was cut off."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_govreview.management.progress import Progress
from wagtail_govreview.screening.scanning.models import Scan
from wagtail_govreview.screening.scanning.services import ask_for_scan, look_at_piece
from wagtail_govreview.screening.scanning.services.begin import free_pieces
from wagtail_govreview.screening.scanning.services.end import end_if_done
from wagtail_govreview.screening.scanning.tasks import runs_elsewhere, scan_piece
from wagtail_govreview.units.models import Unit

PAUSE = 1.0  # seconds between two looks at what the workers have done


class Command(BaseCommand):
    help = (
        "Check everything that is live again, text and attachments, and list what is found. Run it every night. A scan "
        "that was cut off goes on where it was."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--unit", default="", metavar="CODE", help="Only this unit.")
        parser.add_argument(
            "--no-wait",
            action="store_true",
            help="Give the pieces to the task backend and do not wait for them.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        scan = ask_for_scan(self._unit(options["unit"]), reason="govreview_scan", start=False)
        progress = Progress(self.stdout, scan.total, quiet=not options["verbosity"])
        said = _done(scan)
        progress.advance(said)
        give = scan_piece.enqueue if runs_elsewhere() else look_at_piece
        for key in free_pieces(scan):
            give(key)
            said = self._tell(progress, scan, said)
        while not options["no_wait"] and not self._has_ended(scan):
            time.sleep(PAUSE)
            said = self._tell(progress, scan, said)
        progress.end()
        if options["verbosity"]:
            self._report(scan)

    def _has_ended(self, scan: Scan) -> bool:
        return end_if_done(scan) or Scan.objects.filter(pk=scan.pk, ended_at__isnull=False).exists()

    def _unit(self, code: str) -> Unit | None:
        if not code:
            return None
        unit = Unit.objects.filter(code=code).first()
        if unit is None:
            raise CommandError(_("There is no unit “%(unit)s”.") % {"unit": code})
        return unit

    def _tell(self, progress: Progress, scan: Scan, said: int) -> int:
        done = _done(scan)
        progress.advance(done - said, _("Checking what is live"))
        return done

    def _report(self, scan: Scan) -> None:
        scan.refresh_from_db()
        if scan.ended_at is None:
            self.stdout.write(_("The scan is under way in the background."))
            return
        sentence = ngettext(
            "%(count)d page checked: %(new)d new findings, %(gone)d no longer there.",
            "%(count)d pages checked: %(new)d new findings, %(gone)d no longer there.",
            scan.total,
        )
        self.stdout.write(sentence % {"count": scan.total, "new": scan.new, "gone": scan.gone})
        unread = scan.pieces.aggregate(sum=Sum("unread"))["sum"] or 0
        if unread:
            sentence = ngettext(
                "%(count)d page could not be checked; the log says why.",
                "%(count)d pages could not be checked; the log says why.",
                unread,
            )
            self.stderr.write(sentence % {"count": unread})


def _done(scan: Scan) -> int:
    return int(scan.pieces.aggregate(done=Sum("done"))["done"] or 0)
