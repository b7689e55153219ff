"""The ledger in a package: the lines about what it holds, and the digests of the chain that they stand in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from django.db.models import Max, Min

from wagtail_govreview.archive.packing.findings import Findings
from wagtail_govreview.archive.packing.member import LEDGER, Member
from wagtail_govreview.archive.packing.seen import Seen
from wagtail_govreview.ledger.lines import canonical_line
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.publication.emergency.models import EmergencyPublication
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review.sheets import ReviewSheet, Signature

PIECE = 1000
IN_MEMORY = 4 << 20
LINES, DIGESTS = f"{LEDGER}/账页.tsv", f"{LEDGER}/链.txt"
# What this room does with a package says nothing about its items, and would make every package unlike the last.
OWN_ACTS = "archive."
SUBJECTS = {
    model._meta.label_lower: model
    for model in (RegisterEntry, EmergencyPublication, ReviewSheet, Signature)
}


@dataclass
class Stretch:
    """The part of one chain, from the first to the last line about what a package holds."""

    chain: str
    seen: Seen
    findings: Findings
    first: int = 0
    last: int = 0
    head: str = ""

    def widen(self, subjects: list[str]) -> None:
        """Take the lines about these subjects in. One query."""
        found = self._lines().filter(subject__in=subjects).aggregate(Min("number"), Max("number"))
        if found["number__min"] is not None:
            self.first = min(filter(None, (self.first, found["number__min"])))
            self.last = max(self.last, found["number__max"])

    def members(self) -> Iterator[Member]:
        """The chain's digests, then the lines in full. Two queries for a thousand lines."""
        with tempfile.TemporaryFile() as lines:
            yield Member(DIGESTS, self._digests(lines))
            lines.seek(0)
            yield Member(LINES, iter(lambda: lines.read(IN_MEMORY), b""))

    def _digests(self, lines: IO[bytes]) -> Iterator[bytes]:
        for piece in self._pieces():
            wanted = [line.pk for line in piece if self._concerns(line)]
            for line in LedgerLine.objects.filter(pk__in=wanted).order_by("number"):
                lines.write(f"{line.digest}\t{canonical_line(line, self.chain)}\n".encode())
                self.findings.counts["ledger_lines"] += 1
            yield "".join(f"{line.number} {line.digest}\n" for line in piece).encode()
            self.head = piece[-1].digest

    def _pieces(self) -> Iterator[list[LedgerLine]]:
        """Numbers and digests of the stretch and of the line before it."""
        number = max(self.first - 2, 0)
        stretch = LedgerLine.objects.filter(chain__name=self.chain, number__lte=self.last)
        stretch = stretch.only("number", "digest", "subject", "act").order_by("number")
        while self.last and (piece := list(stretch.filter(number__gt=number)[:PIECE])):
            yield piece
            number = piece[-1].number

    def _concerns(self, line: Any) -> bool:
        """Is it about something in the package?"""
        label, _colon, key = line.subject.partition(":")
        if label not in SUBJECTS or not key.isdigit() or line.act.startswith(OWN_ACTS):
            return False
        return self.seen.has(SUBJECTS[label]._meta.model_name or "", int(key))

    def _lines(self) -> Any:
        return LedgerLine.objects.filter(chain__name=self.chain).exclude(act__startswith=OWN_ACTS)
