"""One row of a dictionary as plain values: what files, pasted lines and other versions bring."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from wagtail_govreview.ledger.canonical import canonical_json
from wagtail_govreview.ledger.digests import algorithm_of, digest_of_text
from wagtail_govreview.screening.dictionaries.models import DictionaryVersion
from wagtail_govreview.screening.dictionaries.wordbook import folded_term

FIELDS = ("term", "suggestion", "note", "valid_from", "valid_until")
PIECE = 2000


@dataclass(frozen=True)
class Row:
    """A term with what is said about it."""

    term: str
    suggestion: str = ""
    note: str = ""
    valid_from: date | None = None
    valid_until: date | None = None

    @property
    def key(self) -> str:
        return key_of(self.term)

    def to_json(self) -> dict[str, Any]:
        values = asdict(self)
        for name in ("valid_from", "valid_until"):
            day = values[name]
            values[name] = day.isoformat() if day else ""
        return values

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Row:
        days = {
            name: date.fromisoformat(data[name]) if data[name] else None
            for name in ("valid_from", "valid_until")
        }
        return cls(**{**data, **days})


def compared(term: str) -> str:
    """The form in which terms are compared: one form of each sign, nothing invisible, lower case."""
    return folded_term(term)


def key_of(term: str) -> str:
    return hashlib.sha256(compared(term).encode("utf-8", "surrogatepass")).hexdigest()


def rows_of(version: DictionaryVersion | None) -> dict[str, Row]:
    """All rows of a version by their keys, in order. One query; none for no version."""
    if version is None:
        return {}
    values = version.terms.values_list("key", *FIELDS).iterator(chunk_size=PIECE)
    return {key: Row(*rest) for key, *rest in values}


def digest_of(rows: Iterable[Row], like: str = "") -> str:
    """Digest of the rows, whatever their order. ``like``: in the algorithm of that digest."""
    lines = sorted(canonical_json(row.to_json()) for row in rows)
    return digest_of_text("\n".join(lines), algorithm_of(like) or None)
