"""What the ledger tells of records: the lines by subject, many records in one query."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wagtail_govreview.ledger.models import LedgerLine


@dataclass(frozen=True)
class Told:
    """One line as far as it tells of a record. ``data`` is empty where the line's is no JSON object."""

    subject: str
    chain: str
    number: int
    act: str
    at: datetime
    actor: str
    actor_key: str
    data: Mapping[str, Any]


def told_of(subjects: Collection[str]) -> dict[str, list[Told]]:
    """The lines about each of the ``subjects`` (see ``subjects.subject_key``), in the order of the chain. One query."""
    lines = LedgerLine.objects.filter(subject__in=subjects).order_by("chain", "number")
    rows: Any = lines.values_list(
        "subject", "chain__name", "number", "act", "at", "actor", "actor_key", "data"
    )
    told = defaultdict(list)
    for row in rows:
        subject, chain, number, act, at, actor, actor_key, data = row
        line = Told(subject, chain, number, act, at, actor, actor_key, data_of(data))
        told[subject].append(line)
    return dict(told)


def data_of(text: str) -> Mapping[str, Any]:
    """The facts of a line's ``data``. Somebody may have written nonsense into it, which ``verify_chains`` names."""
    try:
        data = json.loads(text)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}
