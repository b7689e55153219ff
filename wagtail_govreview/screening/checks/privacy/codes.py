"""What has letters in it: passports and permits, number plates, mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wagtail_govreview.screening.checks.privacy import surroundings
from wagtail_govreview.screening.checks.privacy.identity import PROVINCES
from wagtail_govreview.screening.checks.privacy.surroundings import Surroundings
from wagtail_govreview.screening.checks.privacy.types import EMAIL, PASSPORT, PLATE
from wagtail_govreview.screening.findings import Hit
from wagtail_govreview.screening.folding import View
from wagtail_govreview.screening.registry import Context, register

# Passports: E, G, D, S, P, also a second letter; permits to Hong Kong, Macao and Taiwan: C, L, T, W; from there: H, M, …
_DOCUMENT = re.compile(
    r"[A-Z](?<![0-9A-Za-z_/\-.][A-Z])(?:[A-Z]? ?[0-9]{7,10}|[A-Z]{2}[0-9]{12})(?![0-9A-Za-z_\-])"
)
_ORDINARY = re.compile(r"(?:[EG][0-9]{8}|E[A-HJ-NP-Z][0-9]{7})$")  # told by its shape alone
_DATED = re.compile(r"[A-Z]+(?:19|20)[0-9]{2}")  # E20240315: a number with its year
_NUMBERED = re.compile(r"[号码][:]? ?$")
_FOREIGN = re.compile(
    r"[A-Z]{3}([0-9]{2})[0-9]{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{2}$"
)

REGIONS = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(
    rf"[{REGIONS}][A-HJ-NP-Z][ ·•.\-]?"
    r"(?:[DF][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[DF]|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳使领])"
    r"(?![0-9A-Za-z])"
)
LEAST_DIGITS = 3  # of five: two may be letters

_MAIL = re.compile(
    r"(?<![0-9A-Za-z._+\-])[0-9A-Za-z][0-9A-Za-z._+\-]{0,63}@[0-9A-Za-z](?:[0-9A-Za-z\-]{0,62}\.){1,6}[A-Za-z]{2,12}(?![0-9A-Za-z])"
)
LONGEST_PART, LONGEST_MAIL = 65, 320
OFFICES = (".gov.cn",)  # hosts whose mail addresses are an office's


@register(PASSPORT)
def passports(view: View, context: Context) -> Iterator[Hit]:
    """Passports and permits: by the word beside them, or by the shape of today's ordinary passports."""
    around: Surroundings | None = None
    for found in _DOCUMENT.finditer(view.text):
        around = around or Surroundings(view)
        if _is_passport(found, around):
            yield Hit(type=PASSPORT, start=found.start(), end=found.end())


def _is_passport(found: re.Match[str], around: Surroundings) -> bool:
    number = found[0].replace(" ", "")
    if surroundings.PASSPORT.search(around.before(found.start())):
        return True
    foreign = _FOREIGN.match(number)
    if foreign:
        return foreign[1] in PROVINCES
    if not _ORDINARY.match(number) or _DATED.match(number) or " " in found[0]:
        return False
    near = around.close_before(found.start())
    if _NUMBERED.search(near) or surroundings.SERIAL.search(near):
        return False
    return not around.is_in_link(found.start()) and not around.is_amount(found.end())


@register(PLATE)
def plates(view: View, context: Context) -> Iterator[Hit]:
    """Number plates of cars, those of new energy with six signs included (GA 36)."""
    for found in _PLATE.finditer(view.text):
        if sum(map(str.isdigit, found[0])) >= LEAST_DIGITS:
            yield Hit(type=PLATE, start=found.start(), end=found.end())


@register(EMAIL)
def emails(view: View, context: Context) -> Iterator[Hit]:
    """Mail addresses outside of government hosts."""
    at, done = view.text.find("@"), 0
    while at >= 0:
        found = _MAIL.search(view.text, max(at - LONGEST_PART, done), at + LONGEST_MAIL)
        done = found.end() if found else at + 1
        at = view.text.find("@", done)
        if found is None:
            continue
        address = found[0].lower()
        if not address.endswith(OFFICES) and address not in context.allowed:
            yield Hit(type=EMAIL, start=found.start(), end=found.end())
