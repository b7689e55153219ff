"""Ask for the package of a period, and ask again for one that failed."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from wagtail_govreview.archive import rules
from wagtail_govreview.archive.models import FilingPackage
from wagtail_govreview.archive.selection import Selection
from wagtail_govreview.ledger.people import display_name
from wagtail_govreview.moments import local_day
from wagtail_govreview.refusal import refuse_if
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.serials import next_serial, numbering_year

SERIES = "filing"
# A worker tells after each batch that it is alive; one that has been silent for so long is not.
SILENCE = timedelta(minutes=15)


@transaction.atomic
def request(
    unit: Unit, first_day: date, last_day: date, *, user: Any = None, sheets: bool = True
) -> FilingPackage:
    """Ask for the package of ``unit`` from ``first_day`` to ``last_day``, both included.

    It is made in the background once the transaction ends. ``sheets``: with printed sheets. Raises ``Refused``.
    """
    selection = Selection(unit, first_day=first_day, last_day=last_day)
    refuse_if(rules.for_period(first_day, last_day, local_day()))
    refuse_if(rules.for_packing(selection))
    now = timezone.now()
    year = numbering_year(now)
    package = FilingPackage.objects.create(
        unit=unit,
        number=package_number(unit.code, year, next_serial(unit, SERIES, year)),
        first_day=first_day,
        last_day=last_day,
        printed=sheets,
        total=selection.count(),
        requested_at=now,
        requested_by=user,
        maker=display_name(user),
        touched_at=now,
    )
    _start_soon(package)
    return package


def package_number(code: str, year: int, serial: int) -> str:
    return f"{code}-归档-{year}-{serial:03d}"


@transaction.atomic
def request_again(package: FilingPackage) -> None:
    """Try once more what failed or fell silent. Raises ``Refused``."""
    package = FilingPackage.objects.select_for_update().get(pk=package.pk)
    refuse_if(rules.for_request_again(failed=package.has_failed, silent=is_silent(package)))
    package.state, package.failure, package.done = FilingPackage.State.WAITING, "", 0
    package.touched_at = timezone.now()
    package.save(update_fields=["state", "failure", "done", "touched_at"])
    _start_soon(package)


def is_silent(package: FilingPackage) -> bool:
    """Should somebody be working on it, and is nobody?"""
    return package.is_under_way and timezone.now() - package.touched_at > SILENCE


def _start_soon(package: FilingPackage) -> None:
    from wagtail_govreview.archive.tasks import make_package  # it imports the verb that makes it

    transaction.on_commit(partial(make_package.enqueue, package.pk))
