"""Our arithmetic beside that of python-stdnum, Faker and phonenumbers, which know nothing of us."""

from __future__ import annotations

import phonenumbers
from faker import Faker
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import uscc

from tests.screening.looking import found_in, of_codes
from wagtail_govreview.screening.checks.privacy.identity import (
    has_card_check,
    is_id_number,
    is_social_code,
)

SOCIAL = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@given(st.text("0123456789", min_size=12, max_size=19))
def test_the_check_of_cards(number: str) -> None:
    assert has_card_check(number) == luhn.is_valid(number)


@given(st.text(SOCIAL, min_size=16, max_size=16).map("9".__add__))
def test_what_we_take_for_an_organ_is_one(body: str) -> None:
    """Ours asks for more: the organisation code inside has a check character, too."""
    code = body + uscc.calc_check_digit(body)
    if is_social_code(code):
        assert uscc.calc_check_digit(code[:17]) == code[17]
        assert not is_social_code(body + SOCIAL[SOCIAL.index(code[17]) - 1])


def test_every_resident_id_of_faker_and_none_with_another_digit() -> None:
    fake = Faker("zh_CN")
    fake.seed_instance(5)
    for _number in range(2000):
        number = fake.ssn()
        assert is_id_number(number)
        other = str((int(number[16]) + 1) % 10)
        assert not is_id_number(number[:16] + other + number[17])


def test_mobiles_that_phonenumbers_finds() -> None:
    fake = Faker("zh_CN")
    fake.seed_instance(5)
    for _number in range(300):
        text = f"请联系{fake.name()}，{fake.phone_number()}，谢谢"
        theirs = [
            match.raw_string
            for match in phonenumbers.PhoneNumberMatcher(text, "CN")
            if phonenumbers.number_type(match.number) == phonenumbers.PhoneNumberType.MOBILE
        ]
        ours = [words for _code, words in of_codes(found_in(text), "privacy.mobile")]
        assert set(theirs) <= set(ours)
        assert ours
