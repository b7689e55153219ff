"""Enter the first list of authorised sources into the register."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from wagtail_govreview.sources.seed import LEFT_OUT
from wagtail_govreview.sources.services import SeedReport, seed_sources


class Command(BaseCommand):
    help = (
        "Enter the first list of authorised sources (websites and media that may be reprinted from). "
        "Run it as often as you like: entries that exist stay as they are."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--update",
            action="store_true",
            help="Bring entries that people changed back to the list. Status and validity stay.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        report = seed_sources(update=options["update"])
        if not options["verbosity"]:
            return
        self._say(_("Entered"), report.created)
        self._say(_("Brought back to the list"), report.updated)
        self._say(
            _("Changed by people, left as they are (--update brings them back)"), report.different
        )
        self._say(_("Unchanged"), report.unchanged, names=False)
        self._say(
            _("Left out, since the rulebook in force does not know their scope"),
            report.unknown_scope,
        )
        self._say(_("Left out as unconfirmed; register them by hand"), list(LEFT_OUT))
        self._remind(report)

    def _say(self, heading: str, entries: list[str], *, names: bool = True) -> None:
        if entries:
            listed = ": " + ", ".join(entries) if names else ""
            self.stdout.write(f"{heading} ({len(entries)}){listed}")

    def _remind(self, report: SeedReport) -> None:
        if report.without_basis:
            self.stdout.write(
                _("%(count)s entries still need the act that authorises them (basis).")
                % {"count": len(report.without_basis)}
            )
