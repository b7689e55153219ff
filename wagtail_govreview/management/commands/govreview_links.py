"""``manage.py govreview_links``: ask whether what pages link to still answers."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils.translation import gettext as _

from wagtail_govreview.screening.checks.links.collecting import addresses_in
from wagtail_govreview.screening.services.ask_links import MOST, ask_links
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.territory import Territory


class Command(BaseCommand):
    help = (
        "Ask the addresses to which pages under the rule link whether they still answer, for the check for dead links. "
        "Can be stopped and run again at any time."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--unit", default="", metavar="CODE", help="Only pages of this unit.")
        parser.add_argument(
            "--most",
            type=int,
            default=MOST,
            metavar="NUMBER",
            help="How many addresses in one go. Default: %(default)s.",
        )
        parser.add_argument(
            "--again", action="store_true", help="Also those that were asked a moment ago."
        )

    def handle(self, *args: Any, unit: str, **options: Any) -> None:
        asked = ask_links(
            addresses_in(self._region(unit)), most=max(options["most"], 0), again=options["again"]
        )
        states = Counter(each.state for each in asked)
        if options["verbosity"] > 1:
            for each in asked:
                self.stdout.write(f"{each.state}  {each.status or '-'}  {each.address}")
        if options["verbosity"]:
            sentence = _(
                "%(count)d addresses asked: %(alive)d answer, %(dead)d are dead, %(unsure)d are not sure."
            )
            counts = {name: states[name] for name in ("alive", "dead", "unsure")}
            self.stdout.write(sentence % {"count": len(asked), **counts})

    def _region(self, code: str) -> Q:
        if not code:
            return Q()
        unit = Unit.objects.filter(code=code).first()
        if unit is None:
            raise CommandError(_("There is no unit “%(unit)s”.") % {"unit": code}, returncode=2)
        return Territory().region(unit)
