"""Are the packages that are kept still what was made?"""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.utils.translation import gettext as _

from wagtail_govreview.archive.acts import FILED
from wagtail_govreview.archive.models import FilingPackage
from wagtail_govreview.content.evidence import stored_digest
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.ledger.subjects import subject_key
from wagtail_govreview.ledger.verification import Checked, Problem

CHUNK = 100


def package_problems(package: FilingPackage) -> list[Problem]:
    """What is wrong with a package that is ready. Reads the whole file."""
    return [*_file_problems(package), *_ledger_problems(package)]


def verify_packages(unit: str = "") -> Iterator[Problem | Checked]:
    """Every package that is ready: its file against its digest, and that against the ledger."""
    packages = FilingPackage.objects.filter(state=FilingPackage.State.READY)
    packages = packages.select_related("unit").order_by("pk")
    if unit:
        packages = packages.filter(unit__code=unit)
    count = 0
    for package in packages.iterator(chunk_size=CHUNK):
        count += 1
        yield from package_problems(package)
    yield Checked(_("kept filing packages"), count)


def _file_problems(package: FilingPackage) -> Iterator[Problem]:
    try:
        digest = stored_digest(package.path, package.digest)
    except (FileNotFoundError, ValueError):
        sentence = _("The file of filing package %(number)s is missing.")
        yield _problem("archive.file_missing", package, sentence)
        return
    if digest != package.digest:
        sentence = _("The file of filing package %(number)s is not what was made.")
        yield _problem("archive.file_changed", package, sentence)


def _ledger_problems(package: FilingPackage) -> Iterator[Problem]:
    lines = LedgerLine.objects.filter(
        chain__name=package.unit.code, act=FILED, subject=subject_key(package)
    )
    if package.digest not in {json.loads(line.data).get("digest") for line in lines}:
        sentence = _("The ledger does not know filing package %(number)s with this digest.")
        yield _problem("archive.unrecorded", package, sentence)


def _problem(code: str, package: FilingPackage, sentence: str) -> Problem:
    return Problem(code, package.number, sentence % {"number": package.number})
