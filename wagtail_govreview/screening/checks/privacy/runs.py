"""Runs of digits: what may be one number, several numbers beside each other, or one number in groups.

One pass over the text finds every run; what a number is, is decided on runs only, because almost all text is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A run begins and ends with a digit (an ID may end with X). Between two digits at most a sign and a space: longer gaps,
# tabs and line breaks part numbers. Each sign can be taken in one way only, so the time is linear.
_RUN = re.compile(r"[0-9](?:[ .\-]?[ (]?\)?[0-9]){6,}(?:[ -]?[Xx](?![0-9A-Za-z]))?")
# What no check asks about: dates, and digits without a gap in a number that nothing has.
_NOTHING = re.compile(
    r"(?:19|20)[0-9]{2}([.-])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{9}|[0-9]{14}|[0-9]{20,}|[1-9][0-9]{9}|(?!86)[2-9][0-9]{10,12}"
    r"|1[0-2][0-9]{9}|[1-9][0-9]{11}"
    r"|[1-9][0-9]{0,8}\.[0-9]{1,14}|20[0-9]{2}-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6}"
)
# Seven or eight digits alone are a telephone only after the word for it, or in its column.
_CALLED = frozenset("话机线真码号:.： lLxX\t\n")
_GROUP = re.compile(r"[0-9]+|[Xx]")
LEAST_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Group:
    """Digits without anything between them. ``start``, ``end``: offsets in the text."""

    digits: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """Groups of digits and what stands between them: ``signs[i]`` between ``groups[i]`` and the next."""

    groups: tuple[Group, ...]
    signs: tuple[str, ...]

    def joined(self, first: int, last: int) -> str:
        """The digits of the groups from ``first`` up to and including ``last``."""
        return "".join(group.digits for group in self.groups[first : last + 1])

    def lengths(self, first: int, last: int) -> tuple[int, ...]:
        return tuple(len(group.digits) for group in self.groups[first : last + 1])

    def sign_before(self, first: int) -> str:
        """What parts this group from the one before it in the run; empty where it is the first."""
        return self.signs[first - 1] if first else ""

    def sign_after(self, last: int) -> str:
        return self.signs[last] if last < len(self.signs) else ""

    def may_begin(self, first: int) -> bool:
        """Digits that are written one by one are one number from the first of them on."""
        return not first or max(self.lengths(first - 1, first)) > 1

    def ends(self, first: int, most: int) -> Iterator[tuple[int, int]]:
        """Up to which groups a number that begins with ``first`` may go, and its digits: seven to ``most``.

        Groups of a number have two digits and more, but for the last; or all have one.
        """
        total = 0
        single = len(self.groups[first].digits) == 1
        for last in range(first, len(self.groups)):
            length = len(self.groups[last].digits)
            total += length
            if total > most or (single and length > 2):
                return
            if total >= LEAST_DIGITS:
                yield last, total
            if length == 1 and not single:
                return

    def is_even(self, first: int, last: int) -> bool:
        """Is the same single sign between all groups from ``first`` to ``last``?"""
        signs = set(self.signs[first:last])
        return len(signs) <= 1 and all(sign in (" ", "-", ".") for sign in signs)


def runs_in(text: str) -> Iterator[Run]:
    """Every run of seven digits and more that may hold something: most are dates and amounts, told by their shape."""
    for found in _RUN.finditer(text):
        if _NOTHING.fullmatch(found[0]) and text[found.start() - 1 : found.start()] != "+":
            continue
        if (
            found.end() - found.start() < 9
            and text[found.start() - 1 : found.start()] not in _CALLED
        ):
            continue
        groups: list[Group] = []
        signs: list[str] = []
        end = -1
        for part in _GROUP.finditer(text, found.start(), found.end()):
            if groups and part[0] in "Xx":
                _take_check(groups, part)
            else:
                if groups:
                    signs.append(text[end : part.start()])
                groups.append(Group(part[0], part.start(), part.end()))
            end = part.end()
        yield Run(tuple(groups), tuple(signs))


def _take_check(groups: list[Group], part: re.Match[str]) -> None:
    """``X`` is the eighteenth digit of the group before it, whether or not a space parts them."""
    last = groups[-1]
    groups[-1] = Group(last.digits + "X", last.start, part.end())
