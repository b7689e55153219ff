"""``manage.py govreview_verify_filing``: is a filing package whole, and does it agree with the ledger?"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wagtail_govreview.archive.checking import check_filing
from wagtail_govreview.ledger.verification import Problem


class Command(BaseCommand):
    """Print what is wrong, one line each, then how much was checked. Exits with 1 if anything is wrong."""

    help = (
        "Check a filing package: every file against its list, every text against the ledger lines in it, and "
        "these against this site's ledger."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--without-ledger",
            action="store_true",
            help="Check the package by itself; needs no database.",
        )

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(_("There is no file “%(file)s”.") % {"file": file}, returncode=2)
        problems = 0
        for found in check_filing(file, with_ledger=not options["without_ledger"]):
            if isinstance(found, Problem):
                problems += 1
                self.stdout.write(self.style.ERROR(str(found)))
            else:
                values = {"count": found.count, "label": found.label}
                self.stdout.write(_("Checked: %(count)s %(label)s") % values)
        if problems:
            self.stdout.write(self.style.ERROR(_("Problems: %(count)s") % {"count": problems}))
            raise SystemExit(1)
        self.stdout.write(self.style.SUCCESS(_("The package is what was made.")))
