"""What may be submitted and what may be signed (rule, chapter 三). Pure: values in, refusals out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from wagtail_govreview.refusal import Refusal
from wagtail_govreview.review.frozen import FrozenTier
from wagtail_govreview.review.sheet_draft import SheetDraft
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.rulebook.types import InspectionThresholds


def sheet_draft_refusals(draft: SheetDraft | None) -> list[Refusal]:
    """What the editor's half of the sheet still lacks. ``field`` names the draft's field."""
    return list(_sheet_draft_refusals(draft or SheetDraft()))


def _sheet_draft_refusals(draft: SheetDraft) -> Iterator[Refusal]:
    profile = get_profile()
    if not draft.carrier:
        yield Refusal("sheet.carrier", _("Say whether this is an official document."), "carrier")
    yield from _attribute_refusals(draft)
    if not draft.channels:
        yield Refusal("sheet.channels", _("Tick at least one channel of publication."), "channels")
    undeclared = [item for item in profile.secrecy if item.code not in (draft.secrecy or [])]
    if undeclared:
        yield Refusal(
            "sheet.secrecy",
            _("Check the text and every attachment, then tick: %(items)s.")
            % {"items": ", ".join(str(item.label) for item in undeclared)},
            "secrecy",
        )


def _attribute_refusals(draft: SheetDraft) -> Iterator[Refusal]:
    if not draft.attribute:
        yield Refusal("sheet.attribute", _("Choose the disclosure attribute."), "attribute")
        return
    attribute = get_profile().attribute(draft.attribute)
    if not attribute.publishable:
        yield Refusal(
            "sheet.not_public",
            _(
                "“%(attribute)s” may not go online. Choose another attribute, "
                "or do not publish this item."
            )
            % {"attribute": attribute.label},
            "attribute",
        )
    if attribute.reason_required and not draft.attribute_reason.strip():
        yield Refusal(
            "sheet.attribute_reason",
            _("“%(attribute)s” needs a reason.") % {"attribute": attribute.label},
            "attribute_reason",
        )


def schedule_refusals(
    *, go_live_at: datetime | None, expire_at: datetime | None, now: datetime
) -> list[Refusal]:
    """A page that is signed today must not have expired before it appears."""
    if expire_at and expire_at <= max(now, go_live_at or now):
        return [
            Refusal(
                "sheet.expired",
                _("The page expires before it would be public. Correct the expiry date."),
            )
        ]
    return []


@dataclass(frozen=True)
class SigningFacts:
    """Everything that decides whether one person may sign one sheet in one tier now.

    ``*_keys`` are users' primary keys as text. ``signed_posts`` are the posts that signed this tier,
    ``signed_keys`` everybody who signed the sheet in any tier, ``represented_keys`` everybody in whose name somebody
    else did. ``principal_key`` and ``principal_name``: for whom the person wants to sign, empty in their own name;
    then ``post`` is the principal's, and ``authority`` says why the delegation is not in force.
    ``unread`` names what this person has not opened yet.
    """

    tier: FrozenTier
    sheet_open: bool
    waits_at: str
    user_key: str
    user_active: bool
    in_group: bool
    post: str
    contributor_keys: Collection[str]
    undertaker_key: str
    signed_keys: Collection[str]
    signed_posts: Collection[str]
    distinct_signers: bool = True
    undertaker_may_sign_first: bool = False
    is_first_tier: bool = False
    content_unchanged: bool = True
    principal_key: str = ""
    principal_name: str = ""
    authority: Collection[Refusal] = ()
    represented_keys: Collection[str] = ()
    unread: Collection[str] = ()
    missing_tasks: Collection[str] = field(default=())

    @property
    def uses_undertaker_exception(self) -> bool:
        """The undertaker signs the first tier by the relaxation of the separation (noted in the ledger)."""
        return (
            self.undertaker_may_sign_first
            and not self.principal_key
            and self.is_first_tier
            and self.user_key == self.undertaker_key
        )


def for_deciding(facts: SigningFacts) -> list[Refusal]:
    """Why this person may neither sign nor return this sheet in this tier now."""
    return list(_deciding_refusals(facts))


def _deciding_refusals(facts: SigningFacts) -> Iterator[Refusal]:
    if not facts.sheet_open or facts.waits_at != facts.tier.code:
        yield Refusal(
            "review.not_waiting",
            _("This sheet does not wait for “%(tier)s” (any more).") % {"tier": facts.tier.label},
        )
    if facts.principal_key:
        yield from facts.authority
    elif not facts.in_group or not facts.user_active:
        yield Refusal(
            "review.not_signer",
            _("You are not among the people who sign “%(tier)s” for this unit.")
            % {"tier": facts.tier.label},
        )
    yield from _separation_refusals(facts)
    yield from _post_refusals(facts)


def _separation_refusals(facts: SigningFacts) -> Iterator[Refusal]:
    if facts.user_key in facts.contributor_keys and not facts.uses_undertaker_exception:
        yield Refusal(
            "review.contributor",
            _("You worked on this content, so somebody else has to review it."),
        )
    if facts.user_key in facts.signed_keys and (facts.distinct_signers or facts.principal_key):
        yield Refusal(
            "review.same_person",
            _("You have signed this sheet already. Nobody signs two tiers."),
        )
    if facts.user_key in facts.represented_keys:
        yield Refusal(
            "review.signed_for_you",
            _("Somebody has signed this sheet in your name already. Nobody signs two tiers."),
        )
    yield from _principal_refusals(facts)


def _principal_refusals(facts: SigningFacts) -> Iterator[Refusal]:
    """The separation holds for the one who is represented as for the one who signs, whatever the profile allows."""
    if not facts.principal_key:
        return
    name = {"name": facts.principal_name}
    if facts.principal_key in facts.contributor_keys:
        sentence = _("%(name)s worked on this content, so nobody reviews it in their place.")
        yield Refusal("review.principal_contributor", sentence % name)
    if facts.principal_key in facts.signed_keys or facts.principal_key in facts.represented_keys:
        sentence = _("%(name)s has signed this sheet already, in person or through somebody else.")
        yield Refusal("review.principal_signed", sentence % name)


def _post_refusals(facts: SigningFacts) -> Iterator[Refusal]:
    required = facts.tier.required_posts
    if not required:
        return
    missing = [
        post
        for post in facts.tier.posts
        if post.code in required and post.code not in facts.signed_posts
    ]
    if facts.post not in {post.code for post in missing}:
        yield Refusal(
            "review.post",
            _("This tier still waits for: %(posts)s. You do not sign in such a post.")
            % {"posts": ", ".join(post.wording for post in missing)},
        )


def for_signing(
    facts: SigningFacts, *, checklist: Collection[str], escalation: Collection[str] = ()
) -> list[Refusal]:
    """Why this signature may not be made. ``checklist`` holds the codes of the items that were ticked."""
    refusals = for_deciding(facts)
    if not facts.content_unchanged:
        refusals.append(
            Refusal(
                "review.changed",
                _(
                    "The content changed after it was submitted. "
                    "It has to be submitted again and signed from the first tier on."
                ),
            )
        )
    if facts.unread:
        refusals.append(
            Refusal(
                "review.unread",
                _("Open what you sign first. Not opened yet: %(parts)s.")
                % {"parts": ", ".join(facts.unread)},
            )
        )
    if any(item.code not in checklist for item in facts.tier.checklist):
        refusals.append(
            Refusal("review.checklist", _("Confirm every item of the checklist."), "checklist")
        )
    if escalation and not facts.tier.may_escalate:
        refusals.append(
            Refusal(
                "review.may_not_escalate",
                _("“%(tier)s” cannot send items to the principal.") % {"tier": facts.tier.label},
                "escalation",
            )
        )
    return refusals


def for_returning(facts: SigningFacts, *, reason: str) -> list[Refusal]:
    """Why this sheet may not be returned to its undertaker."""
    refusals = for_deciding(facts)
    if not reason.strip():
        refusals.append(Refusal("review.reason", _("Say why you return it."), "comment"))
    return refusals


def for_asking(under_way: Any, *, title: str) -> list[Refusal]:
    """Why nobody can ask for a removal now. ``under_way``: the review that the page is in, None when it is in none."""
    if under_way is None:
        return []
    return [
        Refusal(
            "review.under_way",
            _(
                "“%(title)s” is in review already. Wait until that is decided, or take it back first; "
                "the draft is kept."
            )
            % {"title": title},
        )
    ]


def for_handing_back(*, evidence: str) -> list[Refusal]:
    """Why the review of the site may not be ended: nobody has said where its evidence is kept."""
    if evidence.strip():
        return []
    sentence = _("Say where the evidence is kept from now on: it has to outlive this package.")
    return [Refusal("review.evidence", sentence, "evidence")]


def is_hasty(read_seconds: int | None, attachments: int, thresholds: InspectionThresholds) -> bool:
    """Was it signed sooner after the first opening than the profile takes for reading? It is noted, never refused.

    ``read_seconds``: ``None`` where it is not known. ``attachments``: how many were opened.
    """
    enough = thresholds.hasty_seconds + thresholds.hasty_seconds_each * attachments
    return read_seconds is not None and read_seconds < enough
