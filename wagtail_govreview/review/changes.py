"""The versions of a review sheet, in words: what was frozen at submission, and where it stood since."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_govreview.keys import number_of
from wagtail_govreview.review.access import sheets_read_by
from wagtail_govreview.review.findings import said
from wagtail_govreview.review.frozen import FrozenTier
from wagtail_govreview.review.labels import attribute_label, class_label, tier_label
from wagtail_govreview.review.sheet_draft import SheetDraft
from wagtail_govreview.review.sheets import ReviewSheet
from wagtail_govreview.sources.models import SourceAttribution
from wagtail_govreview.versions.kept import KeptStream
from wagtail_govreview.versions.kinds import RecordKind, register_kind
from wagtail_govreview.versions.streams import Stream
from wagtail_govreview.versions.values import readable_value
from wagtail_govreview.versions.words import Names, Pairs, read_fields

SHEET = "sheet"
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(rf"{DAY.pattern}T")
# Said by other fields, or of use to programs only.
HIDDEN = (
    "answers",
    "tiers",
    "findings",
    "page",
    "page_key",
    "content",
    "revision",
    "workflow_state",
    "contributors",
)
SOURCE_FIELDS = {
    "site": "source_site",
    "title": "original_title",
    "organ": "issuing_organ",
    "document_number": "document_number",
    "link": "link",
    "original_date": "original_date",
    "reprinted_at": "reprinted_at",
    "authorised_by": "authorised_by",
}
DRAFT_TEXTS = ("column", "planned_at", "secrecy_basis", "contact", "remarks")
DRAFT_TICKS = ("escalation", "channels", "secrecy")


def register() -> None:
    """Called once, when the site starts."""
    register_kind(
        RecordKind(
            SHEET,
            gettext_lazy("Review sheets"),
            "clipboard-list",
            may_read=lambda user, key: _sheet(sheets_read_by(user), key).exists(),
            title=lambda key: str(_sheet(ReviewSheet.objects.all(), key).first() or ""),
            streams=_of_sheet,
            back=lambda user, key: reverse("govreview_sheets:inspect", args=[key]),
        )
    )


def read_sheet(sheet: ReviewSheet, names: Names) -> Pairs:
    """All that a sheet says, the frozen half included, with the wording that was frozen."""
    words = {
        "information_class": lambda code: class_label(sheet),
        "attribute": lambda code: attribute_label(sheet),
        "tier": lambda code: tier_label(sheet),
    }
    yield from read_fields(sheet, names, words, HIDDEN)
    yield from read_answers(sheet.answers or {})
    yield _label(ReviewSheet, "tiers"), "\n".join(_tier(tier) for tier in sheet.tiers or ())
    yield (
        _label(ReviewSheet, "findings"),
        "\n".join(finding.line for finding in said(sheet.findings)),
    )


def read_answers(answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The editor's answers as they were frozen, with the labels of the form that asked for them."""
    yield _label(SheetDraft, "carrier"), _wording(answers.get("carrier"))
    yield _label(SourceAttribution, "subclasses"), "\n".join(_subclasses(answers))
    source = answers.get("source") or {}
    for name, field in SOURCE_FIELDS.items():
        yield _label(SourceAttribution, field), _text(source.get(name))
    reason = (answers.get("attribute") or {}).get("reason", "")
    yield _label(SheetDraft, "attribute_reason"), str(reason)
    for name in DRAFT_TICKS:
        yield _label(SheetDraft, name), "\n".join(_ticked(answers.get(name) or ()))
    for name in DRAFT_TEXTS:
        yield _label(SheetDraft, name), _text(answers.get(name))
    files = (f"{file['title']} ({file['filename']})" for file in answers.get("attachments") or ())
    yield _("Attachments"), "\n".join(files)


def _of_sheet(key: str) -> Sequence[Stream]:
    records = ReviewSheet.history.filter(id=number_of(key))
    return [KeptStream(records, record_of=lambda sheet: (SHEET, key), reader=read_sheet)]


def _sheet(sheets: QuerySet[ReviewSheet], key: str) -> QuerySet[ReviewSheet]:
    return sheets.filter(pk=number_of(key))


def _text(value: Any) -> str:
    """An answer as people read it; points in time were frozen as ISO 8601."""
    text = str(value or "")
    moment = parse_datetime(text) if MOMENT.match(text) else None
    return readable_value(moment or (parse_date(text) if DAY.fullmatch(text) else text))


def _wording(term: Mapping[str, Any] | None) -> str:
    return str((term or {}).get("wording", ""))


def _ticked(terms: Any) -> list[str]:
    return [_wording(term) for term in terms if term.get("ticked")]


def _subclasses(answers: Mapping[str, Any]) -> list[str]:
    return [word for each in answers.get("classes") or () for word in _ticked(each["subclasses"])]


def _tier(data: Mapping[str, Any]) -> str:
    """One tier as it was frozen: what it looks at, who signs, what they tick."""
    tier = FrozenTier.from_json(data)
    parts = [f"{tier.wording} {tier.subject}", *(item.wording for item in tier.checklist)]
    return " · ".join(part for part in parts if part)


def _label(model: Any, field: str) -> str:
    return capfirst(str(model._meta.get_field(field).verbose_name))
