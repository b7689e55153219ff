"""Which exceptions one publication has (rule, chapter 六). Pure: values in, findings out.

Everything is judged by what was frozen on the sheet, not by what the rulebook says today; only the separation of
signers and the thresholds are the profile's present ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.dateparse import parse_datetime

from wagtail_govreview.inspection.case import Case, Found, Sheet, Signed
from wagtail_govreview.inspection.waits import Act, tier_waits
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review.frozen import FrozenTier, tiers_to_sign
from wagtail_govreview.review.rules import is_hasty
from wagtail_govreview.rulebook import Profile
from wagtail_govreview.sources.models import SourceAttribution
from wagtail_govreview.sources.reprints import missing_fields

LABEL_FIELDS = ("source_site", "link", "reprinted_at")
EMERGENCY, EXEMPT = RegisterEntry.Exceptional.EMERGENCY, RegisterEntry.Exceptional.EXEMPT


def exceptions_of(case: Case, profile: Profile) -> list[Found]:
    """Everything that is to be noted about ``case``, in the order of the list of indicators."""
    if case.sheet is None:
        found = [] if case.exception else [Found("no_sheet")]
    else:
        found = [
            *_sheet_exceptions(case.sheet, profile),
            *_signature_exceptions(case, case.sheet),
            *_separation_exceptions(case.sheet, profile),
            *_delegation_exceptions(case.sheet),
            *_haste_exceptions(case.sheet, profile),
            *_deadline_exceptions(case.sheet),
        ]
    return [*found, *_ways_past(case), *_course_exceptions(case, profile)]


# -- the sheet --------------------------------------------------------------------------------------------------


def _sheet_exceptions(sheet: Sheet, profile: Profile) -> Iterator[Found]:
    gaps = sheet_gaps(sheet.answers)
    if gaps:
        yield Found("sheet_incomplete", tuple(gaps))
    code = sheet.answers.get("attribute", {}).get("code", "")
    if any(item.code == code and not item.publishable for item in profile.attributes):
        yield Found("not_publishable", (sheet.answers["attribute"].get("wording", code),))
    missing = label_gaps(sheet.answers, profile)
    if missing:
        yield Found("label_incomplete", tuple(missing))


def sheet_gaps(answers: Mapping[str, Any]) -> list[str]:
    """The fields that the frozen sheet leaves empty: ``carrier``, ``attribute``, ``channels``, ``secrecy``."""
    gaps = [name for name in ("carrier", "attribute") if not answers.get(name, {}).get("code")]
    if not any(item["ticked"] for item in answers.get("channels", ())):
        gaps.append("channels")
    if not all(item["ticked"] for item in answers.get("secrecy", ())):
        gaps.append("secrecy")
    return gaps


def is_reprint(answers: Mapping[str, Any], profile: Profile) -> bool:
    code = answers.get("information_class", {}).get("code", "")
    return any(item.code == code and item.is_reprint for item in profile.classes)


def label_gaps(answers: Mapping[str, Any], profile: Profile) -> list[str] | None:
    """What the public label of a reprint lacks (来源网站, 时间, 链接; rule, chapter 二(二)); ``None``: needs none.

    Asked of the same function that asks the editor before submission.
    """
    if not is_reprint(answers, profile):
        return None
    attribution = attribution_from(answers)
    missing = {refusal.field for refusal in missing_fields(attribution)}
    return [name for name in LABEL_FIELDS if name in missing]


def attribution_from(answers: Mapping[str, Any]) -> SourceAttribution:
    """The attribution as the sheet froze it; never saved."""
    source = answers.get("source", {})
    return SourceAttribution(
        source_site=source.get("site") or "",
        link=source.get("link") or "",
        original_title=source.get("title") or "",
        issuing_organ=source.get("organ") or "",
        reprinted_at=reprinted_at(answers),
    )


def reprinted_at(answers: Mapping[str, Any]) -> datetime | None:
    written = answers.get("source", {}).get("reprinted_at")
    return parse_datetime(written) if written else None


# -- the signatures ---------------------------------------------------------------------------------------------


def _signature_exceptions(case: Case, sheet: Sheet) -> Iterator[Found]:
    missing = [tier.wording for tier in unsigned_tiers(sheet)]
    if missing:
        yield Found("signature_missing", tuple(missing))
    late = [item.name for item in sheet.signatures if item.at > case.happened_at]
    if late and not case.exception:
        yield Found("signed_late", tuple(late))
    other = [item.name for item in sheet.signatures if item.fingerprint != case.fingerprint]
    if other:
        yield Found("signed_other", tuple(other))


def unsigned_tiers(sheet: Sheet) -> list[FrozenTier]:
    """The tiers that had to sign this sheet and have not done so completely."""
    return [
        tier
        for tier in tiers_to_sign(sheet.tiers, escalated=sheet.escalated)
        if not tier.is_complete([item.post for item in sheet.signatures if item.tier == tier.code])
    ]


def _separation_exceptions(sheet: Sheet, profile: Profile) -> Iterator[Found]:
    if profile.separation.distinct_signers:
        tiers: dict[str, set[str]] = {}
        for item in sheet.signatures:
            for person in item.people:
                tiers.setdefault(person, set()).add(item.tier)
        twice = [
            item.name
            for item in sheet.signatures
            if any(len(tiers[person]) > 1 for person in item.people)
        ]
        if twice:
            yield Found("same_person", tuple(twice))
    allowed = [item for item in sheet.signatures if _is_undertaker_at_first(item, sheet)]
    wrote = [item for item in sheet.signatures if item.people & set(sheet.contributors)]
    wrong = [item.name for item in wrote if item not in allowed]
    if wrong:
        yield Found("contributor_signed", tuple(wrong))
    if allowed:
        yield Found("undertaker_signed", tuple(item.name for item in allowed))


def _is_undertaker_at_first(item: Signed, sheet: Sheet) -> bool:
    """Signing refuses this unless the site allows it; so where it stands on a sheet, it was allowed."""
    first = sheet.tiers[0].code if sheet.tiers else ""
    return item.tier == first and item.person == sheet.undertaker and not item.principal


def _delegation_exceptions(sheet: Sheet) -> Iterator[Found]:
    names = [item.represented for item in sheet.signatures if item.principal]
    if names:
        yield Found("signed_by_delegation", tuple(names))


def _haste_exceptions(sheet: Sheet, profile: Profile) -> Iterator[Found]:
    hasty = [
        item
        for item in sheet.signatures
        if is_hasty(item.read_seconds, item.attachments, profile.inspection)
    ]
    if hasty:
        yield Found("signed_hastily", tuple(f"{item.name} {item.read_seconds}s" for item in hasty))


# -- without signatures -----------------------------------------------------------------------------------------


def _ways_past(case: Case) -> Iterator[Found]:
    """The two exceptions of the gate. An emergency is a fault until it is settled, and when that was late."""
    if case.exception == EXEMPT:
        yield Found("exempt")
    if case.exception != EMERGENCY:
        return
    if case.settlement is None:
        yield Found("emergency_unsettled")
    elif case.settlement.hours_over:
        yield Found("emergency_late", (f"+{case.settlement.hours_over}h",))
    yield Found("emergency")


# -- the course of things ---------------------------------------------------------------------------------------


def _deadline_exceptions(sheet: Sheet) -> Iterator[Found]:
    acts = [
        *(Act(item.at, "signed", item.tier, item.post) for item in sheet.signatures),
        *(Act(moment, "returned") for moment in sheet.returned),
        *(Act(moment, "resubmitted") for moment in sheet.resubmitted),
    ]
    tiers = tiers_to_sign(sheet.tiers, escalated=sheet.escalated)
    over = [wait for wait in tier_waits(tiers, sheet.submitted_at, acts) if wait.overdue]
    if over:
        yield Found(
            "tier_overdue", tuple(f"{wait.tier.wording} +{wait.hours_over}h" for wait in over)
        )


def _course_exceptions(case: Case, profile: Profile) -> Iterator[Found]:
    thresholds = profile.inspection
    if case.returns >= thresholds.returns_noted:
        yield Found("returned_often", (str(case.returns),))
    if case.withdrawn_at is not None:
        stood = case.withdrawn_at - case.happened_at
        if stood <= timedelta(hours=thresholds.withdrawn_hours):
            yield Found("withdrawn_soon", (f"{int(stood.total_seconds() // 3600)}h",))
    if case.sheet is not None and case.sheet.escalated:
        yield Found("escalated")


def review_minutes(case: Case) -> int | None:
    """Whole minutes from the submission of the sheet to its publication, the wait for a planned time included.

    ``None`` for what was public before it was submitted.
    """
    if case.sheet is None or case.exception:
        return None
    span = case.happened_at - case.sheet.submitted_at
    return max(0, int(span.total_seconds() // 60))
