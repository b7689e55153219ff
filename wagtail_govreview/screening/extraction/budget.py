"""How much one file may cost to read: bytes, depth and time. Every reader draws on it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import IO

from wagtail_govreview.screening.extraction.extracts import Unreadable

PIECE = 64 * 1024


@dataclass
class Budget:
    """``left``: bytes that may still be read after unpacking, in all files within the file together; ``depth``: how deep
    files may lie in files; ``until``: ``time.monotonic()`` at which reading ends; ``ocr``: are pictures of text read?"""

    left: int = 200 * 1024 * 1024
    depth: int = 4
    until: float = field(default=float("inf"))
    ocr: bool = False

    def take(self, count: int) -> None:
        """Draw ``count`` bytes. Raises :class:`Unreadable` when the budget is used up."""
        self.left -= count
        if self.left < 0:
            raise Unreadable("attachment.too_large")
        self.check_time()

    def check_time(self) -> None:
        """Raises :class:`Unreadable` when the time is over."""
        if time.monotonic() > self.until:
            raise Unreadable("attachment.too_slow")

    def read(self, stream: IO[bytes]) -> bytes:
        """All of ``stream``, counted as it is read: what headers say of sizes is not believed."""
        pieces = []
        while piece := stream.read(PIECE):
            self.take(len(piece))
            pieces.append(piece)
        return b"".join(pieces)

    def deeper(self) -> Budget:
        """The budget for a file within the file: the same purse, one level less. Raises :class:`Unreadable`."""
        if self.depth <= 0:
            raise Unreadable("attachment.too_deep")
        return _Deeper(self)


class _Deeper(Budget):
    """Draws on the purse of the budget above."""

    def __init__(self, above: Budget) -> None:
        self.above = above
        super().__init__(depth=above.depth - 1, until=above.until, ocr=above.ocr)

    def take(self, count: int) -> None:
        self.above.take(count)
