"""Numbers and addresses that a unit may publish: how to reach it, and whatever else a site allows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from wagtail_govreview.screening.folding import fold
from wagtail_govreview.units.models import Unit

Provider = Callable[[Unit], Iterable[str]]

_NUMBER = re.compile(r"[0-9](?:[ .\-()]{0,3}[0-9]){4,}")
_PART = re.compile(r"[0-9]{5,}")
_MAIL = re.compile(r"[0-9A-Za-z][0-9A-Za-z._+\-]*@[0-9A-Za-z][0-9A-Za-z.\-]*")
_AREA = re.compile(r"0(?:10|2[0-9]|[3-9][0-9]{2})(?=[0-9]{7,8}$)")
_COUNTRY = re.compile(r"(?:00)?86(?=[0-9]{10,11}$)")

_providers: list[Provider] = []


def register_allowed(provider: Provider) -> Provider:
    """Decorator: ``provider(unit)`` gives texts with further numbers and addresses that this unit may publish."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def allowed_numbers(unit: Unit | None) -> frozenset[str]:
    """What the unit may publish: numbers as digits only, with and without the area's code; addresses in lower case.

    They come from the unit's contact and from everything that is registered.
    """
    if unit is None:
        return frozenset()
    texts = [unit.contact]
    for provider in _providers:
        texts += provider(unit)
    return frozenset(number for text in texts for number in numbers_of(text))


def numbers_of(text: str) -> Iterable[str]:
    """The numbers and mail addresses in a text, in every form in which checks ask for them."""
    plain = fold(text).text
    for found in _NUMBER.finditer(plain):
        yield from _forms("".join(filter(str.isdigit, found[0])))
    for found in _PART.finditer(plain):
        yield from _forms(found[0])
    for found in _MAIL.finditer(plain):
        yield found[0].lower()


def written_forms(text: str) -> Iterable[str]:
    """What a number or mail address that stands in a text may be called among those that are allowed."""
    plain = fold(text).text
    digits = "".join(filter(str.isdigit, plain))
    inside = _COUNTRY.sub("", digits)
    return plain.lower() if "@" in plain else digits, inside, f"0{inside}"


def _forms(digits: str) -> Iterable[str]:
    yield digits
    inside = _COUNTRY.sub("", digits)
    yield inside
    yield _AREA.sub("", inside)
