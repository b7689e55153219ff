"""A request to take a public page offline or to delete it: what is asked, and how a sheet keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

from wagtail_govreview.content.attachments import ReferencedFile
from wagtail_govreview.ledger.people import display_name, key
from wagtail_govreview.review.frozen import FrozenTerm, FrozenTier
from wagtail_govreview.review.sheets import ReviewSheet, SheetPurpose
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.rulebook.types import Term
from wagtail_govreview.units.models import Unit


@dataclass(frozen=True)
class Removal:
    """What a person asks for.

    ``purpose``: withdrawal or deletion. ``details``: the person's own words. ``replacement``: what takes its place, a
    title or an address. ``at_once``: the page goes offline before the tiers sign. ``register_number``, ``url`` and
    ``published_at`` (ISO 8601) are of the newest publication, ``published`` the sheet on which it was signed; empty
    for what was public before the review began.
    """

    purpose: str
    reason: Term
    details: str = ""
    replacement: str = ""
    at_once: bool = False
    register_number: str = ""
    url: str = ""
    published_at: str = ""
    published: ReviewSheet | None = None


_asked: ContextVar[Removal | None] = ContextVar("govreview_removal", default=None)


@contextmanager
def asking(removal: Removal) -> Iterator[None]:
    """A workflow that starts within this block is about ``removal``, not about the newest draft."""
    token = _asked.set(removal)
    try:
        yield
    finally:
        _asked.reset(token)


def asked() -> Removal | None:
    """What the workflow that is starting now is about; None for the newest draft."""
    return _asked.get()


def removal_tiers() -> list[FrozenTier]:
    """The profile's tiers, each with the checklist of a removal: its own asks whether content is fit to be public."""
    profile = get_profile()
    policy = profile.withdrawal
    checklist = tuple(FrozenTerm(item.code, item.wording) for item in policy.checklist)
    return [
        replace(FrozenTier.of(tier), subject=policy.subject.wording, checklist=checklist)
        for tier in profile.tiers
    ]


def removal_answers(
    removal: Removal, *, page: Any, unit: Unit, files: Sequence[ReferencedFile], undertaker: Any
) -> dict[str, Any]:
    """The sheet's fields, JSON-ready: those of the publication as it was signed, and the request itself."""
    profile = get_profile()
    policy = profile.withdrawal
    deletion = removal.purpose == SheetPurpose.DELETION
    return {
        **(removal.published.answers if removal.published else _unsigned()),
        "profile": profile.code,
        "sheet_title": policy.deletion_title if deletion else policy.sheet_title,
        "unit": {"code": unit.code, "name": unit.name, "site_code": unit.site_code},
        "title": page.title,
        "page_type": str(page.specific_class._meta.verbose_name),
        "undertaker": display_name(undertaker),
        "undertaker_key": key(undertaker),
        "undertaker_label": profile.undertaker_label,
        "contact": unit.contact,
        "remarks": "",
        "secrecy_basis": "",
        "notes": list(policy.form_notes),
        "attachments": [
            {
                "title": file.title,
                "filename": file.filename,
                "size": file.size,
                "digest": file.digest,
            }
            for file in files
        ],
        "removal": {
            "reason": {"code": removal.reason.code, "wording": removal.reason.wording},
            "printed": policy.printed_reason(removal.reason.code, removal.details),
            "details": removal.details.strip(),
            "replacement": removal.replacement.strip(),
            "at_once": removal.at_once,
            "register_number": removal.register_number,
            "url": removal.url,
            "published_at": removal.published_at,
        },
    }


def _unsigned() -> dict[str, Any]:
    """Answers of a page that was public before anybody was asked."""
    nothing = {"code": "", "wording": ""}
    texts = ("site", "title", "organ", "document_number", "link", "authorised_by")
    return {
        "carrier": nothing,
        "information_class": nothing,
        "classes": [],
        "source": {
            **dict.fromkeys(texts, ""),
            "original_date": None,
            "reprinted_at": None,
        },
        "attribute": {**nothing, "reason": ""},
        "escalation": [
            {"code": item.code, "wording": item.wording, "ticked": False}
            for item in get_profile().escalation_reasons
        ],
        "channels": [],
        "column": "",
        "planned_at": None,
        "go_live_at": None,
        "expire_at": None,
        "secrecy": [],
    }


def removal_of(sheet: ReviewSheet) -> dict[str, Any]:
    """What a sheet says of the removal that it is for; empty for a publication."""
    found: dict[str, Any] = sheet.answers.get("removal", {}) if sheet.is_removal else {}
    return found
