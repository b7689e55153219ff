"""What the sheet prints, as it was on the day of submission: codes, wording and names together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wagtail_govreview.conf import settings
from wagtail_govreview.content.attachments import ReferencedFile
from wagtail_govreview.content.named import Named
from wagtail_govreview.ledger.people import display_name, key
from wagtail_govreview.review.sheet_draft import SheetDraft
from wagtail_govreview.rulebook import Profile, get_profile
from wagtail_govreview.rulebook.types import Term
from wagtail_govreview.sources.models import SourceAttribution
from wagtail_govreview.units.models import Unit


def answers_for(
    *,
    page: Any,
    unit: Unit,
    attribution: SourceAttribution,
    draft: SheetDraft,
    files: Sequence[ReferencedFile],
    named: Sequence[Named],
    undertaker: Any,
) -> dict[str, Any]:
    """The sheet's fields, JSON-ready. Keys as in the merged form (审查表); dates in ISO 8601 with zone."""
    profile = get_profile()
    answers = {
        "profile": profile.code,
        "sheet_title": settings.sheet_title or profile.sheet_title,
        "unit": {"code": unit.code, "name": unit.name, "site_code": unit.site_code},
        "title": page.title,
        "page_type": str(page.specific_class._meta.verbose_name),
        "undertaker": display_name(undertaker),
        "undertaker_key": key(undertaker),
        "undertaker_label": profile.undertaker_label,
        "carrier": _term(profile.carrier(draft.carrier)),
        "information_class": _term(profile.information_class(attribution.information_class)),
        "classes": _tick_boxes(profile, attribution),
        "source": _source(attribution),
        "attribute": {
            **_term(profile.attribute(draft.attribute)),
            "reason": draft.attribute_reason,
        },
        "escalation": _ticks(profile.escalation_reasons, draft.escalation),
        "channels": _ticks(profile.channels, draft.channels),
        "column": draft.column or page.get_parent().title,
        "planned_at": _iso(draft.planned_at),
        "go_live_at": _iso(page.go_live_at),
        "expire_at": _iso(page.expire_at),
        "secrecy": _ticks(profile.secrecy, draft.secrecy),
        "secrecy_basis": draft.secrecy_basis,
        "contact": draft.contact or unit.contact,
        "remarks": draft.remarks,
        "notes": list(profile.form_notes),
        "attachments": [
            {
                "title": file.title,
                "filename": file.filename,
                "size": file.size,
                "digest": file.digest,
            }
            for file in files
        ],
    }
    if named:
        answers["named"] = [each.to_json() for each in named]
    return answers


def _term(term: Term) -> dict[str, Any]:
    return {"code": term.code, "wording": term.wording}


def _ticks(terms: Iterable[Term], ticked: Iterable[str]) -> list[dict[str, Any]]:
    chosen = set(ticked or ())
    return [{**_term(term), "ticked": term.code in chosen} for term in terms]


def _tick_boxes(profile: Profile, attribution: SourceAttribution) -> list[dict[str, Any]]:
    ticked = set(attribution.subclasses or ())
    return [
        {
            **_term(information_class),
            "ticked": information_class.code == attribution.information_class,
            "subclasses": [
                {
                    **_term(subclass),
                    "on_sample_form": subclass.on_sample_form,
                    "ticked": subclass.code in ticked,
                }
                for subclass in information_class.subclasses
            ],
        }
        for information_class in profile.classes
    ]


def _source(attribution: SourceAttribution) -> dict[str, Any]:
    return {
        "site": attribution.source_site,
        "title": attribution.original_title,
        "organ": attribution.issuing_organ,
        "document_number": attribution.document_number,
        "link": attribution.link,
        "original_date": _iso(attribution.original_date),
        "reprinted_at": _iso(attribution.reprinted_at),
        "authorised_by": attribution.authorised_by,
    }


def _iso(value: Any) -> str | None:
    return value.isoformat() if value else None
