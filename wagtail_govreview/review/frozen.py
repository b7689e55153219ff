"""The tiers as a sheet keeps them: frozen at submission, whatever the rulebook says later."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from wagtail_govreview.rulebook import UnknownTerm, get_profile
from wagtail_govreview.rulebook.types import StrOrPromise, Term, Tier


@dataclass(frozen=True)
class FrozenTerm:
    """A code and the Chinese wording it had on the day of submission."""

    code: str
    wording: str


@dataclass(frozen=True)
class FrozenTier:
    """One tier of one sheet (see :class:`~wagtail_govreview.rulebook.types.Tier` for the fields)."""

    code: str
    wording: str
    subject: str
    checklist: tuple[FrozenTerm, ...]
    posts: tuple[FrozenTerm, ...]
    required_posts: tuple[str, ...]
    escalated_only: bool
    may_escalate: bool
    deadline_hours: int
    signature_label: str

    @classmethod
    def of(cls, tier: Tier) -> FrozenTier:
        return cls(
            code=tier.code,
            wording=tier.wording,
            subject=tier.subject.wording,
            checklist=tuple(FrozenTerm(item.code, item.wording) for item in tier.checklist),
            posts=tuple(FrozenTerm(post.code, post.wording) for post in tier.posts),
            required_posts=tuple(tier.required_posts),
            escalated_only=tier.escalated_only,
            may_escalate=tier.may_escalate,
            deadline_hours=tier.deadline_hours,
            signature_label=tier.signature_label,
        )

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> FrozenTier:
        return cls(
            **{
                **data,
                "checklist": tuple(FrozenTerm(**item) for item in data["checklist"]),
                "posts": tuple(FrozenTerm(**post) for post in data["posts"]),
                "required_posts": tuple(data["required_posts"]),
            }
        )

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def label(self) -> StrOrPromise:
        """The tier's name in the reader's language; the frozen wording where the rulebook changed since."""
        try:
            tier = get_profile().tier(self.code)
        except UnknownTerm:
            return self.wording
        return tier.label if tier.wording == self.wording else self.wording

    def item_label(self, item: FrozenTerm) -> StrOrPromise:
        """A checklist item in the reader's language, by the same rule as :attr:`label`."""
        known: Term | None = _of_removal(item)
        try:
            known = known or get_profile().checklist_item(self.code, item.code)
        except UnknownTerm:
            return item.wording
        return known.label if known.wording == item.wording else item.wording

    def is_complete(self, signed_posts: Collection[str]) -> bool:
        """Have enough people signed, given the posts of those who did (``""`` for a person without post)?"""
        if self.required_posts:
            return set(self.required_posts) <= set(signed_posts)
        return bool(signed_posts)


def _of_removal(frozen: FrozenTerm) -> Term | None:
    """The statement of a removal's checklist, which is the same for every tier; None for one of a tier's own."""
    items = get_profile().withdrawal.checklist
    same = (item for item in items if (item.code, item.wording) == (frozen.code, frozen.wording))
    return next(same, None)


def tiers_to_sign(tiers: Iterable[FrozenTier], *, escalated: bool) -> list[FrozenTier]:
    """The tiers that a sheet has to pass, in order."""
    return [tier for tier in tiers if escalated or not tier.escalated_only]
