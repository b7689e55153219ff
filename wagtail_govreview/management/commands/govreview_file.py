"""``manage.py govreview_file``: pack what a unit registered in a period, or one item, into a file."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wagtail_govreview.archive import rules
from wagtail_govreview.archive.selection import Selection
from wagtail_govreview.archive.services import Packed, note_taken, pack
from wagtail_govreview.moments import local_day
from wagtail_govreview.refusal import Refused, refuse_if
from wagtail_govreview.units.models import Unit


class Command(BaseCommand):
    help = (
        "Write a filing package: what a unit registered in a period, or everything of one page, with sheets, "
        "signatures, attachments and the ledger lines that prove them. The ledger notes it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--unit", required=True, metavar="CODE", help="The unit's code.")
        parser.add_argument(
            "--from",
            dest="first_day",
            type=date.fromisoformat,
            metavar="DAY",
            help="First day of registration, such as 2026-01-01. Default: the unit's first entry.",
        )
        parser.add_argument(
            "--to",
            dest="last_day",
            type=date.fromisoformat,
            metavar="DAY",
            help="Last day, included. Default: today.",
        )
        parser.add_argument("--page", metavar="ID", help="Everything of the page with this number.")
        parser.add_argument("--output", required=True, type=Path, metavar="FILE")
        parser.add_argument(
            "--without-pdf", action="store_true", help="Leave out what is printed: much faster."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            packed = self._pack(self._selection(options), options)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{options['output']}  {packed.digest}")
        if options["verbosity"]:
            for name, count in packed.counts.items():
                self.stdout.write(f"  {name}: {count}")
        for item in packed.unprinted:
            self.stderr.write(f"{item['file']}: {item['problem']}")
        for item in packed.damaged:
            sentence = _("Missing or changed: %(file)s (%(digest)s)")
            self.stderr.write(self.style.WARNING(sentence % item))

    def _selection(self, options: dict[str, Any]) -> Selection:
        unit = Unit.objects.filter(code=options["unit"]).first()
        if unit is None:
            raise CommandError(
                _("There is no unit with the code “%(code)s”.") % {"code": options["unit"]}
            )
        first, last = options["first_day"], options["last_day"]
        if options["page"]:
            if first or last:
                raise CommandError(_("Choose a page or a period, not both."))
            return Selection(unit, page_key=options["page"])
        today = local_day()
        refuse_if(rules.for_period(first or date.min, last or today, today))
        return Selection(unit, first_day=first, last_day=last or today)

    def _pack(self, selection: Selection, options: dict[str, Any]) -> Packed:
        """Into a file beside the wanted one, which takes its name when it is whole."""
        output: Path = options["output"]
        unfinished = output.with_name(output.name + ".part")
        try:
            with unfinished.open("wb") as file:
                packed = pack(selection, file, sheets=not options["without_pdf"])
            unfinished.replace(output)
        except OSError as problem:
            raise CommandError(f"{output}: {problem.strerror}") from problem
        finally:
            unfinished.unlink(missing_ok=True)
        note_taken(selection, packed)
        return packed
