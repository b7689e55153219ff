"""Numbers that were masked, but too little: the birth date is still there, or a few digits are all that is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wagtail_govreview.screening.checks.privacy.identity import PROVINCES
from wagtail_govreview.screening.checks.privacy.types import MASKED
from wagtail_govreview.screening.findings import Hit
from wagtail_govreview.screening.folding import View
from wagtail_govreview.screening.registry import Context, register

SIGNS = "*×●■█_xX"
_MASKED = re.compile(
    rf"(?<![0-9A-Za-z])[0-9]{{3,16}}[{SIGNS}]{{1,12}}[0-9]{{0,12}}[Xx]?(?![0-9A-Za-z])"
)
_SIGN = re.compile(rf"[{SIGNS}](?<=[0-9].)")  # a cheap look first
_BORN = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])")  # year and month
LEAST_HIDDEN = 4  # of a telephone number


@register(MASKED)
def masked_too_little(view: View, context: Context) -> Iterator[Hit]:
    """Resident IDs that show the birth date, and mobiles of which fewer than four digits are hidden."""
    if _SIGN.search(view.text) is None:
        return
    for found in _MASKED.finditer(view.text):
        if _is_open(found[0]):
            yield Hit(type=MASKED, start=found.start(), end=found.end())


def _is_open(number: str) -> bool:
    body = number[:-1] if number[-1] in "Xx" and number[-2].isdigit() else number
    hidden = sum(sign in SIGNS for sign in body)
    if hidden < 2 and "*" not in number:
        return False
    if len(number) in (17, 18, 19):  # people do not count stars
        return number[:2] in PROVINCES and _BORN.match(number, 6) is not None
    return (
        len(number) == 11 and number[0] == "1" and number[1] in "3456789" and hidden < LEAST_HIDDEN
    )
