"""Numbers that prove themselves: check digits, dates of birth and regions.

Resident ID numbers: GB 11643; unified social credit codes: GB 32100; organisation codes: GB 11714; cards: ISO/IEC 7812.
"""

from __future__ import annotations

from datetime import date

PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()
)
_FIRST_YEAR = 1900
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_SOCIAL = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_SOCIAL_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGAN_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGAN_CHECKS = "0123456789X"
_CARD_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def has_id_shape(number: str) -> bool:
    """Do these 18 characters have a region and a day of birth where a resident ID has them?

    ``9`` at the beginning: the identity card of a foreigner with permanent residence, province and country following.
    """
    region = number[1:3] if number[0] == "9" else number[:2]
    return region in PROVINCES and _is_birthday(number[6:10], number[10:12], number[12:14])


def has_id_check(number: str) -> bool:
    """Is the 18th character the check digit of the 17 before it? ``number``: 17 digits and a digit or ``X``."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _ID_WEIGHTS, strict=False))
    return _ID_CHECKS[total % 11] == number[17]


def is_id_number(number: str) -> bool:
    """18 characters: a resident ID, or a residence permit of somebody from Hong Kong, Macao, Taiwan or abroad."""
    return has_id_shape(number) and has_id_check(number)


def is_short_id(number: str) -> bool:
    """15 digits as resident IDs had them until 1999: no check digit, so region and date have to do."""
    return (
        number[:2] in PROVINCES
        and number[6:8] >= "10"
        and _is_birthday("19" + number[6:8], number[8:10], number[10:12])
    )


def has_usual_region(number: str) -> bool:
    """Has the region of a resident ID a city and a county, or is it one of the cities that have none? (GB/T 2260)"""
    city = number[2:4]
    has_county = number[4:6] != "00" or number[:6] in ("441900", "442000", "460400", "620200")
    return has_county and ("01" <= city <= "70" or city == "90")


def is_social_code(code: str) -> bool:
    """18 characters that are a unified social credit code, with the check character of the organisation code in it."""
    if any(sign not in _SOCIAL for sign in code):
        return False
    total = sum(
        _SOCIAL.index(sign) * weight for sign, weight in zip(code, _SOCIAL_WEIGHTS, strict=False)
    )
    return _SOCIAL[-total % 31] == code[17] and _is_organ(code[8:17])


def _is_organ(code: str) -> bool:
    """Nine characters: the organisation code. Letters count from 10 (``A``) on."""
    total = sum(int(sign, 36) * weight for sign, weight in zip(code, _ORGAN_WEIGHTS, strict=False))
    return _ORGAN_CHECKS[-total % 11] == code[8]


def has_card_check(number: str) -> bool:
    """Does the last digit fit the others (Luhn)?"""
    last, *others = (int(digit) for digit in reversed(number))
    doubled = sum(_CARD_DOUBLED[digit] for digit in others[::2])
    return (last + doubled + sum(others[1::2])) % 10 == 0


def _is_birthday(year: str, month: str, day: str) -> bool:
    if not "1900" <= year <= "2099" or not "01" <= month <= "12" or not "01" <= day <= "31":
        return False
    try:
        born = date(int(year), int(month), int(day))
    except ValueError:
        return False
    return born.year >= _FIRST_YEAR and born <= date.today()
