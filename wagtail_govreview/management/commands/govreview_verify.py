"""``manage.py govreview_verify``: is everything still as it was signed and written?"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wagtail_govreview.ledger.models import Chain
from wagtail_govreview.ledger.verification import Checked, Problem, examine


class Command(BaseCommand):
    """Print what is wrong, one line each, then how much was checked. Exits with 1 if anything is wrong."""

    help = "Verifies the ledger, the kept evidence and what is live, and names what was changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--unit", default="", metavar="CODE", help="Verify one unit only.")
        parser.add_argument(
            "--json", action="store_true", help="One JSON object per line instead of sentences."
        )

    def handle(self, *args: Any, unit: str, **options: Any) -> None:
        if unit and not Chain.objects.filter(name=unit).exists():
            raise CommandError(
                _("There is no ledger of a unit “%(unit)s”.") % {"unit": unit}, returncode=2
            )
        report = _JsonReport(self) if options["json"] else _TextReport(self)
        for result in examine(unit):
            if isinstance(result, Problem):
                report.problem(result)
            else:
                report.checked(result)
        report.end()
        if report.problems:
            raise SystemExit(1)


class _Report(ABC):
    """Writes results as they come; keeps only totals."""

    def __init__(self, command: BaseCommand) -> None:
        self.command = command
        self.problems = 0
        self.totals: dict[str, int] = {}

    def problem(self, problem: Problem) -> None:
        self.problems += 1
        self.write_problem(problem)

    def checked(self, checked: Checked) -> None:
        label = str(checked.label)
        self.totals[label] = self.totals.get(label, 0) + checked.count

    @abstractmethod
    def write_problem(self, problem: Problem) -> None: ...

    @abstractmethod
    def end(self) -> None: ...


class _TextReport(_Report):
    def write_problem(self, problem: Problem) -> None:
        self.command.stdout.write(self.command.style.ERROR(str(problem.sentence)))

    def end(self) -> None:
        write, style = self.command.stdout.write, self.command.style
        for label, count in self.totals.items():
            write(_("Checked: %(count)s %(label)s") % {"count": count, "label": label})
        if self.problems:
            write(style.ERROR(_("Problems: %(count)s") % {"count": self.problems}))
        else:
            write(style.SUCCESS(_("Everything is as it was signed and written.")))


class _JsonReport(_Report):
    def write_problem(self, problem: Problem) -> None:
        self._write(
            {"code": problem.code, "where": problem.where, "sentence": str(problem.sentence)}
        )

    def end(self) -> None:
        self._write({"checked": self.totals, "problems": self.problems})

    def _write(self, value: dict[str, Any]) -> None:
        self.command.stdout.write(json.dumps(value, ensure_ascii=False))
