"""``manage.py govreview_anchor``: give the heads of the ledger outside."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_govreview.conf import settings
from wagtail_govreview.ledger.anchors.channels import to_file, to_log, to_mail
from wagtail_govreview.ledger.anchors.given import Standing, standings
from wagtail_govreview.ledger.anchors.written import Anchor
from wagtail_govreview.ledger.models import Chain
from wagtail_govreview.ledger.services import give_anchor
from wagtail_govreview.printing.typeset import MissingGlyph
from wagtail_govreview.refusal import Refused
from wagtail_govreview.units.sealing import sealed_pdf


class Command(BaseCommand):
    """Hand over an anchor by every way that was asked for, and have the ledgers note it."""

    help = "Gives the heads of the ledger outside: number and digest of each unit's newest line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--unit", nargs="+", default=[], metavar="CODE", help="These units only. Default: all."
        )
        parser.add_argument(
            "--due",
            type=int,
            metavar="HOURS",
            help="Leave out units whose head was given outside within so many hours.",
        )
        parser.add_argument("--print", action="store_true", help="Write it here (the default).")
        parser.add_argument(
            "--mail", action="store_true", help="Mail it to GOVREVIEW_ANCHOR_RECIPIENTS."
        )
        parser.add_argument(
            "--log", action="store_true", help="Write it to the logger wagtail_govreview.anchor."
        )
        parser.add_argument("--file", type=Path, metavar="PATH", help="Write it into a new file.")
        parser.add_argument(
            "--pdf", type=Path, metavar="PATH", help="Print the seal sheet into a new PDF file."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        due = self._due(self._standings(options["unit"]), options["due"])
        if options["due"] is not None and not due:
            if options["verbosity"]:
                self.stderr.write(_("No ledger is due."))
            return
        channels = [name for name in ("mail", "log", "file", "pdf") if options[name]]
        if options["print"] or not channels:
            channels.insert(0, "print")
        try:
            anchor = give_anchor(
                [each.head for each in due],
                lambda anchor: self._hand_over(anchor, channels, options),
                channels=channels,
                recipients=settings.anchor_recipients if "mail" in channels else (),
            )
        except (Refused, MissingGlyph, OSError) as problem:
            raise CommandError(str(problem), returncode=2) from problem
        self._say(anchor, options)

    def _standings(self, codes: list[str]) -> list[Standing]:
        if not codes:
            return standings(Chain.objects.all())
        found = [
            each
            for each in standings(Chain.objects.filter(name__in=codes))
            if each.chain.name in codes
        ]
        for code in sorted(set(codes) - {each.chain.name for each in found}):
            sentence = _("There is no ledger of a unit “%(unit)s”.")
            raise CommandError(sentence % {"unit": code}, returncode=2)
        return found

    def _due(self, found: list[Standing], hours: int | None) -> list[Standing]:
        if hours is None:
            return found
        return [each for each in found if each.is_older_than(timedelta(hours=hours))]

    def _hand_over(self, anchor: Anchor, channels: list[str], options: dict[str, Any]) -> Anchor:
        """First what can fail: of an anchor that did not reach all, nobody should think that it did."""
        if "pdf" in channels:
            pdf = sealed_pdf(anchor)
            with options["pdf"].open("xb") as file:
                file.write(pdf)
        if "file" in channels:
            to_file(anchor, options["file"])
        if "mail" in channels:
            to_mail(anchor, settings.anchor_recipients)
        if "log" in channels:
            to_log(anchor)
        if "print" in channels:
            self.stdout.write(anchor.text, ending="")
        return anchor

    def _say(self, anchor: Anchor, options: dict[str, Any]) -> None:
        """On the other stream, so that what is printed can be piped."""
        if options["verbosity"]:
            sentence = ngettext(
                "The head of %(count)d ledger was given outside. Check code: %(code)s",
                "The heads of %(count)d ledgers were given outside. Check code: %(code)s",
                len(anchor.heads),
            )
            self.stderr.write(sentence % {"count": len(anchor.heads), "code": anchor.code})
