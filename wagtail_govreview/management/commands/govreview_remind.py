"""``manage.py govreview_remind``: mail to those who have to act on what comes near its deadline or is overdue."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import ngettext

from wagtail_govreview.review.reminders import remind


class Command(BaseCommand):
    help = (
        "Remind by mail of signatures that emergency publications owe: once when the deadline comes near, and once a "
        "day when it has passed. Run it from a timer, every ten minutes for instance; nobody gets a mail twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--hours",
            type=int,
            default=6,
            metavar="HOURS",
            help="Remind this many hours before the deadline. Default: 6.",
        )

    def handle(self, *args: Any, hours: int, **options: Any) -> None:
        outcome = remind(within=timedelta(hours=hours))
        if options["verbosity"]:
            sentence = ngettext(
                "%(count)d reminder sent.", "%(count)d reminders sent.", outcome.sent
            )
            self.stdout.write(sentence % {"count": outcome.sent})
        if outcome.failed:
            sentence = ngettext(
                "%(count)d mail could not be sent; the log says why. It is tried again with the next run.",
                "%(count)d mails could not be sent; the log says why. They are tried again with the next run.",
                outcome.failed,
            )
            raise CommandError(sentence % {"count": outcome.failed}, returncode=1)
