"""Another region is another profile, not other code: two tiers, and a tier that two posts sign together."""

from __future__ import annotations

from typing import Any

import pytest

from tests.profiles import TWO_TIER
from tests.road import Road, fresh
from wagtail_govreview.models import ReviewSheet, Signer
from wagtail_govreview.printing.sheet import sheet_pdf
from wagtail_govreview.refusal import Refused
from wagtail_govreview.review.document import sheet_document


@pytest.fixture
def road(site: Any, settings: Any) -> Road:
    settings.GOVREVIEW_PROFILE = "tests.profiles.TWO_TIER"
    road = Road(code="院", slug="yuan")
    final = TWO_TIER.tiers[-1]
    for post in final.required_posts:
        road.people[post] = road.employ(final.code, f"yuan_{post}")
        Signer.objects.create(
            unit=road.unit, user=road.people[post], tier=final.code, post=post, title=post
        )
    return road


def test_the_last_tier_needs_both_posts(road: Road) -> None:
    first, final = TWO_TIER.tiers
    deputy, head = final.required_posts
    page = road.draft()
    sheet = road.submit(page)
    assert sheet.number == f"{sheet.submitted_at.year}〔院〕1号"
    road.sign(page, first.code)
    sheet = road.sign(page, final.code, user=road.people[deputy])
    assert (sheet.state, sheet.tier) == (ReviewSheet.State.IN_REVIEW, final.code)
    assert not fresh(page).live
    sheet = road.sign(page, final.code, user=road.people[head])
    assert sheet.state == ReviewSheet.State.PUBLISHED
    assert fresh(page).live
    assert sheet_pdf(sheet_document(sheet)).startswith(b"%PDF-")


def test_a_post_signs_once(road: Road) -> None:
    first, final = TWO_TIER.tiers
    deputy = final.required_posts[0]
    page = road.draft()
    road.submit(page)
    road.sign(page, first.code)
    road.sign(page, final.code, user=road.people[deputy])
    second_deputy = road.employ(final.code, "another_deputy")
    Signer.objects.create(unit=road.unit, user=second_deputy, tier=final.code, post=deputy)
    with pytest.raises(Refused) as refused:
        road.sign(page, final.code, user=second_deputy)
    assert refused.value.codes == ["review.post"]


def test_somebody_in_the_group_without_such_a_post_does_not_sign(road: Road) -> None:
    first, final = TWO_TIER.tiers
    page = road.draft()
    road.submit(page)
    road.sign(page, first.code)
    with pytest.raises(Refused) as refused:
        road.sign(page, final.code, user=road.employ(final.code, "without_post"))
    assert refused.value.codes == ["review.post"]


def test_where_the_profile_allows_it_one_person_signs_two_tiers(road: Road) -> None:
    first, final = TWO_TIER.tiers
    deputy = road.people[final.required_posts[0]]
    deputy.groups.add(road.unit.groups.get(role=first.code).group)
    page = road.draft()
    road.submit(page)
    road.sign(page, first.code, user=deputy)
    sheet = road.sign(page, final.code, user=deputy)
    assert sheet.signatures.count() == 2
