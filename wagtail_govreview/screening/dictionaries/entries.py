"""What a dictionary says of one term: a value, without the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.screening.findings import Severity


class TermKind(TextChoices):
    """What is to be said of text in which a term stands."""

    WRONG = "wrong", _("Wrong: a slip")
    CAREFUL = "careful", _("To be used with care")
    PROTECTED = "protected", _("Protected name: exactly so, or it is a slip")
    TITLE = "title", _("Person and title: right between two days")
    ALLOWED = "allowed", _("Allowed: nothing inside it is a finding")
    SECRET = "secret", _("Must not go out")


@dataclass(frozen=True, slots=True)
class Entry:
    """One term of a dictionary.

    ``term``: as it is written in texts; widths, invisible characters and the case of Latin letters do not count. Of
    kind ``title``: name and title with a space between them (``王某某 自治区主席``), found in either order.
    ``suggestion``: what to write instead. ``note``: why. ``severity``: ``None`` takes that of the kind's finding.
    ``valid_from``, ``valid_until``: first and last day, both included; ``None``: open. A term is in force between
    them; of kind ``title`` it is the other way round: outside of them the title is a finding.
    ``dictionary``: the name of the dictionary, for people.
    """

    term: str
    suggestion: str = ""
    note: str = ""
    kind: TermKind = TermKind.WRONG
    severity: Severity | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    dictionary: str = ""

    def holds(self, on: date | None) -> bool:
        """Does ``on`` lie between the two days? Without a day, every entry holds."""
        if on is None:
            return True
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on <= self.valid_until
        )
