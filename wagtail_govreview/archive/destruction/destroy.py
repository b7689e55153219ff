"""Destroy: delete what an approved list names, and leave in the ledger what it was."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from wagtail_govreview.archive.destruction import rules
from wagtail_govreview.archive.destruction.inventory import take_inventory
from wagtail_govreview.content.models import SignedFile
from wagtail_govreview.ledger.destruction.records import Order, destroy_items
from wagtail_govreview.ledger.models import DestroyedRecord, Destruction
from wagtail_govreview.ledger.services import hold
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.refusal import Refusal, Refused, refuse_if
from wagtail_govreview.storage import private_storage
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.serials import next_serial, numbering_year

SERIES = "destruction"


@transaction.atomic
def destroy(
    numbers: Collection[str], order: Order, *, confirmed: str, actor: Any = None
) -> Destruction:
    """Destroy the items to which the entries with these ``numbers`` belong (rule, chapter 五: 销毁).

    ``confirmed``: the digest of the inventory that was approved. The ledger's lines stay, with titles, names and
    digests, and get one more for each entry; the bytes of files go when the transaction is committed. Raises
    :class:`~wagtail_govreview.refusal.Refused` with every reason, and then nothing is changed.
    """
    refuse_if(rules.for_order(order))
    for code in Unit.objects.filter(
        pk__in=RegisterEntry.objects.filter(number__in=numbers).values("unit")
    ).values_list("code", flat=True):
        hold(code)  # before the inventory, so that no other verb of the unit comes in between
    inventory = take_inventory(numbers)
    refuse_if(inventory.refusals)
    refuse_if(rules.for_confirmation(confirmed, inventory.digest))
    unit = inventory.unit
    assert unit is not None  # noqa: S101 - refused above
    year = numbering_year()
    number = f"{unit.code}-销毁-{year}-{next_serial(unit, SERIES, year):03d}"
    try:
        done = destroy_items(unit.code, number, order, inventory.items, actor=actor)
    except (ProtectedError, RestrictedError) as error:
        sentence = _("Other records of this site still need something of it: %(error)s")
        refusal = Refusal("destruction.protected", sentence % {"error": error.args[0]})
        raise Refused([refusal]) from error
    transaction.on_commit(partial(remove_files, done))
    return done


def remove_files(destruction: Destruction) -> list[str]:
    """Delete the bytes that the list names from the private storage; gives the paths. Safe to repeat.

    A file of the same digest that was kept again since is left alone.
    """
    removed = []
    for path in files_left(destruction):
        private_storage().delete(path)
        removed.append(path)
    return removed


def files_left(destruction: Destruction) -> list[str]:
    """The files of destroyed records whose bytes are still there."""
    paths = DestroyedRecord.objects.filter(destruction=destruction).exclude(path="")
    wanted = set(paths.values_list("path", flat=True))
    again = set(SignedFile.objects.filter(file__in=wanted).values_list("file", flat=True))
    return sorted(path for path in wanted - again if private_storage().exists(path))
