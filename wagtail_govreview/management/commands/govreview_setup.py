"""Set up a unit on a page, or repair it: ``govreview_setup --code 宁水 --name 水利厅 --page /shui/``."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_govreview.pages import base_page_model
from wagtail_govreview.refusal import Refused
from wagtail_govreview.screening.dictionaries.services.load_seed import load_seed
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.services import SetUp, set_up_unit


class Command(BaseCommand):
    help = (
        "Creates or repairs a unit: its groups, page and collection permissions, one task for each tier, "
        "and the workflow on its page. Safe to repeat; says what it did line by line."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--code", required=True, help="The unit's code (代字), fixed for ever.")
        parser.add_argument(
            "--name", default="", help="The unit's name. Default: the page's title."
        )
        parser.add_argument(
            "--page",
            help="Where the unit publishes: a page's number, or its path such as /shui/. "
            "Default: the unit's present page.",
        )
        parser.add_argument("--parent", default="", help="Code of the superior unit.")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="Take the place of another workflow, take over groups with people, move to another page.",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be done, and do nothing."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = set_up_unit(
                options["code"],
                root_page=self._page(options["page"], options["code"]),
                name=options["name"],
                parent=self._parent(options["parent"]),
                replace=options["replace"],
                dry_run=options["dry_run"],
            )
        except Refused as refused:
            raise CommandError("\n".join(str(refusal) for refusal in refused.refusals)) from refused
        self._report(result, dry_run=options["dry_run"])
        if not options["dry_run"]:
            self._load_dictionaries()

    def _load_dictionaries(self) -> None:
        """The lists that come with the package, the first time."""
        for name in load_seed().made:
            self.stdout.write(_("  Dictionary “%(name)s” is in force.") % {"name": name})

    def _page(self, value: str | None, code: str) -> Any:
        """The page by number, by its path on a site, or by its path in the tree."""
        if value is None:
            unit = Unit.objects.filter(code=code).select_related("root_page").first()
            if unit is None or unit.root_page is None:
                raise CommandError("--page is needed: this unit has no page yet.")
            return unit.root_page
        found = list(_pages_named(value))
        if len(found) == 1:
            return found[0]
        if not found:
            raise CommandError(f"There is no page “{value}”.")
        names = ", ".join(f"{page.pk} ({page.url_path})" for page in found)
        raise CommandError(f"“{value}” may be any of these pages; say its number: {names}.")

    def _parent(self, code: str) -> Unit | None:
        if not code:
            return None
        unit = Unit.objects.filter(code=code).first()
        if unit is None:
            raise CommandError(f"There is no unit “{code}”; set up the superior unit first.")
        return unit

    def _report(self, result: SetUp, *, dry_run: bool) -> None:
        for line in result.done:
            self.stdout.write(f"  {line}")
        for line in result.notices:
            self.stdout.write(self.style.WARNING(f"! {line}"))
        name = f"{result.unit.name} ({result.unit.code})"
        if not result.changed:
            self.stdout.write(self.style.SUCCESS(f"{name}: everything was in order."))
        elif dry_run:
            self.stdout.write(f"{name}: {len(result.done)} changes to make. Nothing was written.")
        else:
            self.stdout.write(self.style.SUCCESS(f"{name}: {len(result.done)} changes made."))


def _pages_named(value: str) -> Any:
    pages = base_page_model()._default_manager.all()
    if value.isdigit():
        return pages.filter(pk=int(value))
    path = "/" + value.strip("/") + "/" if value.strip("/") else "/"
    paths = {path}
    for site in Site.objects.select_related("root_page"):
        paths.add(site.root_page.url_path.rstrip("/") + path)
    return pages.filter(url_path__in=paths, depth__gt=1)
