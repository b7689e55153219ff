"""Another profile takes the place of the default, and a broken one is reported."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

import wagtail_govreview.rulebook.checks  # noqa: F401  registers the check
from tests.profiles import TWO_TIER
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.rulebook.checks import check_profile
from wagtail_govreview.rulebook.ningxia import PROFILE
from wagtail_govreview.rulebook.types import DocumentFamily, Post

BROKEN = replace(TWO_TIER, number_pattern="{serial}")


def test_a_setting_chooses_the_profile_and_it_is_forgotten_afterwards(settings):
    assert get_profile() is PROFILE
    settings.GOVREVIEW_PROFILE = "tests.profiles.TWO_TIER"
    assert get_profile() is TWO_TIER
    del settings.GOVREVIEW_PROFILE
    assert get_profile() is PROFILE


@pytest.mark.parametrize("path", ["tests.profiles.NOBODY", "no.such.module.PROFILE", "nodots"])
def test_a_path_that_leads_nowhere(settings, path):
    settings.GOVREVIEW_PROFILE = path
    with pytest.raises(ImproperlyConfigured, match="cannot be imported"):
        get_profile()
    assert [message.id for message in check_profile(None)] == ["wagtail_govreview.E001"]


def test_a_path_that_leads_to_something_else(settings):
    settings.GOVREVIEW_PROFILE = "tests.profiles.Profile"
    with pytest.raises(ImproperlyConfigured, match="is not a"):
        get_profile()


def test_the_check_reports_each_problem(settings):
    settings.GOVREVIEW_PROFILE = f"{__name__}.BROKEN"
    (message,) = check_profile(None)
    assert message.id == "wagtail_govreview.E002"
    assert "two_tier" in message.msg and "number pattern" in message.msg


def test_the_check_runs_with_django_check():
    assert not [
        message
        for message in checks.run_checks(tags=["wagtail_govreview"])
        if message.id in {"wagtail_govreview.E001", "wagtail_govreview.E002"}
    ]


def test_two_tier_is_valid_and_needs_deputy_and_head():
    assert TWO_TIER.validate() == []
    tier = TWO_TIER.tier("leadership")
    assert tier.signatures_needed == 2
    assert [post.code for post in tier.missing_posts(())] == ["deputy", "head"]
    assert [post.code for post in tier.missing_posts(("head",))] == ["deputy"]
    assert [post.code for post in tier.missing_posts(("head", "visitor"))] == ["deputy"]
    assert tier.missing_posts({"head", "deputy"}) == ()
    assert TWO_TIER.tiers_for(escalated=True) == TWO_TIER.tiers
    assert TWO_TIER.sheet_number(unit="ZY", year=2026, serial=3) == "2026〔ZY〕3号"
    assert TWO_TIER.family_of(document_number="国发〔2019〕1号") is None
    assert TWO_TIER.allowed_scopes(document_number="国发〔2019〕1号") == ("any",)


FIRST, LEADERSHIP = TWO_TIER.tiers
FAMILY = DocumentFamily(
    "family", "文件", "Family", scopes_allowed=("any",), number_patterns=("国发",), issuers=()
)


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (replace(TWO_TIER, classes=()), "no class"),
        (replace(TWO_TIER, tiers=()), "no tier"),
        (replace(TWO_TIER, channels=TWO_TIER.channels * 2), "channel code “site” is used 2 times"),
        (
            replace(TWO_TIER, tiers=(replace(FIRST, code="First Tier"), LEADERSHIP)),
            "“First Tier” is not a lower-case identifier",
        ),
        (replace(TWO_TIER, tiers=(replace(FIRST, wording=" "), LEADERSHIP)), "no Chinese wording"),
        (
            replace(TWO_TIER, classes=(replace(TWO_TIER.classes[0], subclasses=()),)),
            "has no sub-class",
        ),
        (
            replace(
                TWO_TIER, classes=(TWO_TIER.classes[0], replace(TWO_TIER.classes[0], code="twin"))
            ),
            "sub-class code “produced_news” is used 2 times",
        ),
        (replace(TWO_TIER, number_pattern="{unit}-{serial}"), "must contain unit, year and serial"),
        (replace(TWO_TIER, number_pattern="{organ}"), "cannot be used"),
        (replace(TWO_TIER, number_pattern="{unit"), "cannot be used"),
        (
            replace(TWO_TIER, tiers=(FIRST, replace(LEADERSHIP, required_posts=("mayor",)))),
            "requires the post “mayor”",
        ),
        (
            replace(TWO_TIER, tiers=(FIRST, replace(LEADERSHIP, required_posts=("head", "head")))),
            "requires a post twice",
        ),
        (replace(TWO_TIER, tiers=(replace(FIRST, posts=()), LEADERSHIP)), "no tier “section” post"),
        (
            replace(
                TWO_TIER, tiers=(replace(FIRST, posts=(Post("a", "甲", "A"),) * 2), LEADERSHIP)
            ),
            "post code “a” is used 2 times",
        ),
        (replace(TWO_TIER, tiers=(replace(FIRST, checklist=()),)), "no tier “section” checklist"),
        (replace(TWO_TIER, tiers=(replace(FIRST, deadline_hours=0),)), "at least one hour"),
        (replace(TWO_TIER, tiers=(replace(FIRST, signature_label=""),)), "no signature label"),
        (replace(TWO_TIER, tiers=(replace(FIRST, escalated_only=True),)), "must not be reserved"),
        (replace(TWO_TIER, tiers=(replace(FIRST, may_escalate=True),)), "no later tier"),
        (
            replace(TWO_TIER, tiers=(FIRST, replace(LEADERSHIP, escalated_only=True))),
            "no escalation reason",
        ),
        (replace(TWO_TIER, escalation_reasons=PROFILE.escalation_reasons), "no tier for escalated"),
        (replace(TWO_TIER, attributes=TWO_TIER.attributes[1:]), "nothing could ever be published"),
        (replace(TWO_TIER, scopes_otherwise=("moon",)), "source scope “moon”"),
        (replace(TWO_TIER, families=(replace(FAMILY, scopes_allowed=("moon",)),)), "“moon”"),
        (replace(TWO_TIER, families=(replace(FAMILY, scopes_allowed=()),)), "no source scope"),
        (
            replace(TWO_TIER, families=(replace(FAMILY, number_patterns=("(",)),)),
            "not a regular expression",
        ),
    ],
)
def test_each_mistake_in_a_profile_is_named(profile, expected):
    problems = profile.validate()
    assert any(expected in problem for problem in problems), problems
