"""Can an entry of the register be proved? What the entry's own page says about it."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail_govreview.ledger.chains import line_is_verified
from wagtail_govreview.ledger.digests import matches
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.ledger.subjects import subject_key
from wagtail_govreview.ledger.told import data_of
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.services.register import entry_digest


@dataclass(frozen=True)
class Proof:
    """``line``: the ledger line of the entry, ``None`` when there is none.

    ``line_holds``: the line fits its digest and its neighbours. ``entry_holds``: the entry is what its digest
    and the line say. ``content_holds``: the kept content has the entry's fingerprint, ``None`` when the entry
    keeps no content.
    """

    line: LedgerLine | None
    line_holds: bool
    entry_holds: bool
    content_holds: bool | None

    @property
    def holds(self) -> bool:
        return self.line_holds and self.entry_holds and self.content_holds is not False


def proof_of(entry: RegisterEntry) -> Proof:
    """Check ``entry`` against the ledger and its kept content. Five queries at most."""
    line = (
        LedgerLine.objects.filter(
            chain__name=entry.unit.code,
            subject=subject_key(entry),
            act=f"publication.{entry.kind}",
        )
        .select_related("chain")
        .order_by("number")
        .first()
    )
    return Proof(
        line=line,
        line_holds=line is not None and line_is_verified(line),
        entry_holds=line is not None and _entry_holds(entry, line),
        content_holds=_content_holds(entry),
    )


def _entry_holds(entry: RegisterEntry, line: LedgerLine) -> bool:
    written = data_of(line.data).get("entry_digest")
    return written == entry.digest == entry_digest(entry)


def _content_holds(entry: RegisterEntry) -> bool | None:
    if entry.content is None:
        return None
    content = entry.content
    kept = content.canonical.encode()
    return content.fingerprint == entry.fingerprint and matches(entry.fingerprint, kept)
