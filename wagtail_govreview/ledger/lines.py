"""The text that a ledger line's digest is taken over. Anybody can check a chain with this page alone.

For each line, build the object below, write it as JSON with sorted keys, no white space and unescaped
characters, encode it as UTF-8 and take the digest that the line's ``digest`` names (``sha256:`` or
``sm3:``, then lower-case hex)::

    {"act": "review.signed", "actor": "张三", "actor_key": "7", "at": "2026-03-02T01:12:00.123456Z",
     "chain": "宁水", "data": "{\\"tier\\":\\"first\\"}", "format": 1, "number": 12, "previous": "sha256:…",
     "subject": "wagtailcore.page:41", "summary": "关于…的通知"}

``data`` is the text of the column as it stands, not the object in it. ``at`` is in UTC with six digits
after the second. ``previous`` is the digest of line ``number - 1`` of the same chain, ``""`` for line 1.
The chain's own record holds the number and the digest of its newest line.

A chain shows every change inside itself. That its end was not cut off, or the whole of it written anew,
only a copy of the head kept elsewhere can show: print it, or hand it over, from time to time.
"""

from __future__ import annotations

from wagtail_govreview.ledger.canonical import canonical_json, plain_moment
from wagtail_govreview.ledger.models import LedgerLine

FORMAT = 1


def canonical_line(line: LedgerLine, chain: str, *, number: int | None = None) -> str:
    """The text under ``line``'s digest. ``number``: as if the line stood there, instead of where it stands."""
    return canonical_json(
        {
            "format": FORMAT,
            "chain": chain,
            "number": line.number if number is None else number,
            "act": line.act,
            "at": plain_moment(line.at, "microseconds"),
            "actor": line.actor,
            "actor_key": line.actor_key,
            "subject": line.subject,
            "summary": line.summary,
            "data": line.data,
            "previous": line.previous,
        }
    )
