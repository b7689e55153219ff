"""What rooms above have to say about a sheet to whoever reads or signs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail_govreview.review.clock import Clock


@dataclass(frozen=True)
class Notice:
    """One sentence in the reader's language; ``clock``: a deadline that belongs to it."""

    sentence: str
    clock: Clock | None = None


Teller = Callable[[Any], "Notice | None"]
_TELLERS: list[Teller] = []


def register_notice(tell: Teller) -> None:
    """Have ``tell`` asked about every sheet that is shown on a page of its own; ``None``: nothing to say."""
    if tell not in _TELLERS:
        _TELLERS.append(tell)


def notices_of(sheet: Any) -> list[Notice]:
    """Everything that there is to say about ``sheet``."""
    return [notice for notice in (tell(sheet) for tell in _TELLERS) if notice is not None]
