"""Telephone numbers as they are written in China, with and without the code of the country and of the area."""

from __future__ import annotations

import re

from wagtail_govreview.screening.checks.privacy import surroundings
from wagtail_govreview.screening.checks.privacy.runs import Run
from wagtail_govreview.screening.checks.privacy.spots import NOTHING, Found, Spot
from wagtail_govreview.screening.checks.privacy.types import LANDLINE, MOBILE

_MOBILE = re.compile(r"(0086|86|0)?(1[3-9][0-9]{9})")
MOBILE_GROUPS = {
    (3, 4, 4),
    (4, 4, 3),
    (4, 3, 4),
    (3, 8),
    (7, 4),
    (4, 7),
    (3, 3, 5),
    (5, 6),
    (1,) * 11,
}
_LANDLINE = re.compile(r"(0(?:10|2[0-9]|[3-9][0-9]{2}))([1-9][0-9]{6,7})")
_WITHOUT_ZERO = re.compile(r"((?:10|2[0-9]|[3-9][0-9]{2}))([1-9][0-9]{6,7})")
_LOCAL = re.compile(r"[2-9][0-9]{6,7}")
_CALLED = re.compile(r"(?:电话|座机|热线|传真|(?i:tel|fax))(?:号码?)?[:.]? ?$")


def may_be(run: Run, first: int, length: int) -> bool:
    """A look at the length and the first digit, which tells most other numbers from telephones."""
    if length > 15:
        return False
    begin = run.groups[first].digits[0]
    return length <= 8 or begin in "018" or (first > 0 and length < 12)


def read(spot: Spot, allowed: frozenset[str]) -> Found | None:
    """A mobile or a landline; those that are ``allowed`` are known and nothing to be found."""
    if not spot.digits.isdigit():
        return None
    found = _mobile(spot) or _landline(spot) or _local(spot)
    if found is None:
        return None
    return spot.found(NOTHING) if _is_allowed(spot.digits, allowed) else found


def _is_allowed(digits: str, allowed: frozenset[str]) -> bool:
    """``allowed`` has each number without the code of its area, too."""
    if not allowed:
        return False
    landline = _LANDLINE.fullmatch(digits) or _WITHOUT_ZERO.fullmatch(digits)
    mobile = _MOBILE.fullmatch(digits)
    inner = (each[2] for each in (mobile, landline) if each)
    return digits in allowed or any(number in allowed for number in inner)


def _mobile(spot: Spot) -> Found | None:
    match = _MOBILE.fullmatch(spot.digits)
    if match is None:
        return None
    prefix = len(match[1] or "")
    lengths = (spot.lengths[0] - prefix, *spot.lengths[1:])
    if not spot.is_one_group and not (spot.is_even and lengths in MOBILE_GROUPS):
        return None
    if len(lengths) == 2 and spot.run.signs[spot.first] == ".":  # a decimal
        return None
    if _is_called(spot) or (spot.stands_alone and not spot.is_serial):
        return spot.found(MOBILE, prefix)
    return None


def _is_called(spot: Spot) -> bool:
    """Is it said to be a telephone, and not said right before it to be something else?"""
    return spot.says(surroundings.PHONE) and not spot.is_serial


def _landline(spot: Spot) -> Found | None:
    pattern = _WITHOUT_ZERO if spot.has_country else _LANDLINE
    match = pattern.fullmatch(spot.digits)
    if match is None or not _has_landline_groups(spot, len(match[1])):
        return None
    if _is_called(spot):
        return spot.found(LANDLINE)
    # Without a word that says so: only as nothing else is written, with the area apart.
    if spot.is_one_group or match[2][0] == "1" or spot.is_serial or spot.is_amount:
        return None
    return spot.found(LANDLINE) if _may_begin(spot) else None


def _has_landline_groups(spot: Spot, area: int) -> bool:
    """One group, or the area by itself and the rest in one or two groups."""
    if spot.is_one_group:
        return True
    rest = spot.lengths[1:]
    return spot.lengths[0] == area and (len(rest) == 1 or rest in ((4, 4), (3, 4)))


def _may_begin(spot: Spot) -> bool:
    """Does it begin here? An extension may follow, a sign before it would make it part of something else."""
    before = "" if spot.has_country else spot.run.sign_before(spot.first)
    letter = spot.around.text[max(spot.start - 1, 0) : spot.start]
    return before[-1:] not in (".", "-") and not (letter.isascii() and letter.isalpha())


def _local(spot: Spot) -> Found | None:
    """Seven or eight digits without an area, right after the word for it."""
    if spot.length > 8 or not _LOCAL.fullmatch(spot.digits):
        return None
    if not spot.is_one_group and spot.lengths not in ((3, 4), (4, 4)):
        return None
    called = _CALLED.search(spot.around.before(spot.start))
    return spot.found(LANDLINE) if called else None
