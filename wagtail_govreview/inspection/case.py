"""One publication as an inspection sees it, as plain values, and one exception that was found in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wagtail_govreview.review.frozen import FrozenTier

SEPARATOR = "、"
DETAIL_LENGTH = 255


@dataclass(frozen=True)
class Signed:
    """One agreeing signature. ``person`` is the signer's key as text.

    ``principal`` is that of whom the person signed for, empty in their own name; ``represented`` then both names.
    ``read_seconds``: from the first opening to the signature, ``None`` where it is not known; ``attachments``: how many
    were opened before it.
    """

    tier: str
    post: str
    person: str
    name: str
    at: datetime
    fingerprint: str
    principal: str = ""
    represented: str = ""
    read_seconds: int | None = None
    attachments: int = 0

    @property
    def people(self) -> set[str]:
        """Whose signature it is: the one who signed, and the one who was represented."""
        return {self.person, self.principal} - {""}


@dataclass(frozen=True)
class Sheet:
    """What the frozen sheet of a publication says. ``contributors`` are keys of people as text."""

    answers: Mapping[str, Any]
    tiers: Sequence[FrozenTier]
    escalated: bool
    contributors: Collection[str]
    submitted_at: datetime
    signatures: Sequence[Signed] = ()
    returned: Sequence[datetime] = ()
    resubmitted: Sequence[datetime] = ()

    @property
    def undertaker(self) -> str:
        return str(self.answers.get("undertaker_key", ""))


@dataclass(frozen=True)
class Settlement:
    """What became of the signatures that an emergency publication owed: when, and until when they were due."""

    due_at: datetime
    settled_at: datetime

    @property
    def hours_over(self) -> int:
        """Begun hours after the deadline; 0 in time."""
        over = (self.settled_at - self.due_at).total_seconds()
        return max(0, int(-(-over // 3600)))


@dataclass(frozen=True)
class Case:
    """One publication or update as an inspection sees it. ``returns`` are those in every round of its number.

    ``exception``: by what it became public without signatures, as the register says it. ``settlement``: how an
    emergency ended; ``None`` as long as it has not. Of an emergency that was signed afterwards, ``sheet`` is that sheet.
    """

    happened_at: datetime
    fingerprint: str
    sheet: Sheet | None
    returns: int = 0
    withdrawn_at: datetime | None = None
    exception: str = ""
    settlement: Settlement | None = None


@dataclass(frozen=True)
class Found:
    """One exception: a code of ``indicators`` and what it is about, as data (names, wordings, field names)."""

    code: str
    details: tuple[str, ...] = field(default=())

    @property
    def detail(self) -> str:
        text = SEPARATOR.join(dict.fromkeys(self.details))
        return text if len(text) <= DETAIL_LENGTH else text[: DETAIL_LENGTH - 1] + "…"
