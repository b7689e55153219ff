"""What stands in the same line as a find, and how words are found that a scan has pulled apart."""

from __future__ import annotations

import re

REACH = 48  # characters to either side that are looked at

_END = re.compile(r"[\n\r\t|]")  # rows of tables on a page are lines with “|” between their cells
_QUOTED = re.compile(r"[“‘「『\"'][^“”‘’「」『』\"']{0,6}$")
_UNQUOTED = re.compile(r"[^“”‘’「」『』\"']{0,12}[”’」』\"']")


def before(text: str, start: int) -> str:
    """What stands before ``start`` in its line or cell, at most :data:`REACH` characters."""
    return _END.split(text[max(start - REACH, 0) : start])[-1]


def begins_line(text: str, start: int) -> str | None:
    """As :func:`before`; ``None`` if the line's beginning is farther away."""
    found = before(text, start)
    return None if len(found) == REACH and start > REACH else found


def after(text: str, end: int) -> str:
    """What stands behind ``end`` in its line or cell, at most :data:`REACH` characters."""
    return _END.split(text[end : end + REACH], maxsplit=1)[0]


def is_quoted(front: str, rest: str) -> bool:
    """Does what stands between ``front`` and ``rest`` stand in quotation marks, such as where it is explained?"""
    return _QUOTED.search(front) is not None and _UNQUOTED.match(rest) is not None


def spaced(words: str) -> str:
    """A pattern for ``words`` with up to three spaces between any two characters, as scans have them."""
    return " {0,3}".join(re.escape(sign) for sign in words)


def any_of(words: list[str] | tuple[str, ...]) -> str:
    """A pattern for any of these words in :func:`spaced` form, the longest first."""
    return "|".join(spaced(word) for word in sorted(words, key=len, reverse=True))
