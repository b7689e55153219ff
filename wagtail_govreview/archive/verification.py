"""Are the packages that are kept still what was made?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import SuspiciousOperation
from django.utils.translation import gettext as _

from wagtail_govreview.archive.acts import FILED
from wagtail_govreview.archive.models import FilingPackage
from wagtail_govreview.archive.services.make import package_digest
from wagtail_govreview.archive.services.request import SERIES
from wagtail_govreview.content.evidence import stored_digest
from wagtail_govreview.ledger.links import as_text, existing, expected_key
from wagtail_govreview.ledger.models import Chain, LedgerLine
from wagtail_govreview.ledger.reading import in_pieces
from wagtail_govreview.ledger.subjects import subject_key
from wagtail_govreview.ledger.told import Told, data_of, told_of
from wagtail_govreview.ledger.verification import Checked, Problem
from wagtail_govreview.units.serials import numbering_year
from wagtail_govreview.units.series import SeriesCheck

CHUNK = 100


def package_problems(package: FilingPackage) -> list[Problem]:
    """What is wrong with a package that is ready. Reads the whole file."""
    told = told_of([subject_key(package)]).get(subject_key(package), [])
    return [*_file_problems(package), *_ledger_problems(package, _filed(package, told))]


def verify_packages(unit: str = "") -> Iterator[Problem | Checked]:
    """Every package: its file against its digest, the record against the ledger, the numbers against their counter.

    A package that is not ready is an order and no evidence yet.
    """
    packages = FilingPackage.objects.select_related("unit")
    if unit:
        packages = packages.filter(unit__code=unit)
    series = SeriesCheck(SERIES, unit)
    given: Counter[tuple[Any, int]] = Counter()
    count = 0
    for piece in in_pieces(packages, size=CHUNK):
        count += sum(package.is_ready for package in piece)
        given.update((each.unit_id, numbering_year(each.requested_at)) for each in piece)
        told = told_of([subject_key(package) for package in piece])
        for package in piece:
            lines = _filed(package, told.get(subject_key(package), ()))
            yield from _package_problems(package, lines)
    yield from series.problems(given)
    yield Checked(_("kept filing packages"), count)


def _package_problems(package: FilingPackage, lines: Sequence[Told]) -> Iterator[Problem]:
    if package.is_ready:
        yield from _file_problems(package)
        yield from _ledger_problems(package, lines)
    elif lines:
        sentence = _("Filing package %(number)s was made, but its record says that it was not.")
        yield _problem("archive.state_changed", package, sentence)


def _filed(package: FilingPackage, told: Sequence[Told]) -> list[Told]:
    """The lines in the chain of its unit that say what was made."""
    return [line for line in told if line.act == FILED and line.chain == package.unit.code]


def _file_problems(package: FilingPackage) -> Iterator[Problem]:
    try:
        digest = stored_digest(package.path, package.digest)
    except (OSError, ValueError, SuspiciousOperation):  # gone, or a name that leads nowhere
        sentence = _("The file of filing package %(number)s is missing.")
        yield _problem("archive.file_missing", package, sentence)
        return
    if digest != package.digest:
        sentence = _("The file of filing package %(number)s is not what was made.")
        yield _problem("archive.file_changed", package, sentence)


def _ledger_problems(package: FilingPackage, lines: Sequence[Told]) -> Iterator[Problem]:
    line = next((line for line in lines if line.data.get("digest") == package.digest), None)
    if line is None:
        sentence = _("The ledger does not know filing package %(number)s with this digest.")
        yield _problem("archive.unrecorded", package, sentence)
    elif "record" in line.data and not _is_recorded(package, line):
        sentence = _("The record of filing package %(number)s is not what was written.")
        yield _problem("archive.record_changed", package, sentence)


def _is_recorded(package: FilingPackage, line: Told) -> bool:
    """Is the record what it was when the package was made? Earlier releases kept no digest of it."""
    asked_by = line.data.get("requested_by") or None
    account = expected_key(asked_by, existing(get_user_model(), [asked_by]))
    record = package_digest(package, like=line.data["record"])
    return record == line.data["record"] and as_text(package.requested_by_id) == account


def verify_filed(unit: str = "") -> Iterator[Problem | Checked]:
    """Every package that the ledger tells of is still there."""
    chains = Chain.objects.filter(name=unit) if unit else Chain.objects.all()
    prefix = subject_key(FilingPackage(pk=""))
    for chain in chains.order_by("pk"):
        lines = LedgerLine.objects.filter(chain=chain, act=FILED, subject__startswith=prefix)
        for piece in in_pieces(lines, "number", size=CHUNK):
            keys = [line.subject.removeprefix(prefix) for line in piece]
            there = existing(FilingPackage, keys)
            for line, key in zip(piece, keys, strict=True):
                if key not in there:
                    yield _gone(line)


def _gone(line: LedgerLine) -> Problem:
    number = data_of(line.data).get("number", line.summary)
    sentence = _("The record of filing package %(number)s is gone.")
    return Problem("archive.missing", number, sentence % {"number": number})


def _problem(code: str, package: FilingPackage, sentence: str) -> Problem:
    return Problem(code, package.number, sentence % {"number": package.number})
