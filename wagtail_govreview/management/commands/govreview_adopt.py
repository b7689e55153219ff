"""``manage.py govreview_adopt``: take what was public before the review began into the register."""

from __future__ import annotations

from argparse import ArgumentParser
from contextlib import ExitStack
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_govreview.management.findings import Findings
from wagtail_govreview.management.progress import Progress
from wagtail_govreview.publication.live import count_unregistered, unregistered
from wagtail_govreview.publication.services.adopt import Adoption, adopt_all
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.territory import Territory

BATCH = 200


class Command(BaseCommand):
    """Exits with 0 when every page is in the register, with 1 when pages were left out, with 2 when misused."""

    help = (
        "Take the public pages of governed parts of the tree that are not registered yet into the register "
        "as stock (存量), without claiming signatures. Pages that came from another unit's part are taken over from its "
        "register, if they are still what it says. Can be stopped and run again at any time."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--unit", default="", metavar="CODE", help="Only pages of the unit with this code."
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Count the pages of each unit, and do nothing."
        )
        parser.add_argument(
            "--report", default="", metavar="FILE", help="Write what was left out into a CSV file."
        )
        parser.add_argument(
            "--batch",
            type=int,
            default=BATCH,
            metavar="PAGES",
            help="Pages in one transaction; others of the unit wait for it. Default: %(default)s.",
        )

    def handle(self, *args: Any, unit: str, **options: Any) -> None:
        self.quiet = options["verbosity"] == 0
        self.territory = Territory()
        units = self._units(unit)
        todo = {each: count_unregistered(self.territory.region(each), each) for each in units}
        if options["dry_run"]:
            return self._say_counts(todo)
        with ExitStack() as stack:
            findings = Findings(self, stack, options["report"])
            self._adopt(todo, findings, max(options["batch"], 1), options["verbosity"])
            findings.end()
        if findings.left_out:
            raise SystemExit(1)

    def _units(self, code: str) -> list[Unit | None]:
        """The units concerned in the order of the tree; None stands for the pages in no unit."""
        if not code:
            return [*self.territory, None]
        found = [unit for unit in self.territory if unit.code == code]
        if not found:
            sentence = _("There is no unit “%(unit)s” with a part of the page tree.")
            raise CommandError(sentence % {"unit": code}, returncode=2)
        return found

    def _adopt(
        self, todo: dict[Unit | None, int], findings: Findings, batch: int, verbosity: int
    ) -> None:
        progress = Progress(self.stderr, sum(todo.values()), quiet=self.quiet)
        for unit, count in todo.items():
            adopted = 0
            for keys in _batches(self.territory, unit, batch) if count else ():
                if unit is None:
                    findings.in_no_unit(keys)
                else:
                    adoption = adopt_all(unit, keys)
                    adopted += len(adoption.entries)
                    findings.add(adoption)
                    self._list(adoption, verbosity)
                progress.advance(len(keys), unit.name if unit else _("in no unit"))
            if unit is not None and count:
                progress.end()
                self._say(unit, adopted)
            findings.adopted += adopted

    def _list(self, adoption: Adoption, verbosity: int) -> None:
        if verbosity > 1:
            for entry in adoption.entries:
                self.stdout.write(str(entry))

    def _say(self, unit: Unit, adopted: int) -> None:
        if not self.quiet:
            sentence = ngettext(
                "%(unit)s: %(count)d page taken over.",
                "%(unit)s: %(count)d pages taken over.",
                adopted,
            )
            self.stdout.write(sentence % {"unit": unit.name, "count": adopted})

    def _say_counts(self, todo: dict[Unit | None, int]) -> None:
        for unit, count in todo.items():
            if count:
                name = unit.name if unit else _("in no unit")
                sentence = ngettext(
                    "%(unit)s: %(count)d page is not in the register.",
                    "%(unit)s: %(count)d pages are not in the register.",
                    count,
                )
                self.stdout.write(sentence % {"unit": name, "count": count})
        total = sum(todo.values())
        sentence = ngettext(
            "%(count)d page would be taken over.", "%(count)d pages would be taken over.", total
        )
        self.stdout.write(sentence % {"count": total - todo.get(None, 0)})


def _batches(territory: Territory, unit: Unit | None, size: int) -> Any:
    for keys in unregistered(territory.region(unit), unit):
        for start in range(0, len(keys), size):
            yield keys[start : start + size]
