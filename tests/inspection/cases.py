"""One publication as the inspection's rules see it: in order, unless a test says otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

from wagtail_govreview.inspection.case import Case, Sheet, Signed
from wagtail_govreview.inspection.rules import exceptions_of
from wagtail_govreview.review.frozen import FrozenTier
from wagtail_govreview.rulebook import get_profile

SUBMITTED = datetime(2026, 3, 2, 9, 0, tzinfo=timezone.utc)
PRINT = "sha256:signed"


def hours(count: float) -> datetime:
    """So many hours after the submission."""
    return SUBMITTED + timedelta(hours=count)


def tiers() -> list[FrozenTier]:
    return [FrozenTier.of(tier) for tier in get_profile().tiers]


def signed(tier: str, at: float, **fields: Any) -> Signed:
    frozen = next(item for item in tiers() if item.code == tier)
    values = {
        "post": frozen.posts[0].code,
        "person": f"key-{tier}",
        "name": f"{frozen.wording}人",
        "fingerprint": PRINT,
    }
    return Signed(tier=tier, at=hours(at), **{**values, **fields})


def signatures() -> list[Signed]:
    """All ordinary tiers, one an hour, by every post that must sign."""
    found = []
    for place, tier in enumerate(item for item in tiers() if not item.escalated_only):
        for post in tier.required_posts or (tier.posts[0].code,):
            person = f"key-{tier.code}-{post}"
            found.append(signed(tier.code, place + 1, post=post, person=person))
    return found


def answers(**fields: Any) -> dict[str, Any]:
    profile = get_profile()
    values = {
        "undertaker_key": "key-editor",
        "carrier": {"code": profile.carriers[0].code},
        "attribute": {"code": profile.attributes[0].code, "wording": profile.attributes[0].wording},
        "information_class": {"code": "own"},
        "channels": [{"code": "website", "ticked": True}],
        "secrecy": [{"code": item.code, "ticked": True} for item in profile.secrecy],
        "source": {},
    }
    return {**values, **fields}


def reprint(**source: Any) -> dict[str, Any]:
    """The answers of a reprint with a complete label."""
    values = {
        "site": "中国政府网",
        "link": "https://www.gov.cn/1.htm",
        "title": "通知",
        "organ": "国务院办公厅",
        "reprinted_at": SUBMITTED.isoformat(),
    }
    return answers(information_class={"code": "reprint"}, source={**values, **source})


def sheet(**fields: Any) -> Sheet:
    values: dict[str, Any] = {
        "answers": answers(),
        "tiers": tiers(),
        "escalated": False,
        "contributors": frozenset({"key-editor"}),
        "submitted_at": SUBMITTED,
        "signatures": signatures(),
    }
    return Sheet(**{**values, **fields})


def case(the_sheet: Sheet | None, **fields: Any) -> Case:
    return Case(**{"happened_at": hours(6), "fingerprint": PRINT, "sheet": the_sheet, **fields})


def found(the_case: Case, **inspection: int) -> dict[str, str]:
    """The exceptions: code and detail. ``inspection`` changes the profile's thresholds."""
    profile = get_profile()
    profile = replace(profile, inspection=replace(profile.inspection, **inspection))
    return {item.code: item.detail for item in exceptions_of(the_case, profile)}
