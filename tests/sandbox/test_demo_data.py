"""The review data of the demo items speaks the language of the default rulebook."""

import pytest

from sandbox.portal.demo.items import ITEMS
from sandbox.portal.demo.people import PEOPLE
from sandbox.portal.demo.rule import read_rule
from wagtail_govreview.rulebook.ningxia import PROFILE


def codes(terms):
    return {term.code for term in terms}


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.key)
def test_every_code_of_an_item_is_in_the_rulebook(item):
    review = item.review
    information_class = PROFILE.information_class(review.information_class)
    assert set(review.subclasses) <= codes(information_class.subclasses)
    assert review.carrier in codes(PROFILE.carriers)
    assert PROFILE.attribute(review.attribute).publishable
    assert set(review.channels) <= codes(PROFILE.channels)
    assert set(review.escalation) <= codes(PROFILE.escalation_reasons)
    assert set(review.secrecy) == codes(PROFILE.secrecy)
    if information_class.is_reprint:
        assert review.source.link and review.source.source_site and review.source.original_date


def test_the_items_cover_the_three_classes_an_escalation_and_a_return():
    assert {item.review.information_class for item in ITEMS} == codes(PROFILE.classes)
    assert sum(bool(item.review.escalation) for item in ITEMS) == 1
    assert sum(item.returned is not None for item in ITEMS) == 1


@pytest.mark.parametrize(
    "person", [person for person in PEOPLE if person.post], ids=lambda person: person.username
)
def test_signers_hold_posts_of_their_tier(person):
    tier = person.role
    assert person.post in codes(PROFILE.tier(tier).posts)


def test_account_names_are_unique():
    names = [person.username for person in PEOPLE]
    assert len(names) == len(set(names)) == 30


def test_the_rule_is_cut_where_its_text_ends():
    text = read_rule()
    assert text.notice[0].startswith("各市、县（区）人民政府")
    assert text.notice[-1] == "（此件公开发布）"
    assert text.rule[0].startswith("为贯彻落实")
    assert text.rule[-1].endswith("相关责任。")
