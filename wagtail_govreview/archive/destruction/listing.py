"""The inventory to read, to print and to sign: as text, and as a table for spreadsheet programs."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from wagtail_govreview.archive.destruction.inventory import Inventory
from wagtail_govreview.spreadsheets import BYTE_ORDER_MARK, harmless


def lines(inventory: Inventory) -> Iterator[str]:
    """One line for each entry, and below it one for each record that goes with it."""
    for item in inventory.items:
        yield item.summary
        for part in item.parts:
            yield f"    {part.record._meta.verbose_name}  {part.name}  {part.digest}".rstrip()


def counts(inventory: Inventory) -> dict[str, int]:
    """How many records of each kind."""
    found: dict[str, int] = {}
    for part in inventory.parts:
        label = str(part.record._meta.verbose_name_plural)
        found[label] = found.get(label, 0) + 1
    return found


def write_csv(inventory: Inventory, file: IO[str]) -> None:
    """One row for each record. No cell can be taken for a formula."""
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file)
    writer.writerow([_("register entry"), _("kind of record"), _("name"), _("digest")])
    for item in inventory.items:
        for part in item.parts:
            row = (item.summary, str(part.record._meta.verbose_name), part.name, part.digest)
            writer.writerow([harmless(cell) for cell in row])
