"""One scan for all numbers of digits: whoever reads a run decides once what it is.

The order resolves what could be two things: a resident ID passes the check of cards one time in ten, and the code of an
organ may be written without a letter. So: ID before organ before card before telephone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from wagtail_govreview.screening.checks.privacy import surroundings, telephones
from wagtail_govreview.screening.checks.privacy.identity import (
    has_card_check,
    has_id_shape,
    has_usual_region,
    is_id_number,
    is_short_id,
    is_social_code,
)
from wagtail_govreview.screening.checks.privacy.runs import Run, runs_in
from wagtail_govreview.screening.checks.privacy.spots import NOTHING, Found, Spot
from wagtail_govreview.screening.checks.privacy.surroundings import Surroundings
from wagtail_govreview.screening.checks.privacy.types import (
    BANK_CARD,
    ID_DOUBTFUL,
    ID_NUMBER,
    LANDLINE,
    MOBILE,
)
from wagtail_govreview.screening.findings import Hit
from wagtail_govreview.screening.folding import View
from wagtail_govreview.screening.registry import Context, register

UNION = "62"  # what cards of Chinese banks begin with
# What else cards begin with: international ones, and those that banks issued before 2003. Too common to go by alone.
OTHERS = ("4", "51", "52", "53", "54", "55", "35", "60", "81", "94", "955", "103", "68", "69")
MOST_DIGITS = 19


@register(ID_NUMBER, ID_DOUBTFUL, MOBILE, LANDLINE, BANK_CARD)
def numbers(view: View, context: Context) -> Iterator[Hit]:
    """Resident IDs, bank cards and telephones, in whatever groups they are written."""
    around: Surroundings | None = None
    for run in runs_in(view.text):
        around = around or Surroundings(view)
        first = known = 0
        while first < len(run.groups):
            found = None
            if first == known or run.may_begin(first):
                found = _read(run, first, around, context.allowed)
            if found is None:
                first += 1
                continue
            if found.type is not None:
                yield Hit(type=found.type, start=found.start, end=found.end)
            first = known = found.last + 1


def _read(run: Run, first: int, around: Surroundings, allowed: frozenset[str]) -> Found | None:
    """What begins at the group ``first``; ``None``: nothing known."""
    ends = list(run.ends(first, MOST_DIGITS))
    for last, length in reversed(ends):  # the longest first
        for read in STRONG.get(length, ()):
            found = read(Spot(run, first, last, length, around))
            if found is not None:
                return found
    for last, length in ends:
        if telephones.may_be(run, first, length):
            found = telephones.read(Spot(run, first, last, length, around), allowed)
            if found is not None:
                return found
    return None


def _id(spot: Spot) -> Found | None:
    if not spot.is_even:
        return None
    number = spot.digits
    if "X" in number[:17]:
        return None
    if is_id_number(number):
        organ = number[0] == "9" and is_social_code(number)
        return spot.found(NOTHING if organ or spot.says(surroundings.SOCIAL) else ID_NUMBER)
    if is_social_code(number) or spot.says(surroundings.SOCIAL):
        return spot.found(NOTHING)
    if spot.is_one_group and number[0] != "9" and has_id_shape(number):
        return spot.found(ID_DOUBTFUL) if _may_be_mistyped(spot) else None
    return None


def _may_be_mistyped(spot: Spot) -> bool:
    if spot.says(surroundings.IDENTITY):
        return True
    number = spot.digits
    is_card = number.startswith(UNION) and number.isdigit() and has_card_check(number)
    return not is_card and spot.stands_alone and not spot.is_serial


def _short_id(spot: Spot) -> Found | None:
    if not spot.is_one_group and spot.lengths != (6, 6, 3):
        return None
    if not spot.digits.isdigit() or not is_short_id(spot.digits):
        return None
    if spot.says(surroundings.IDENTITY):
        return spot.found(ID_NUMBER)
    is_told = has_usual_region(spot.digits) and spot.stands_alone and not spot.is_serial
    return spot.found(ID_NUMBER) if is_told else None


def _card(spot: Spot) -> Found | None:
    number = spot.digits
    if not number.isdigit() or not _has_card_groups(spot):
        return None
    if not number.startswith((UNION, *OTHERS)) or not has_card_check(number):
        return None
    if spot.says(surroundings.CARD):
        return spot.found(BANK_CARD)
    if number.startswith(UNION) and spot.stands_alone and not spot.is_serial:
        return spot.found(BANK_CARD)
    return None


def _has_card_groups(spot: Spot) -> bool:
    """One group, groups of four with a rest, or six and the rest, as cards are printed."""
    if spot.is_one_group:
        return True
    lengths = spot.lengths
    fours = all(length == 4 for length in lengths[:-1]) and lengths[-1] <= 4
    return spot.is_even and (fours or (len(lengths) == 2 and lengths[0] == 6))


# By the number of digits, in the order in which they are asked.
STRONG: dict[int, tuple[Callable[[Spot], Found | None], ...]] = {
    15: (_short_id,),
    16: (_card,),
    17: (_card,),
    18: (_id, _card),
    19: (_card,),
}
