"""``manage.py govreview_destroy``: the one way by which evidence leaves the database (销毁)."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wagtail_govreview.archive.destruction import Inventory, destroy, take_inventory
from wagtail_govreview.archive.destruction.destroy import remove_files
from wagtail_govreview.archive.destruction.listing import counts, lines, write_csv
from wagtail_govreview.ledger.destruction.records import Order
from wagtail_govreview.ledger.models import Destruction
from wagtail_govreview.refusal import Refused


class Command(BaseCommand):
    help = (
        "Say what would be destroyed with the entries of the register that are named, all of one unit. "
        "With --confirm and the digest of that inventory, destroy it. The ledger keeps that it was there."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("numbers", nargs="*", metavar="NUMBER", help="A register number.")
        parser.add_argument(
            "--numbers-from",
            type=Path,
            metavar="FILE",
            help="A text file with a number in each line.",
        )
        parser.add_argument(
            "--csv", type=Path, metavar="FILE", help="Write the inventory here, too."
        )
        parser.add_argument(
            "--confirm",
            default="",
            metavar="DIGEST",
            help="Destroy. The digest of the inventory that was approved.",
        )
        parser.add_argument("--approval", default="", help="Number of the approval (销毁批准文号).")
        parser.add_argument("--reason", default="", help="Why, such as the end of the retention.")
        parser.add_argument("--ordered-by", default="", metavar="NAME", help="Who ordered it.")
        parser.add_argument(
            "--supervised-by",
            default="",
            metavar="NAME",
            help="Who watches it (监销): somebody else.",
        )
        parser.add_argument(
            "--leftovers",
            action="store_true",
            help="Remove files of earlier lists that could not be deleted at the time.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["leftovers"]:
            self._remove_leftovers()
            return
        numbers = [*options["numbers"], *self._numbers_in(options["numbers_from"])]
        inventory = take_inventory(numbers)
        self._write_table(inventory, options["csv"])
        self._say(inventory)
        if inventory.refusals:
            raise CommandError("\n".join(map(str, inventory.refusals)))
        if not options["confirm"]:
            self.stdout.write(_("Digest of this inventory: %s") % inventory.digest)
            self.stdout.write(
                _("Nothing was destroyed. When it is approved, add --confirm with this digest.")
            )
            return
        self._destroy(numbers, options)

    def _destroy(self, numbers: list[str], options: dict[str, Any]) -> None:
        order = Order(
            approval=options["approval"].strip(),
            reason=options["reason"].strip(),
            ordered_by=options["ordered_by"].strip(),
            supervised_by=options["supervised_by"].strip(),
        )
        try:
            done = destroy(numbers, order, confirmed=options["confirm"])
        except Refused as refused:
            raise CommandError("\n".join(map(str, refused.refusals))) from refused
        sentence = _("Destroyed: list %(number)s. The ledger tells of it.")
        self.stdout.write(self.style.SUCCESS(sentence % {"number": done.number}))

    def _say(self, inventory: Inventory) -> None:
        for line in lines(inventory):
            self.stdout.write(line)
        for label, count in counts(inventory).items():
            self.stdout.write(f"{label}: {count}")
        for notice in inventory.notices:
            self.stdout.write(self.style.WARNING(f"! {notice}"))

    def _numbers_in(self, path: Path | None) -> list[str]:
        if path is None:
            return []
        try:
            return path.read_text("utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError) as problem:
            raise CommandError(f"{path}: {problem}", returncode=2) from problem

    def _write_table(self, inventory: Inventory, path: Path | None) -> None:
        if path is None:
            return
        try:
            with path.open("w", encoding="utf-8", newline="") as file:
                write_csv(inventory, file)
        except OSError as problem:
            raise CommandError(f"{path}: {problem.strerror}", returncode=2) from problem

    def _remove_leftovers(self) -> None:
        removed = [
            path for each in Destruction.objects.order_by("pk") for path in remove_files(each)
        ]
        for path in removed:
            self.stdout.write(path)
        self.stdout.write(_("Files removed: %d") % len(removed))
