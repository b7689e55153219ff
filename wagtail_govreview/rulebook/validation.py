"""Whether a profile is usable. Pure functions that yield English sentences for the author of the profile."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .terms import Term

if TYPE_CHECKING:
    from .masks import MaskProfile
    from .types import Profile, Tier
    from .withdrawal import WithdrawalPolicy

# Codes are stored in columns of this width and put into addresses and HTML ids.
CODE_PATTERN = re.compile(r"[a-z][a-z0-9_]{0,39}")


def problems_of(profile: Profile) -> list[str]:
    """All problems, in the order in which the profile is written."""
    return [
        *_collections(profile),
        *_number_pattern(profile),
        *_tiers(profile),
        *_attributes(profile),
        *_families(profile),
        *_withdrawal(profile.withdrawal),
        *_masks(profile.masks),
    ]


def _collections(profile: Profile) -> Iterator[str]:
    yield from _terms("class", profile.classes)
    yield from _terms("sub-class", profile.subclasses)
    yield from _terms("tier", profile.tiers)
    yield from _terms("disclosure attribute", profile.attributes)
    yield from _terms("channel", profile.channels)
    yield from _terms("carrier", profile.carriers)
    yield from _terms("source scope", profile.scopes)
    yield from _terms("escalation reason", profile.escalation_reasons, may_be_empty=True)
    yield from _terms("secrecy declaration", profile.secrecy, may_be_empty=True)
    yield from _terms("document family", profile.families, may_be_empty=True)
    for item in profile.classes:
        if not item.subclasses:
            yield f"Class “{item.code}” has no sub-class."


def _terms(kind: str, terms: Iterable[Term], *, may_be_empty: bool = False) -> Iterator[str]:
    terms = tuple(terms)
    if not terms and not may_be_empty:
        yield f"There is no {kind}."
    for code, times in Counter(term.code for term in terms).items():
        if times > 1:
            yield f"The {kind} code “{code}” is used {times} times."
    for term in terms:
        if not CODE_PATTERN.fullmatch(term.code):
            yield f"The {kind} code “{term.code}” is not a lower-case identifier of at most 40 characters."
        if not term.wording.strip():
            yield f"The {kind} “{term.code}” has no Chinese wording."


def _number_pattern(profile: Profile) -> Iterator[str]:
    try:
        first = profile.sheet_number(unit="A", year=2020, serial=1)
        others = {
            profile.sheet_number(unit="B", year=2020, serial=1),
            profile.sheet_number(unit="A", year=2021, serial=1),
            profile.sheet_number(unit="A", year=2020, serial=2),
        }
    except (KeyError, IndexError, ValueError) as error:
        yield f"The number pattern “{profile.number_pattern}” cannot be used: {error!r}."
        return
    if first in others or len(others) < 3:
        yield f"The number pattern “{profile.number_pattern}” must contain unit, year and serial."


def _tiers(profile: Profile) -> Iterator[str]:
    if profile.tiers and profile.tiers[0].escalated_only:
        yield "The first tier must not be reserved for escalated items."
    for position, tier in enumerate(profile.tiers):
        yield from _tier(tier)
        if tier.may_escalate and not any(
            later.escalated_only for later in profile.tiers[position + 1 :]
        ):
            yield f"Tier “{tier.code}” may escalate, but no later tier is reserved for escalated items."
    escalated = any(tier.escalated_only for tier in profile.tiers)
    if profile.escalation_reasons and not escalated:
        yield "There are escalation reasons, but no tier for escalated items."
    if escalated and not profile.escalation_reasons:
        yield "There is a tier for escalated items, but no escalation reason."


def _tier(tier: Tier) -> Iterator[str]:
    yield from _terms(f"tier “{tier.code}” post", tier.posts)
    yield from _terms(f"tier “{tier.code}” checklist item", tier.checklist)
    known = {post.code for post in tier.posts}
    for code in tier.required_posts:
        if code not in known:
            yield f"Tier “{tier.code}” requires the post “{code}”, which is not among its posts."
    if len(set(tier.required_posts)) < len(tier.required_posts):
        yield f"Tier “{tier.code}” requires a post twice."
    if tier.deadline_hours <= 0:
        yield f"Tier “{tier.code}” needs a deadline of at least one hour."
    if not tier.signature_label.strip():
        yield f"Tier “{tier.code}” has no signature label."


def _attributes(profile: Profile) -> Iterator[str]:
    if profile.attributes and not any(attribute.publishable for attribute in profile.attributes):
        yield "No disclosure attribute is publishable: nothing could ever be published."


def _families(profile: Profile) -> Iterator[str]:
    known = {scope.code for scope in profile.scopes}
    for family in profile.families:
        yield from _unknown_scopes(f"Document family “{family.code}”", family.scopes_allowed, known)
        if not family.scopes_allowed:
            yield f"Document family “{family.code}” allows no source scope."
        for pattern in family.number_patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                yield f"Document family “{family.code}”: “{pattern}” is not a regular expression ({error})."
    yield from _unknown_scopes("The profile", profile.scopes_otherwise, known)


def _unknown_scopes(owner: str, codes: Iterable[str], known: set[str]) -> Iterator[str]:
    for code in codes:
        if code not in known:
            yield f"{owner} allows the source scope “{code}”, which is not in the profile."


def _withdrawal(policy: WithdrawalPolicy) -> Iterator[str]:
    yield from _terms("withdrawal reason", policy.known_reasons)
    if not policy.reasons:
        yield "There is no withdrawal reason to choose from."
    chosen = {reason.code for reason in policy.reasons}
    for name, codes in (
        ("immediate", policy.immediate_reasons),
        ("explained", policy.explained_reasons),
    ):
        for code in codes:
            if code not in chosen:
                yield f"The {name} reason “{code}” is not among the withdrawal reasons."
    if not (policy.reviewed or policy.deletion_reviewed):
        return
    yield from _terms("withdrawal checklist item", policy.checklist)
    if not policy.sheet_title.strip() or not policy.deletion_title.strip():
        yield "A withdrawal or deletion sheet has no title."


def _masks(masks: MaskProfile) -> Iterator[str]:
    for code, times in Counter(mask.code for mask in masks.masks).items():
        if times > 1:
            yield f"There are {times} masks “{code}”."
    for mask in masks.masks:
        if mask.front < 0 or mask.back < 0 or mask.least < 1:
            yield f"The mask “{mask.code}” must hide at least one sign."
        for stop in mask.stops:
            try:
                re.compile(stop)
            except re.error as error:
                yield f"The mask “{mask.code}”: “{stop}” is not a regular expression ({error})."
