"""Reads from the database what ``rules`` decides upon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from wagtail_govreview.conf import settings
from wagtail_govreview.content.fingerprint import has_fingerprint
from wagtail_govreview.ledger.people import display_name, key
from wagtail_govreview.review.contributors import further_contributors
from wagtail_govreview.review.frozen import FrozenTier, tiers_to_sign
from wagtail_govreview.review.rules import SigningFacts
from wagtail_govreview.review.sheets import ReviewSheet, SheetState, Signature
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.units.signers import signer_for


def tiers_of(sheet: ReviewSheet) -> list[FrozenTier]:
    """All tiers frozen into ``sheet``, in order."""
    return [FrozenTier.from_json(tier) for tier in sheet.tiers]


def tier_of(sheet: ReviewSheet, code: str) -> FrozenTier:
    """The frozen tier ``code``. Raises ``LookupError`` if the sheet has no such tier."""
    for tier in tiers_of(sheet):
        if tier.code == code:
            return tier
    raise LookupError(f"Sheet {sheet.number} has no tier {code!r}.")


def signatures_of(sheet: ReviewSheet) -> list[Signature]:
    """The signatures that bind: those that agreed."""
    return [
        signature
        for signature in sheet.signatures.all()
        if signature.decision == Signature.Decision.SIGNED
    ]


def posts_signed(signatures: Iterable[Signature], tier: str) -> list[str]:
    return [signature.post for signature in signatures if signature.tier == tier]


def represented_in(signatures: Iterable[Signature]) -> set[str]:
    """Keys of the people in whose name somebody else signed."""
    return {item.principal_key for item in signatures if item.principal_key}


def next_tier_of(
    sheet: ReviewSheet, signatures: Iterable[Signature] | None = None
) -> FrozenTier | None:
    """The first tier that has not signed this sheet completely; None when all have.

    ``signatures``: those that bind, where they were just read.
    """
    signatures = signatures_of(sheet) if signatures is None else list(signatures)
    for tier in tiers_to_sign(tiers_of(sheet), escalated=sheet.escalated):
        if not tier.is_complete(posts_signed(signatures, tier.code)):
            return tier
    return None


def undertaker_may_sign_first() -> bool:
    """The setting where the site has one, otherwise the profile's word."""
    chosen = settings.undertaker_may_sign_first
    return get_profile().separation.undertaker_may_sign_first if chosen is None else chosen


def signing_facts(sheet: ReviewSheet, tier_code: str, user: Any, *, in_group: bool) -> SigningFacts:
    """What decides whether ``user`` may sign ``sheet`` at ``tier_code``. A constant number of queries."""
    tier = tier_of(sheet, tier_code)
    signatures = signatures_of(sheet)
    signer = signer_for(sheet.unit, user, tier_code)
    separation = get_profile().separation
    return SigningFacts(
        tier=tier,
        sheet_open=sheet.state == SheetState.IN_REVIEW,
        waits_at=sheet.tier,
        user_key=key(user),
        user_active=user.is_active,
        in_group=in_group,
        post=signer.post if signer else "",
        contributor_keys={person["key"] for person in sheet.contributors},
        undertaker_key=sheet.answers.get("undertaker_key", ""),
        signed_keys={signature.user_key for signature in signatures},
        represented_keys=represented_in(signatures),
        signed_posts=posts_signed(signatures, tier_code),
        distinct_signers=separation.distinct_signers,
        undertaker_may_sign_first=undertaker_may_sign_first(),
        is_first_tier=tiers_of(sheet)[0].code == tier_code,
    )


def content_is_unchanged(sheet: ReviewSheet) -> bool:
    """Does the page's newest draft still have the content that the sheet froze? For a removal: what is public?"""
    if sheet.page is None:
        return False
    if sheet.is_removal:
        return has_fingerprint(sheet.page.specific, sheet.fingerprint)
    latest = sheet.page.get_latest_revision()
    return latest is not None and revision_has(latest, sheet.fingerprint)


_revisions_read: ContextVar[dict[tuple[Any, str], bool] | None] = ContextVar(
    "govreview_revisions_read", default=None
)


@contextmanager
def reading_once() -> Iterator[None]:
    """Within one signing, a revision is read once, although the verb and the next step both ask.

    The gate never asks here: what goes public is read again when it does.
    """
    token = _revisions_read.set({})
    try:
        yield
    finally:
        _revisions_read.reset(token)


def revision_has(revision: Any, signed: str) -> bool:
    """Has the content of ``revision`` the fingerprint ``signed``?"""
    read = _revisions_read.get()
    if read is None:
        return has_fingerprint(revision.as_object(), signed)
    place = revision.pk, signed
    if place not in read:
        read[place] = has_fingerprint(revision.as_object(), signed)
    return read[place]


def contributors_since_publication(page: Any, submitter: Any) -> list[dict[str, str]]:
    """Everybody who worked on ``page`` since it was last published, and ``submitter``.

    Taken from the revisions and from Wagtail's log, since either can be pruned. Each is
    ``{"key": primary key as text, "name": display name}``.
    """
    people = {key(submitter): display_name(submitter)}
    if page.live_revision_id is None and page.owner is not None:
        people[key(page.owner)] = display_name(page.owner)
    for record in (*_revisions_since(page), *_log_entries_since(page)):
        if record.user is not None:
            people[key(record.user)] = display_name(record.user)
    people.update(further_contributors(page))
    people.pop("", None)
    return [{"key": pk, "name": name} for pk, name in sorted(people.items())]


def _revisions_since(page: Any) -> Any:
    revisions = page.revisions.select_related("user").defer("content")
    if page.live_revision_id:
        revisions = revisions.filter(created_at__gt=page.live_revision.created_at)
    return revisions


def _log_entries_since(page: Any) -> Any:
    from wagtail.models import PageLogEntry

    entries = PageLogEntry.objects.filter(
        page_id=page.pk, action__in=("wagtail.create", "wagtail.edit", "wagtail.revert")
    ).select_related("user")
    if page.live_revision_id:
        entries = entries.filter(timestamp__gt=page.live_revision.created_at)
    return entries
