"""``manage.py govreview_forget_extracts``: throw away the texts of files that nobody needed lately."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wagtail_govreview.screening.services.forget_extracts import forget_extracts, to_forget

DAYS = 30


class Command(BaseCommand):
    help = (
        "Throw away the texts of files that the automatic checks keep and that nobody needed lately: they hold the "
        "personal data of the files. Without --yes it only says what it would do. No evidence is touched."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--days",
            type=_days,
            default=DAYS,
            metavar="DAYS",
            help="Those that nobody needed for so many days; 0: all. Default: %(default)s.",
        )
        parser.add_argument("--yes", action="store_true", help="Do it.")

    def handle(self, *args: Any, days: int, yes: bool, **options: Any) -> None:
        found = forget_extracts(days) if yes else to_forget(days)
        if options["verbosity"]:
            sentence = _("Texts of files: %(texts)d. Files that belong to none: %(leftovers)d.")
            counts = {"texts": found.texts, "leftovers": found.leftovers}
            self.stdout.write(sentence % counts)
            if not yes:
                self.stdout.write(_("Nothing was changed. To throw them away, add --yes."))
        if found.failed:
            sentence = _("Files that could not be deleted: %(count)d. Run the command again.")
            raise CommandError(sentence % {"count": found.failed})


def _days(value: str) -> int:
    if not value.isascii() or not value.isdigit() or len(value) > 5:
        raise ArgumentTypeError(f"{value!r} is no number of days.")
    return int(value)
