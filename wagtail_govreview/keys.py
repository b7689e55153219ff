"""Keys out of addresses and ledger lines, where anybody may write anything."""

from __future__ import annotations

import re

# Beyond it no database keeps a key.
_NUMBER = re.compile(r"[0-9]{1,18}")


def is_number(key: str) -> bool:
    """Is ``key`` what a record can have? Digits of other scripts, “²” and endless numbers are not."""
    return _NUMBER.fullmatch(key) is not None


def number_of(key: str) -> int:
    """``key`` as a number; 0, which no record has, for everything else."""
    return int(key) if is_number(key) else 0
