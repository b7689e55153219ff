"""A rulebook profile: one region's publication rule as typed, frozen data.

Rooms ask ``rulebook.get_profile()`` and never name a class, tier or post themselves, so that another region is another
profile and not other code. The small terms live in ``terms``; they are re-exported here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from .masks import OFFICIAL, MaskProfile
from .terms import (
    Carrier,
    Channel,
    ChecklistItem,
    DisclosureAttribute,
    DocumentFamily,
    EscalationReason,
    InformationClass,
    InformationSubclass,
    Post,
    SecrecyDeclaration,
    SourceScope,
    StrOrPromise,
    Term,
    Tier,
    words,
)
from .withdrawal import WithdrawalPolicy

__all__ = [
    "Carrier",
    "Channel",
    "ChecklistItem",
    "Deadlines",
    "DisclosureAttribute",
    "DocumentFamily",
    "EscalationReason",
    "InformationClass",
    "InformationSubclass",
    "InspectionThresholds",
    "MaskProfile",
    "Post",
    "Profile",
    "SecrecyDeclaration",
    "SeparationPolicy",
    "SourceScope",
    "StrOrPromise",
    "Term",
    "Tier",
    "UnknownTerm",
    "WithdrawalPolicy",
    "words",
]

AnyTerm = TypeVar("AnyTerm", bound=Term)


class UnknownTerm(KeyError):
    """A code that the profile does not know. The message names the kind, the code and the profile."""

    def __init__(self, kind: str, code: str, profile: str) -> None:
        super().__init__(code)
        self.kind, self.code, self.profile = kind, code, profile

    def __str__(self) -> str:
        return f"The profile “{self.profile}” has no {self.kind} “{self.code}”."


@dataclass(frozen=True, kw_only=True)
class Deadlines:
    """Time limits other than those of the tiers. "local" means: no rule of national force gives a number.

    * ``review_working_days``: the whole review inside one unit (5 working days in one county's rule; local);
    * ``referral_working_days``: the same where a higher organ or a secrecy department decides (15 in that rule; local);
    * ``publication_working_days``: a document marked for publication must be online within this many working days of
      its making (Government Information Disclosure Regulation, quoted from memory: check before relying on it);
    * ``emergency_signature_hours``: after an emergency publication, the ordinary signatures are due within this many
      clock hours (local);
    * ``reading_hours``: what was published is read again within this many clock hours (24 小时读网制度, the rule itself).
    """

    review_working_days: int = 5
    referral_working_days: int = 15
    publication_working_days: int = 20
    emergency_signature_hours: int = 24
    reading_hours: int = 24


@dataclass(frozen=True, kw_only=True)
class SeparationPolicy:
    """Who may not be the same person.

    * ``undertaker_may_sign_first``: the undertaker (承办人) may also sign the first tier, as the rule's own form allows;
    * ``distinct_signers``: nobody signs two tiers of one sheet.
    """

    undertaker_may_sign_first: bool = False
    distinct_signers: bool = True


@dataclass(frozen=True, kw_only=True)
class InspectionThresholds:
    """From where on an inspection takes notice. No rule gives these numbers; they never decide whether an item passes.

    * ``returns_noted``: an item was returned this many times or more before it was signed;
    * ``withdrawn_hours``: an item was taken offline within this many clock hours of its publication;
    * ``hasty_seconds``, ``hasty_seconds_each``: somebody signed in fewer seconds from the first opening than the former,
      and the latter for each attachment, together.
    """

    returns_noted: int = 2
    withdrawn_hours: int = 72
    hasty_seconds: int = 10
    hasty_seconds_each: int = 3


@dataclass(frozen=True, kw_only=True)
class Profile:
    """One region's rule.

    * ``code``, ``name``, ``issuer``: identity; ``name`` and ``issuer`` are Chinese, as cited;
    * ``sheet_title``: title printed on the review sheet;
    * ``number_pattern``: ``str.format`` pattern of a sheet's number with ``unit`` (code of the organ), ``year`` and
      ``serial``;
    * ``scopes_otherwise``: source scopes allowed for a reprint that belongs to none of ``families``;
    * ``form_notes``: the notes (注) printed below the form, in order;
    * ``withdrawal``: how what is public is taken offline or deleted;
    * ``masks``: how personal information is made unrecognisable;
    * ``undertaker_label``: what the form says before the undertaker's signature;
    * ``delegated_pattern``: ``str.format`` pattern of a signature in another's place with ``principal`` and ``delegate``,
      as documents print it (local: no published rule words it).
    """

    code: str
    name: str
    issuer: str
    sheet_title: str
    number_pattern: str
    classes: tuple[InformationClass, ...]
    tiers: tuple[Tier, ...]
    escalation_reasons: tuple[EscalationReason, ...]
    attributes: tuple[DisclosureAttribute, ...]
    channels: tuple[Channel, ...]
    carriers: tuple[Carrier, ...]
    secrecy: tuple[SecrecyDeclaration, ...]
    scopes: tuple[SourceScope, ...]
    families: tuple[DocumentFamily, ...]
    form_notes: tuple[str, ...]
    scopes_otherwise: tuple[str, ...] = ()
    deadlines: Deadlines = field(default_factory=Deadlines)
    separation: SeparationPolicy = field(default_factory=SeparationPolicy)
    inspection: InspectionThresholds = field(default_factory=InspectionThresholds)
    withdrawal: WithdrawalPolicy = field(default_factory=WithdrawalPolicy)
    masks: MaskProfile = OFFICIAL
    undertaker_label: str = "承办人签字"
    delegated_pattern: str = "{principal}（{delegate} 代）"

    # -- look-ups by code; each raises UnknownTerm ------------------------------------------------------------------

    def tier(self, code: str) -> Tier:
        return self._find("tier", self.tiers, code)

    def information_class(self, code: str) -> InformationClass:
        return self._find("information class", self.classes, code)

    def subclass(self, code: str) -> InformationSubclass:
        """Sub-class codes are unique in the whole profile."""
        return self._find("information sub-class", self.subclasses, code)

    def class_of_subclass(self, code: str) -> InformationClass:
        """The class under which a sub-class stands."""
        subclass = self.subclass(code)
        return next(item for item in self.classes if subclass in item.subclasses)

    def attribute(self, code: str) -> DisclosureAttribute:
        return self._find("disclosure attribute", self.attributes, code)

    def escalation_reason(self, code: str) -> EscalationReason:
        return self._find("escalation reason", self.escalation_reasons, code)

    def channel(self, code: str) -> Channel:
        return self._find("channel", self.channels, code)

    def carrier(self, code: str) -> Carrier:
        return self._find("carrier", self.carriers, code)

    def secrecy_declaration(self, code: str) -> SecrecyDeclaration:
        return self._find("secrecy declaration", self.secrecy, code)

    def scope(self, code: str) -> SourceScope:
        return self._find("source scope", self.scopes, code)

    def post(self, tier_code: str, code: str) -> Post:
        """A post of one tier; the same post may sign in several tiers."""
        return self._find(f"post in tier {tier_code}", self.tier(tier_code).posts, code)

    def checklist_item(self, tier_code: str, code: str) -> ChecklistItem:
        """A statement of one tier's checklist."""
        return self._find(
            f"checklist item in tier {tier_code}", self.tier(tier_code).checklist, code
        )

    # -- the order of the tiers -------------------------------------------------------------------------------------

    @property
    def subclasses(self) -> tuple[InformationSubclass, ...]:
        """All sub-classes in the order of their classes."""
        return tuple(subclass for item in self.classes for subclass in item.subclasses)

    def tiers_for(self, *, escalated: bool) -> tuple[Tier, ...]:
        """The tiers that an item passes, in order."""
        return tuple(tier for tier in self.tiers if escalated or not tier.escalated_only)

    def next_tiers(self, code: str, *, escalated: bool) -> tuple[Tier, ...]:
        """The tiers that still follow after the tier ``code``."""
        position = self.tiers.index(self.tier(code))
        following = self.tiers[position + 1 :]
        return tuple(tier for tier in following if escalated or not tier.escalated_only)

    def next_tier(self, code: str, *, escalated: bool) -> Tier | None:
        """The tier that follows ``code``, or None when ``code`` is the last."""
        return next(iter(self.next_tiers(code, escalated=escalated)), None)

    # -- numbers and families ---------------------------------------------------------------------------------------

    def sheet_number(self, *, unit: str, year: int, serial: int) -> str:
        """The printed number of a sheet."""
        return self.number_pattern.format(unit=unit, year=year, serial=serial)

    def signed_for(self, *, principal: str, delegate: str) -> str:
        """The printed names of a signature that ``delegate`` made in the place of ``principal``."""
        return self.delegated_pattern.format(principal=principal, delegate=delegate)

    def family_of(
        self, *, document_number: str = "", issuing_organ: str = ""
    ) -> DocumentFamily | None:
        """The first family that owns the number or the issuing organ; None for all other documents.

        Families are listed strictest first, so a document of several organs falls under the strictest.
        """
        return next(
            (
                family
                for family in self.families
                if family.owns_number(document_number) or family.owns_issuer(issuing_organ)
            ),
            None,
        )

    def allowed_scopes(
        self, *, document_number: str = "", issuing_organ: str = ""
    ) -> tuple[str, ...]:
        """Codes of the source scopes from which such a document may be reprinted."""
        family = self.family_of(document_number=document_number, issuing_organ=issuing_organ)
        return family.scopes_allowed if family else self.scopes_otherwise

    def validate(self) -> list[str]:
        """What is wrong with this profile, as English sentences for its author. Empty means: usable."""
        from .validation import problems_of

        return problems_of(self)

    def _find(self, kind: str, terms: Iterable[AnyTerm], code: str) -> AnyTerm:
        for term in terms:
            if term.code == code:
                return term
        raise UnknownTerm(kind, code, self.code)
