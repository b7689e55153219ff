"""Each exception of the list: when it is counted, and when it is not."""

from __future__ import annotations

import pytest

from tests.inspection.cases import (
    answers,
    case,
    found,
    hours,
    reprint,
    sheet,
    signatures,
    signed,
    tiers,
)
from wagtail_govreview.inspection import rules
from wagtail_govreview.inspection.case import Found
from wagtail_govreview.inspection.indicators import FAULTS, INDICATORS, NOTICES


def test_what_is_in_order_has_no_exceptions():
    assert found(case(sheet())) == {}
    assert found(case(sheet(answers=reprint()))) == {}


def test_without_a_sheet():
    assert found(case(None)) == {"no_sheet": ""}


@pytest.mark.parametrize(
    ("gap", "field"),
    [
        ({"carrier": {"code": ""}}, "carrier"),
        ({"attribute": {"code": ""}}, "attribute"),
        ({"channels": [{"code": "website", "ticked": False}]}, "channels"),
        ({"secrecy": [{"code": "privacy", "ticked": False}]}, "secrecy"),
    ],
)
def test_an_incomplete_sheet_names_the_field(gap, field):
    assert found(case(sheet(answers=answers(**gap)))) == {"sheet_incomplete": field}


def test_an_attribute_that_forbids_publication():
    withheld = {"code": "withheld", "wording": "不予公开"}
    assert found(case(sheet(answers=answers(attribute=withheld)))) == {
        "not_publishable": "不予公开"
    }


@pytest.mark.parametrize(
    ("source", "field"),
    [
        ({"site": " "}, "source_site"),
        ({"link": ""}, "link"),
        ({"reprinted_at": None}, "reprinted_at"),
    ],
)
def test_an_incomplete_label_of_a_reprint(source, field):
    assert found(case(sheet(answers=reprint(**source)))) == {"label_incomplete": field}


def test_what_is_no_reprint_needs_no_label():
    assert rules.label_gaps(answers(), _profile()) is None
    assert rules.label_gaps(reprint(title=""), _profile()) == []


def _profile():
    from wagtail_govreview.rulebook import get_profile

    return get_profile()


def test_a_missing_tier_and_a_missing_post_are_named():
    some = signatures()
    last = tiers()[2]
    without_last = [item for item in some if item.tier != last.code]
    assert found(case(sheet(signatures=without_last))) == {"signature_missing": last.wording}


def test_the_principal_is_missed_only_where_the_item_went_there():
    principal = next(tier for tier in tiers() if tier.escalated_only)
    escalated = found(case(sheet(escalated=True)))
    assert escalated == {"signature_missing": principal.wording, "escalated": ""}
    both = [*signatures(), signed(principal.code, 5)]
    assert found(case(sheet(escalated=True, signatures=both))) == {"escalated": ""}


def test_a_signature_after_publication_or_for_other_content():
    *others, last = signatures()
    late = signed("third", 7, post=last.post, person=last.person, name="程三审")
    assert found(case(sheet(signatures=[*others, late]))) == {"signed_late": "程三审"}
    other = signed("third", 3, post=last.post, name="程三审", fingerprint="sha256:other")
    assert found(case(sheet(signatures=[*others, other]))) == {"signed_other": "程三审"}


def test_one_person_in_two_tiers():
    *others, last = signatures()
    same = signed("third", 3, post=last.post, person=others[0].person, name=others[0].name)
    assert found(case(sheet(signatures=[*others, same]))) == {"same_person": others[0].name}


def test_the_undertaker_in_the_first_tier_is_a_notice_anywhere_else_a_fault():
    first, *others = signatures()
    own = signed("first", 1, post=first.post, person="key-editor", name="马承办")
    assert found(case(sheet(signatures=[own, *others]))) == {"undertaker_signed": "马承办"}
    *others, last = signatures()
    own = signed("third", 3, post=last.post, person="key-editor", name="马承办")
    assert found(case(sheet(signatures=[*others, own]))) == {"contributor_signed": "马承办"}


def test_a_tier_over_its_deadline():
    limit = tiers()[0].deadline_hours
    slow = [
        signed(item.tier, limit + 2.5 + place, post=item.post, person=item.person)
        for place, item in enumerate(signatures())
    ]
    late = case(sheet(signatures=slow), happened_at=hours(limit + 9))
    assert found(late) == {"tier_overdue": f"{tiers()[0].wording} +3h"}


def test_the_time_at_the_undertakers_counts_for_no_tier():
    limit = tiers()[0].deadline_hours
    later = [
        signed(item.tier, 100 + place, post=item.post, person=item.person)
        for place, item in enumerate(signatures(), start=1)
    ]
    returned = sheet(signatures=later, returned=[hours(limit - 1)], resubmitted=[hours(100)])
    assert found(case(returned, happened_at=hours(110))) == {}
    returned = sheet(signatures=later, returned=[hours(limit + 1)], resubmitted=[hours(100)])
    assert found(case(returned, happened_at=hours(110))) == {
        "tier_overdue": f"{tiers()[0].wording} +1h"
    }


def test_returns_are_noted_from_the_profiles_number_on():
    assert found(case(sheet(), returns=1)) == {}
    assert found(case(sheet(), returns=2)) == {"returned_often": "2"}
    assert found(case(sheet(), returns=2), returns_noted=3) == {}


def test_taken_offline_soon():
    assert found(case(sheet(), withdrawn_at=hours(6 + 72))) == {"withdrawn_soon": "72h"}
    assert found(case(sheet(), withdrawn_at=hours(6 + 72.1))) == {}
    assert found(case(sheet(), withdrawn_at=hours(10)), withdrawn_hours=3) == {}


def test_every_exception_stands_in_the_list_once():
    assert len(INDICATORS) == len(FAULTS) + len(NOTICES)
    assert all(item.is_fault for item in FAULTS) and not any(item.is_fault for item in NOTICES)
    for item in INDICATORS.values():
        assert str(item.label) and item.explained and "%(" not in item.explained


def test_details_fit_the_column():
    many = Found("signed_late", tuple(f"某某某{number}" for number in range(100)))
    assert len(many.detail) == 255 and many.detail.endswith("…")
    assert Found("signed_late", ("甲", "甲", "乙")).detail == "甲、乙"


def test_minutes_of_the_review():
    assert rules.review_minutes(case(sheet())) == 360
    assert rules.review_minutes(case(None)) is None


@pytest.mark.parametrize(
    ("seconds", "attachments", "hasty"),
    [(0, 0, True), (9, 0, True), (10, 0, False), (10, 1, True), (13, 1, False), (None, 3, False)],
)
def test_a_signature_within_seconds_of_opening(
    seconds: int | None, attachments: int, hasty: bool
) -> None:
    quick = signed("second", 2, read_seconds=seconds, attachments=attachments)
    others = [item for item in signatures() if item.tier != "second"]
    exceptions = found(
        case(sheet(signatures=[*others, quick])), hasty_seconds=10, hasty_seconds_each=3
    )
    assert ("signed_hastily" in exceptions) is hasty
    if hasty:
        assert exceptions["signed_hastily"] == f"二审人 {seconds}s"
