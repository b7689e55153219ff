"""What was destroyed legally, for everything that verifies.

The ledger is believed, nothing else: a record counts as destroyed when the line that its list names says so, with the
record's table, key and digest. Whether that line is itself unchanged, the chain's own verification says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from wagtail_govreview.ledger.models import DestroyedRecord, LedgerLine

DESTROYED = "archive.destroyed"
PIECE = 500


def was_destroyed(digests: Iterable[str]) -> set[str]:
    """Those of ``digests`` (of entries, sheets, signatures, contents, files) that the ledger says were destroyed."""
    wanted = [digest for digest in dict.fromkeys(digests) if digest]
    found: set[str] = set()
    for start in range(0, len(wanted), PIECE):
        records = DestroyedRecord.objects.filter(digest__in=wanted[start : start + PIECE])
        for record in records.select_related("line"):
            if is_told(record):
                found.add(record.digest)
    return found


def destroyed_serials(chain: str, year: int) -> set[int]:
    """The register's serial numbers of ``year`` that are empty because the ledger of ``chain`` says so."""
    return {told["serial"] for told in _told_by(chain) if told["year"] == year}


def is_told(record: DestroyedRecord) -> bool:
    """Does the record's line tell of it? Reads ``record.line``."""
    return (record.table_name, record.record_key, record.digest) in told_records(record.line)


def told_records(line: LedgerLine) -> set[tuple[str, int, str]]:
    """Table, key and digest of every record of whose destruction ``line`` tells; none for any other line."""
    if line.act != DESTROYED:
        return set()
    records: list[dict[str, Any]] = json.loads(line.data).get("records", [])
    return {(each["table"], each["key"], each["digest"]) for each in records}


def _told_by(chain: str) -> Iterator[dict[str, Any]]:
    lines = LedgerLine.objects.filter(chain__name=chain, act=DESTROYED).order_by("number")
    for data in lines.values_list("data", flat=True).iterator(chunk_size=PIECE):
        yield json.loads(data)
