"""The report under another rule: other classes, two tiers, a tier that two posts sign together."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.inspection.conftest import entry_of, label_cut
from tests.profiles import TWO_TIER
from tests.road import Road
from wagtail_govreview.models import FactException, Signer


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


def published(road: Road, first: Any = None) -> Any:
    first_tier, final = TWO_TIER.tiers
    page = road.draft()
    road.submit(page)
    road.sign(page, first_tier.code, user=first)
    for post in final.required_posts:
        road.sign(page, final.code, user=road.people[post])
    return page


def exceptions(page: Any) -> list[str]:
    return list(
        FactException.objects.filter(fact__entry=entry_of(page)).values_list("code", flat=True)
    )


def test_it_counts_by_the_other_rule(road: Road, desk: Any) -> None:
    page = published(road)
    assert exceptions(page) == []
    label_cut(page)
    assert exceptions(page) == ["label_incomplete"]
    overview = desk.get(reverse("wagtail_govreview:inspection")).context["overview"]
    assert [line.label for line in overview.classes] == [
        str(item.label) for item in TWO_TIER.classes
    ]


def test_the_undertaker_may_sign_first_there(road: Road) -> None:
    editor = road.people["editor"]
    editor.groups.add(road.unit.groups.get(role=TWO_TIER.tiers[0].code).group)
    assert exceptions(published(road, first=editor)) == ["undertaker_signed"]


def test_entries_of_a_class_that_is_no_longer_known(road: Road, desk: Any, settings: Any) -> None:
    """The rule changed: what was published under the old one is still found and counted."""
    published(road)
    del settings.GOVREVIEW_PROFILE
    overview = desk.get(reverse("wagtail_govreview:inspection")).context["overview"]
    line = next(line for line in overview.classes if line.tally.published)
    assert line.label == TWO_TIER.classes[0].code
    assert desk.get(line.published_url).context["paginator"].count == 1
