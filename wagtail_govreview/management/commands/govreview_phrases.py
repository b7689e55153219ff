"""``manage.py govreview_phrases``: make the bank of phrases for slips by sound from what is public."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_govreview.conf import settings
from wagtail_govreview.management.progress import Progress
from wagtail_govreview.screening.phrases.published import published_count
from wagtail_govreview.screening.phrases.services.make import can_hear, make_bank


class Command(BaseCommand):
    help = (
        "Count the phrases of everything public on this site, so that the checks can tell words that only sound like "
        "them. Needs the extra “match”. Run it again now and then, every month for instance; it may be stopped at any "
        "time, and the bank in use stays."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--frequency",
            type=int,
            default=settings.phrase_frequency,
            metavar="TIMES",
            help="Keep phrases that stand there so often or more often. Default: %(default)s.",
        )

    def handle(self, *args: Any, frequency: int, **options: Any) -> None:
        if not can_hear():
            sentence = _(
                "How characters sound is not known here: install wagtail-govreview[match]."
            )
            raise CommandError(sentence, returncode=2)
        if frequency < 1:
            raise CommandError(_("A phrase stands there once at least."), returncode=2)
        quiet = options["verbosity"] == 0
        progress = Progress(self.stderr, 2 * published_count(), quiet=quiet)
        made = make_bank(frequency, lambda count: progress.advance(count, _("pages")))
        progress.end()
        if not quiet:
            sentence = ngettext(
                "%(count)d phrase kept, from %(pages)d pages.",
                "%(count)d phrases kept, from %(pages)d pages.",
                made.count,
            )
            self.stdout.write(sentence % {"count": made.count, "pages": made.pages})
