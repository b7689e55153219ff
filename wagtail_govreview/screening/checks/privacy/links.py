"""Addresses on the net within a text: a number in them is part of a file's name or a parameter, not a telephone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

_LINK = re.compile(r"(?:[a-z]{2,9}://|www\.)[!-~]+")


def links_in(text: str) -> Sequence[tuple[int, int]]:
    """The offsets of all addresses, ascending."""
    if "://" not in text and "www." not in text:
        return ()
    return [found.span() for found in _LINK.finditer(text)]


def is_in_link(links: Sequence[tuple[int, int]], offset: int) -> bool:
    index = bisect_right(links, (offset, offset)) - 1
    nearest = links[max(index, 0)] if links else (0, 0)
    return nearest[0] <= offset < nearest[1]
