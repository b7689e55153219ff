"""The exceptions that an inspection looks for, as one enumerated list.

A *fault* breaks the rule itself. A *notice* is something to look at: it rests on a number that the rule does not give
(tier deadlines, thresholds of the profile), or it is a thing that the rule allows and an inspector wants to see. Faults
decide whether an item passes; notices never do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.rulebook.terms import StrOrPromise


@dataclass(frozen=True)
class Indicator:
    """One exception. ``code`` is stored and stands in addresses, ``meaning`` says exactly when it is counted.

    ``number``: the profile's number that stands in ``meaning`` as ``%(number)d``, where there is one.
    """

    code: str
    label: StrOrPromise
    meaning: StrOrPromise
    is_fault: bool
    number: Callable[[], int] | None = None

    @property
    def explained(self) -> str:
        """The meaning with the profile's number in it."""
        return str(self.meaning) % {"number": self.number()} if self.number else str(self.meaning)


FAULTS = (
    Indicator(
        "no_sheet",
        _("Published without a review sheet"),
        _("The register entry names no review sheet."),
        is_fault=True,
    ),
    Indicator(
        "sheet_incomplete",
        _("Review sheet incomplete"),
        _(
            "The frozen sheet lacks the carrier, the disclosure attribute, a channel, or one of the declarations on secrecy."
        ),
        is_fault=True,
    ),
    Indicator(
        "not_publishable",
        _("Attribute forbids publication"),
        _("By the disclosure attribute on the sheet the item may not go online."),
        is_fault=True,
    ),
    Indicator(
        "label_incomplete",
        _("Source label incomplete"),
        _("A reprint does not state the source website, the link or the time of the reprint."),
        is_fault=True,
    ),
    Indicator(
        "signature_missing",
        _("Signature of a tier missing"),
        _("A tier that had to sign has not signed completely."),
        is_fault=True,
    ),
    Indicator(
        "signed_late",
        _("Signed after publication"),
        _("A signature is younger than the publication."),
        is_fault=True,
    ),
    Indicator(
        "signed_other",
        _("Signature for other content"),
        _("A signature on the sheet is bound to another fingerprint than what was published."),
        is_fault=True,
    ),
    Indicator(
        "same_person",
        _("One person signed several tiers"),
        _("The same person signed more than one tier of the sheet."),
        is_fault=True,
    ),
    Indicator(
        "contributor_signed",
        _("Signed by somebody who wrote it"),
        _(
            "Somebody who worked on the content signed a tier (other than the undertaker in the first one)."
        ),
        is_fault=True,
    ),
    Indicator(
        "emergency_unsettled",
        _("Emergency publication, not signed"),
        _(
            "It was published in an emergency, and the signatures have not followed. It stays public without them."
        ),
        is_fault=True,
    ),
    Indicator(
        "emergency_late",
        _("Emergency publication, settled late"),
        _(
            "It was published in an emergency, and was signed, replaced or taken offline only after the deadline."
        ),
        is_fault=True,
    ),
    Indicator(
        "exempt",
        _("Published by an exempt import"),
        _("A script published it without signatures, by an exemption with a reason."),
        is_fault=True,
    ),
)
NOTICES = (
    Indicator(
        "emergency",
        _("Emergency publication"),
        _("It was public before it was signed, on somebody's order."),
        is_fault=False,
    ),
    Indicator(
        "undertaker_signed",
        _("Undertaker signed the first tier"),
        _("The undertaker signed the first tier as well, which the site has allowed."),
        is_fault=False,
    ),
    Indicator(
        "signed_by_delegation",
        _("Signed by delegation"),
        _("Somebody signed a tier in another's place, under an authorisation that is kept."),
        is_fault=False,
    ),
    Indicator(
        "signed_hastily",
        _("Signed in haste"),
        _(
            "Signed within %(number)d seconds of opening the item, with some more for each attachment. "
            "The numbers are the profile's."
        ),
        is_fault=False,
        number=lambda: get_profile().inspection.hasty_seconds,
    ),
    Indicator(
        "tier_overdue",
        _("Over a tier's deadline"),
        _(
            "A tier took longer than the deadline frozen into the sheet. The rule itself gives no deadline."
        ),
        is_fault=False,
    ),
    Indicator(
        "returned_often",
        _("Returned several times"),
        _("Returned %(number)d times or more before it was signed. The number is the profile's."),
        is_fault=False,
        number=lambda: get_profile().inspection.returns_noted,
    ),
    Indicator(
        "withdrawn_soon",
        _("Taken offline soon"),
        _("Taken offline within %(number)d hours of publication. The number is the profile's."),
        is_fault=False,
        number=lambda: get_profile().inspection.withdrawn_hours,
    ),
    Indicator(
        "escalated",
        _("Went to the principal"),
        _("The item was sent to the principal for approval."),
        is_fault=False,
    ),
)
INDICATORS = {indicator.code: indicator for indicator in (*FAULTS, *NOTICES)}
