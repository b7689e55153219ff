"""All models of the package, for Django: each room keeps its own in ``<room>/models.py``."""

from wagtail_govreview.archive.models import FilingPackage
from wagtail_govreview.content.models import (
    SignedAttachment,
    SignedContent,
    SignedFile,
)
from wagtail_govreview.inspection.models import FactException, InspectionFact
from wagtail_govreview.ledger.models import Chain, LedgerLine
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review.models import (
    ReviewSheet,
    SheetDraft,
    Signature,
    TierTask,
    TierTaskState,
)
from wagtail_govreview.sources.models import (
    AuthorisedHost,
    AuthorisedSource,
    SourceAttribution,
)
from wagtail_govreview.units.models import SerialCounter, Signer, Unit, UnitGroup

__all__ = [
    "AuthorisedHost",
    "AuthorisedSource",
    "Chain",
    "FilingPackage",
    "FactException",
    "InspectionFact",
    "LedgerLine",
    "RegisterEntry",
    "ReviewSheet",
    "SerialCounter",
    "SheetDraft",
    "Signature",
    "SignedAttachment",
    "SignedContent",
    "SignedFile",
    "Signer",
    "SourceAttribution",
    "TierTask",
    "TierTaskState",
    "Unit",
    "UnitGroup",
]
