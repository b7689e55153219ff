"""``manage.py govreview_uninstall``: what has to be done to Wagtail before the package leaves the site."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wagtail_govreview.refusal import Refused
from wagtail_govreview.review.services.hand_back import HandedBack, hand_back, to_hand_back
from wagtail_govreview.screening.services.forget_extracts import to_forget


class Command(BaseCommand):
    """Say what would be handed back to Wagtail; with ``--yes``, do it. The evidence stays as it is."""

    help = (
        "Ends the review on the whole site and hands the workflows back to Wagtail, so that the package can be "
        "taken out. Without --yes it only says what it would do. Evidence is not touched: keep it first."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--yes", action="store_true", help="Do it.")
        parser.add_argument(
            "--evidence",
            default="",
            metavar="WHERE",
            help="Where the evidence is kept from now on. Written into the last line of every ledger.",
        )

    def handle(self, *args: Any, yes: bool, evidence: str, **options: Any) -> None:
        if not yes:
            self._say(to_hand_back())
            self._say_texts()
            self.stdout.write(_("Nothing was changed. To do it, add --yes and --evidence."))
            return
        try:
            self._say(hand_back(evidence=evidence))
        except Refused as refused:
            raise CommandError("\n".join(str(item) for item in refused.refusals)) from refused
        self._say_texts()
        self.stdout.write(
            self.style.SUCCESS(_("Done. The package's tables can be removed now: ")).rstrip()
            + " manage.py migrate wagtail_govreview zero"
        )

    def _say(self, found: HandedBack) -> None:
        self._list(
            _("Workflows that end"), [f"{item.name} ({item.pk})" for item in found.workflows]
        )
        self._list(
            _("Pages whose review is cancelled"),
            [str(item.content_object) for item in found.reviews],
        )
        self._list(
            _("Tasks that become Wagtail's own, inactive"), [item.name for item in found.tasks]
        )
        self.stdout.write(
            _("Steps that stay in the history of their page: %(count)d") % {"count": found.steps}
        )

    def _say_texts(self) -> None:
        """The texts of files lie in the private storage and hold personal data: nobody finds them without the tables."""
        found = to_forget(0)
        if found.texts or found.leftovers:
            self.stdout.write(
                _(
                    "Texts of files, with the personal data in them, are still kept. First throw them away: "
                )
                + "manage.py govreview_forget_extracts --days 0 --yes"
            )

    def _list(self, heading: str, names: list[str]) -> None:
        self.stdout.write(f"{heading}: {len(names)}")
        for name in names:
            self.stdout.write(f"  {name}")
