"""The words of a publication rule, as small frozen values.

Every word has three faces:

* ``code`` is what the database stores and what code compares (ASCII, stable for ever);
* ``wording`` is the Chinese of the rule or of its form, used on printed documents, never translated;
* ``label`` is the English msgid shown on screens, translated by gettext.

Terms are compared by code and wording only: the label depends on the reader's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from django.utils.functional import Promise

StrOrPromise: TypeAlias = "str | Promise"


@dataclass(frozen=True)
class Term:
    """One word of the rule: code, Chinese wording, translatable label."""

    code: str
    wording: str
    label: StrOrPromise = field(compare=False)

    def __str__(self) -> str:
        return str(self.label)


def words(terms: Iterable[Term], codes: Iterable[str]) -> str:
    """The labels of ``codes`` in the order of ``terms``; a code that is no longer known is shown itself."""
    chosen = [code for code in codes or () if code]
    labels = {term.code: str(term.label) for term in terms if term.code in chosen}
    return ", ".join([*labels.values(), *(code for code in chosen if code not in labels)])


@dataclass(frozen=True)
class InformationSubclass(Term):
    """A tick box under an information class.

    ``on_sample_form``: the sample form prints this box. The rule's text knows eight sub-classes, its sample form and
    flow chart show six; a box that is not on the sample form is printed only when it is the one ticked.
    """

    on_sample_form: bool = field(default=True, kw_only=True)


@dataclass(frozen=True)
class InformationClass(Term):
    """信息分类: where an item comes from.

    * ``is_reprint``: source site, time and link must be stated;
    * ``is_own``: issued by the publishing organ itself, so a document in it bears that organ's own number.
    """

    subclasses: tuple[InformationSubclass, ...] = field(kw_only=True)
    is_reprint: bool = field(default=False, kw_only=True)
    is_own: bool = field(default=False, kw_only=True)


@dataclass(frozen=True)
class ChecklistItem(Term):
    """One statement that a signer of a tier confirms by ticking it."""


@dataclass(frozen=True)
class Post(Term):
    """An office (职务) that the rule entitles to sign in a tier."""


@dataclass(frozen=True)
class EscalationReason(Term):
    """A reason to send an item to the principal (报送本单位主要领导审批)."""


@dataclass(frozen=True)
class DisclosureAttribute(Term):
    """公开属性. ``reason_required``: a reason must be written; ``publishable``: such an item may go online."""

    reason_required: bool = field(kw_only=True)
    publishable: bool = field(kw_only=True)


@dataclass(frozen=True)
class Channel(Term):
    """发布平台: where an item is to appear."""


@dataclass(frozen=True)
class Carrier(Term):
    """载体形式: an official document (公文类) or anything else (非公文类)."""


@dataclass(frozen=True)
class SecrecyDeclaration(Term):
    """What the editor declares an item to be free of. The wording is the whole declaration, ready to be ticked."""


@dataclass(frozen=True)
class SourceScope(Term):
    """What a source on the register of authorised sources may be used for."""


_SPACE = re.compile(r"\s+")
_BETWEEN_ORGANS = re.compile(r"[\s、，,;；/]+")


@dataclass(frozen=True)
class DocumentFamily(Term):
    """Documents that may be reprinted only from certain sources, and how to recognise them.

    * ``scopes_allowed``: codes of the source scopes from which such a document may be reprinted;
    * ``number_patterns``: regular expressions matched at the beginning of a document number (发文字号) whose white
      space was removed;
    * ``issuers``: full and usual short names of the issuing organs, compared as a whole: 国务院办公厅 issues such
      documents, 国务院办公厅秘书局 is another organ.
    """

    scopes_allowed: tuple[str, ...] = field(kw_only=True)
    number_patterns: tuple[str, ...] = field(kw_only=True)
    issuers: tuple[str, ...] = field(kw_only=True)

    @cached_property
    def _number_regex(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern})" for pattern in self.number_patterns) or r"(?!)")

    def owns_number(self, document_number: str) -> bool:
        """Whether this document number belongs to the family."""
        return self._number_regex.match(_SPACE.sub("", document_number)) is not None

    def owns_issuer(self, issuing_organ: str) -> bool:
        """Whether one of the organs named (they may be joined by spaces or punctuation) issues for the family."""
        parts = _BETWEEN_ORGANS.split(issuing_organ.strip())
        return not {"".join(parts), *parts}.isdisjoint(self.issuers)


@dataclass(frozen=True)
class Tier(Term):
    """One level of review: 一审, 二审, 三审 or the principal's approval.

    * ``subject``: what this tier looks at;
    * ``posts``: the posts that may sign in it;
    * ``required_posts``: codes of posts that must *each* sign; when empty, one signature of any post is enough;
    * ``checklist``: the statements that every signer of this tier confirms;
    * ``escalated_only``: the tier takes place only when an item was escalated;
    * ``may_escalate``: a signer of this tier may escalate;
    * ``deadline_hours``: clock hours from the moment the tier begins to wait until it is overdue;
    * ``signature_label``: what the printed form says before the signature.
    """

    subject: Term = field(kw_only=True)
    posts: tuple[Post, ...] = field(kw_only=True)
    checklist: tuple[ChecklistItem, ...] = field(kw_only=True)
    deadline_hours: int = field(kw_only=True)
    signature_label: str = field(kw_only=True)
    required_posts: tuple[str, ...] = field(default=(), kw_only=True)
    escalated_only: bool = field(default=False, kw_only=True)
    may_escalate: bool = field(default=False, kw_only=True)

    @property
    def signatures_needed(self) -> int:
        """How many signatures make this tier complete."""
        return len(self.required_posts) or 1

    def missing_posts(
        self, signed_posts: tuple[str, ...] | list[str] | set[str]
    ) -> tuple[Post, ...]:
        """The posts whose signature is still awaited, given the post codes that have signed.

        Empty means: complete. Without ``required_posts`` every post is awaited until anybody has signed.
        """
        if not self.required_posts:
            return () if signed_posts else self.posts
        return tuple(
            post
            for post in self.posts
            if post.code in self.required_posts and post.code not in signed_posts
        )
