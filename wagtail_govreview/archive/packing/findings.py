"""What is counted, and what could not be put in, while a package is made."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Findings:
    """``counts`` by kind. ``unprinted``: sheets and registers that no PDF could be made of, with the reason.
    ``damaged``: kept files that are missing or not what was signed.
    """

    counts: Counter[str] = field(default_factory=Counter)
    unprinted: list[dict[str, str]] = field(default_factory=list)
    damaged: list[dict[str, str]] = field(default_factory=list)
