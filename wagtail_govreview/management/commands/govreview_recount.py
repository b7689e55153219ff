"""``manage.py govreview_recount``: count publications for the inspection again."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_govreview.inspection.services.recount import recount
from wagtail_govreview.units.models import Unit


class Command(BaseCommand):
    help = (
        "Count the publications for the inspection that were never counted, or by other rules than those in force: "
        "after installing, after a new version, after a change of the profile. Can be run again at any time."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--unit", default="", metavar="CODE", help="Only this unit.")
        parser.add_argument("--all", action="store_true", help="Count everything again.")

    def handle(self, *args: Any, unit: str = "", **options: Any) -> None:
        units = Unit.objects.filter(**({"code": unit} if unit else {}))
        if unit and not units.exists():
            raise CommandError(_("There is no unit “%(unit)s”.") % {"unit": unit})
        total = 0
        for each in units:
            counted = sum(recount(each, everything=options["all"]))
            total += counted
            if counted and options["verbosity"] > 1:
                self.stdout.write(f"{each.code}  {counted}")
        if options["verbosity"]:
            self.stdout.write(
                ngettext("%(count)d publication counted.", "%(count)d publications counted.", total)
                % {"count": total}
            )
