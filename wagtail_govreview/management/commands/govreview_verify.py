"""``manage.py govreview_verify``: is everything still as it was signed and written?"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wagtail_govreview.ledger.anchors.comparing import compare
from wagtail_govreview.ledger.anchors.reading import Known, Unreadable, read_file, read_typed
from wagtail_govreview.ledger.models import Chain
from wagtail_govreview.ledger.verification import Checked, Notice, Problem, examine


class Command(BaseCommand):
    """Print what is wrong, one line each, then how much was checked. Exits with 1 if anything is wrong."""

    help = "Verifies the ledger, the kept evidence and what is live, and names what was changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--unit", default="", metavar="CODE", help="Verify one unit only.")
        parser.add_argument(
            "--thorough",
            action="store_true",
            help="Also make every scaled picture anew and compare it. Takes long.",
        )
        parser.add_argument(
            "--json", action="store_true", help="One JSON object per line instead of sentences."
        )

        parser.add_argument(
            "--anchor",
            nargs="+",
            type=Path,
            default=[],
            metavar="FILE",
            help="Also compare with heads that were given outside: files, saved mails, logs.",
        )
        parser.add_argument(
            "--head",
            nargs="+",
            default=[],
            metavar="HEAD",
            help="Also compare with heads typed off a sheet, such as '宁水 203 9f86-d081-884c-7d65-9a2f'.",
        )

    def handle(self, *args: Any, unit: str, **options: Any) -> None:
        known = self._known(unit, options["anchor"], options["head"])
        if unit and not known and not Chain.objects.filter(name=unit).exists():
            raise CommandError(
                _("There is no ledger of a unit “%(unit)s”.") % {"unit": unit}, returncode=2
            )
        report = _JsonReport(self) if options["json"] else _TextReport(self)
        compared = bool(options["anchor"] or options["head"])
        for result in self._results(unit, known, compared=compared, thorough=options["thorough"]):
            if isinstance(result, Problem):
                report.problem(result)
            elif isinstance(result, Notice):
                report.notice(result)
            else:
                report.checked(result)
        report.end()
        if report.problems:
            raise SystemExit(1)

    def _results(
        self, unit: str, known: list[Known], *, compared: bool, thorough: bool
    ) -> Iterator[Problem | Notice | Checked]:
        yield from examine(unit, thorough=thorough)
        if compared:
            yield from compare(known)

    def _known(self, unit: str, files: list[Path], heads: list[str]) -> list[Known]:
        """What is known outside, of one unit or of all."""
        known = []
        for path in files:
            try:
                known += read_file(path.read_bytes())
            except (OSError, Unreadable) as problem:
                raise CommandError(f"{path}: {problem}", returncode=2) from problem
        for text in heads:
            try:
                known.append(read_typed(text))
            except Unreadable as problem:
                raise CommandError(str(problem), returncode=2) from problem
        return [each for each in known if unit in ("", each.chain)]


class _Report(ABC):
    """Writes results as they come; keeps only totals."""

    def __init__(self, command: BaseCommand) -> None:
        self.command = command
        self.problems = 0
        self.notices = 0
        self.totals: dict[str, int] = {}

    def problem(self, problem: Problem) -> None:
        self.problems += 1
        self.write_problem(problem)

    def notice(self, notice: Notice) -> None:
        self.notices += 1
        self.write_notice(notice)

    def checked(self, checked: Checked) -> None:
        label = str(checked.label)
        self.totals[label] = self.totals.get(label, 0) + checked.count

    @abstractmethod
    def write_problem(self, problem: Problem) -> None: ...

    @abstractmethod
    def write_notice(self, notice: Notice) -> None: ...

    @abstractmethod
    def end(self) -> None: ...


class _TextReport(_Report):
    def write_problem(self, problem: Problem) -> None:
        self.command.stdout.write(self.command.style.ERROR(str(problem.sentence)))

    def write_notice(self, notice: Notice) -> None:
        self.command.stdout.write(self.command.style.WARNING(str(notice.sentence)))

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
        self._write(self._fields(problem))

    def write_notice(self, notice: Notice) -> None:
        self._write({**self._fields(notice), "level": "warning"})

    def _fields(self, found: Problem | Notice) -> dict[str, Any]:
        return {"code": found.code, "where": found.where, "sentence": str(found.sentence)}

    def end(self) -> None:
        self._write({"checked": self.totals, "problems": self.problems, "warnings": self.notices})

    def _write(self, value: dict[str, Any]) -> None:
        self.command.stdout.write(json.dumps(value, ensure_ascii=False))
