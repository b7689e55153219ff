"""All models of the package, for Django: each room keeps its own in ``<room>/models.py``."""

from wagtail_govreview.archive.models import FilingPackage
from wagtail_govreview.content.models import (
    SignedAttachment,
    SignedContent,
    SignedFile,
)
from wagtail_govreview.inspection.models import FactException, InspectionFact
from wagtail_govreview.ledger.models import Chain, DestroyedRecord, Destruction, LedgerLine
from wagtail_govreview.publication.emergency.models import EmergencyPublication
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review.models import (
    Opening,
    ReviewSheet,
    SentReminder,
    SheetDraft,
    Signature,
    TierTask,
    TierTaskState,
)
from wagtail_govreview.screening.dictionaries.models import (
    Dictionary,
    DictionaryImport,
    DictionaryTerm,
    DictionaryTrial,
    DictionaryVersion,
)
from wagtail_govreview.screening.extraction.extractions import Extraction
from wagtail_govreview.screening.models import (
    LinkState,
    LiveFinding,
    LiveText,
    Ruling,
    Scan,
    ScanPiece,
    Screening,
)
from wagtail_govreview.screening.phrases.models import PhraseBank
from wagtail_govreview.sources.models import (
    AuthorisedHost,
    AuthorisedSource,
    SourceAttribution,
)
from wagtail_govreview.units.delegations import Delegation
from wagtail_govreview.units.models import SerialCounter, Signer, Unit, UnitGroup

__all__ = [
    "AuthorisedHost",
    "AuthorisedSource",
    "Chain",
    "Delegation",
    "Dictionary",
    "DictionaryImport",
    "DictionaryTerm",
    "DictionaryTrial",
    "DictionaryVersion",
    "EmergencyPublication",
    "Extraction",
    "DestroyedRecord",
    "Destruction",
    "FilingPackage",
    "FactException",
    "InspectionFact",
    "LedgerLine",
    "LinkState",
    "LiveFinding",
    "LiveText",
    "Opening",
    "PhraseBank",
    "RegisterEntry",
    "ReviewSheet",
    "Ruling",
    "Scan",
    "ScanPiece",
    "Screening",
    "SentReminder",
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
