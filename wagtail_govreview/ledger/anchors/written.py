"""An anchor: how long which chain was at a moment, and its head; as a text that people and programs read.

One line for each chain, and one that sums up::

    govreview-anchor 1 2026-03-02T01:12:00.000000Z 宁水 203 sha256:9f86… 4f1d-22aa-0b7c-91d3-6e58
    govreview-anchor-sum 1 2026-03-02T01:12:00.000000Z 1 sha256 77c0-18fe-a1b2-03d4-5c6f

After the mark stand the version of the format, the moment in UTC, the chain, the number and the digest of its newest
line. What ends a line is its check code: the first twenty hex digits of a digest over the line before it, or, in
the sum, over all lines. The code of the sum is the code of the anchor: short enough to be written down by
hand, or read out on the phone. It finds mistakes; it is no secret.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from wagtail_govreview.conf import settings
from wagtail_govreview.ledger.canonical import plain_moment
from wagtail_govreview.ledger.digests import digest_of_text

MARK = "govreview-anchor"
SUM_MARK = "govreview-anchor-sum"
FORMAT = 1
GROUP = 4
CODE_GROUPS = 5


def groups_of(digest: str) -> list[str]:
    """The hex digits of ``digest`` in groups of four."""
    value = digest.rpartition(":")[2]
    return [value[start : start + GROUP] for start in range(0, len(value), GROUP)]


def short_form(digest: str) -> str:
    """The first twenty hex digits: ``4f1d-22aa-0b7c-91d3-6e58``."""
    return "-".join(groups_of(digest)[:CODE_GROUPS])


@dataclass(frozen=True)
class Head:
    """The newest line of ``chain`` at some moment: its number, and its digest as ``algorithm:hex``."""

    chain: str
    length: int
    digest: str

    @property
    def algorithm(self) -> str:
        return self.digest.partition(":")[0]

    def __str__(self) -> str:
        """What can be written down by hand and typed again."""
        return f"{self.chain} {self.length} {short_form(self.digest)}"


@dataclass(frozen=True)
class Anchor:
    """Heads of chains as they were at ``at``, and the algorithm of the anchor's own code."""

    at: datetime
    heads: tuple[Head, ...]
    algorithm: str

    @classmethod
    def of(cls, at: datetime, heads: Iterable[Head]) -> Anchor:
        """An anchor made today, in the algorithm of ``GOVREVIEW_DIGEST``."""
        return cls(at, tuple(heads), settings.digest_algorithm)

    @cached_property
    def lines(self) -> list[str]:
        """The line of each chain."""
        return [head_line(self.at, head) for head in self.heads]

    @cached_property
    def code(self) -> str:
        """The code of the whole anchor."""
        return short_form(digest_of_text("\n".join(self.lines), self.algorithm))

    @property
    def text(self) -> str:
        """All of it, ended by a line feed."""
        total = [SUM_MARK, str(FORMAT), moment_text(self.at), str(len(self.heads)), self.algorithm]
        return "\n".join([*self.lines, " ".join([*total, self.code]), ""])


def head_line(at: datetime, head: Head) -> str:
    """One chain's line; it stands for itself, so that a log may hold it alone."""
    line = f"{MARK} {FORMAT} {moment_text(at)} {head.chain} {head.length} {head.digest}"
    return f"{line} {short_form(digest_of_text(line, head.algorithm))}"


def moment_text(at: datetime) -> str:
    """In UTC with microseconds, as in the ledger's lines."""
    return plain_moment(at, "microseconds")
