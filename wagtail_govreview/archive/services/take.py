"""Take a package out of the house: the ledger says who did."""

from __future__ import annotations

import tempfile
from typing import IO, Any

from django.db import transaction

from wagtail_govreview.archive.acts import TAKEN
from wagtail_govreview.archive.models import FilingPackage
from wagtail_govreview.archive.selection import Selection
from wagtail_govreview.archive.services.make import note_filed
from wagtail_govreview.archive.services.pack import Packed, pack
from wagtail_govreview.ledger.services import append
from wagtail_govreview.storage import private_storage

IN_MEMORY = 8 << 20


def take(package: FilingPackage, *, user: Any = None) -> IO[bytes]:
    """The package's file, opened. Raises ``FileNotFoundError`` if the storage has it no more."""
    file: IO[bytes] = private_storage().open(package.path, "rb")
    append(
        package.unit.code,
        TAKEN,
        actor=user,
        subject=package,
        summary=package.number,
        data={"number": package.number, "digest": package.digest},
    )
    return file


def take_item(
    selection: Selection, *, user: Any = None, sheets: bool = True
) -> tuple[IO[bytes], Packed]:
    """Pack what was selected, at once, and note it. Gives the open file, at its beginning.

    The whole is packed before the first byte leaves, so that a reader never holds half a package, and the
    ledger's line can name its digest. Raises ``Refused``.
    """
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the reader closes it
    packed = pack(selection, file, sheets=sheets)
    file.seek(0)
    note_taken(selection, packed, user=user)
    return file, packed


@transaction.atomic
def note_taken(selection: Selection, packed: Packed, *, user: Any = None) -> None:
    """The ledger's line of a package that nobody keeps here."""
    newest: Any = selection.entries().last() or selection.unpublished().last()
    what: dict[str, Any] = {"first_day": selection.first_day, "last_day": selection.last_day}
    if selection.page_key:
        what = {"page": selection.page_key}
    note_filed(
        selection.unit.code,
        packed,
        actor=user,
        subject=newest if selection.page_key else selection.unit,
        summary=str(newest) if selection.page_key else selection.unit.name,
        **what,
    )
