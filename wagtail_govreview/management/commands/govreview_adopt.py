"""``manage.py govreview_adopt``: take what was public before the review began into the register."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_govreview.pages import base_page_model
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.services import adopt
from wagtail_govreview.units.governance import governed_paths, unit_of

CHUNK = 200


class Command(BaseCommand):
    help = (
        "Take the public pages of governed parts of the tree that are not registered yet into the register "
        "as stock (存量), without claiming signatures. Can be run again at any time."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--unit", default="", help="Only pages of the unit with this code.")

    def handle(self, *args: Any, unit: str = "", **options: Any) -> None:
        adopted = 0
        for page in self._pages():
            if unit and getattr(unit_of(page), "code", "") != unit:
                continue
            entry = adopt(page)
            if entry is None:
                self.stderr.write(
                    _("“%(title)s” lies in no unit and was left out.") % {"title": page.title}
                )
                continue
            adopted += 1
            if options["verbosity"] > 1:
                self.stdout.write(f"{entry.number}  {entry.title}")
        self.stdout.write(
            ngettext("%(count)d page taken over.", "%(count)d pages taken over.", adopted)
            % {"count": adopted}
        )

    def _pages(self) -> Any:
        registered = RegisterEntry.objects.filter(
            state=RegisterEntry.State.CURRENT, page__isnull=False
        )
        live = base_page_model()._default_manager.filter(live=True)
        return (
            governed_paths()
            .filter(live.exclude(pk__in=registered.values("page_id")))
            .order_by("path")
            .iterator(chunk_size=CHUNK)
        )
