"""The records that a page's evidence consists of: sheets, signatures, entries of the register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from wagtail_govreview.keys import is_number, number_of
from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.pages import base_page_model
from wagtail_govreview.publication.emergency.models import EmergencyPublication
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.review.sheets import ReviewSheet, Signature

Keys = Callable[[str], Iterable[str]]
_MORE: list[Keys] = []


def register_subjects(keys: Keys) -> None:
    """Let lines about other records appear in timelines.

    ``keys`` gets a page's key and gives the subjects, as ``ledger.subjects.subject_key`` writes them, of what belongs to
    the page. For the rooms above.
    """
    if keys not in _MORE:
        _MORE.append(keys)


def page_subject(page_key: str) -> str:
    """What the ledger calls the page."""
    return f"{base_page_model()._meta.label_lower}:{page_key}"


def page_with(page_key: str) -> Any:
    """The page; ``None`` when it is gone."""
    pages = base_page_model()._default_manager
    return pages.filter(pk=number_of(page_key)).first()


def title_of(page_key: str, page: Any = None) -> str:
    """The page's title; of a page that is gone, the one that its newest evidence kept; ``""`` of no page ever."""
    page = page or page_with(page_key)
    if page is not None:
        return str(page.get_admin_display_title())
    for model in (RegisterEntry, ReviewSheet):
        kept = model.objects.filter(page_key=page_key).order_by("-pk")
        title = kept.values_list("title", flat=True).first()
        if title:
            return str(title)
    lines = LedgerLine.objects.filter(subject=page_subject(page_key)).order_by("-at")
    return str(lines.values_list("summary", flat=True).first() or "")


def subjects_of(page_key: str) -> list[str]:
    """Everything that a line of this page's may be about. Three queries, and those of the rooms above."""
    of_sheet = {"sheet__page_key": page_key}
    found = [page_subject(page_key)]
    found += _keys(ReviewSheet, page_key=page_key)
    found += _keys(Signature, **of_sheet)
    found += _keys(RegisterEntry, page_key=page_key)
    return found + [key for keys in _MORE for key in keys(page_key)]


def emergency_subjects(page_key: str) -> list[str]:
    """The records of what was published of this page in an emergency."""
    return _keys(EmergencyPublication, page_key=page_key)


def label_of(model: type[models.Model]) -> str:
    return model._meta.label_lower


def _keys(model: Any, **chosen: str) -> list[str]:
    keys = model.objects.filter(**chosen).order_by().values_list("pk", flat=True)
    return [f"{label_of(model)}:{key}" for key in keys]


@dataclass
class Records:
    """The records behind some ledger lines, read in three queries. What is gone is not in it."""

    sheets: dict[Any, ReviewSheet] = field(default_factory=dict)
    signatures: dict[Any, Signature] = field(default_factory=dict)
    entries: dict[Any, RegisterEntry] = field(default_factory=dict)

    @classmethod
    def behind(cls, lines: Sequence[LedgerLine]) -> Records:
        return cls.with_keys(
            sheets=_keys_in(lines, ReviewSheet),
            signatures=_keys_in(lines, Signature),
            entries=_keys_in(lines, RegisterEntry),
        )

    @classmethod
    def with_keys(
        cls, sheets: Iterable[Any] = (), signatures: Iterable[Any] = (), entries: Iterable[Any] = ()
    ) -> Records:
        large = ("answers", "tiers", "contributors")
        of_sheet = [f"sheet__{name}" for name in large]
        return cls(
            ReviewSheet.objects.defer(*large).in_bulk(list(sheets)),
            Signature.objects.select_related("sheet").defer(*of_sheet).in_bulk(list(signatures)),
            RegisterEntry.objects.defer("snapshot").in_bulk(list(entries)),
        )


def _keys_in(lines: Iterable[LedgerLine], model: Any) -> list[int]:
    parts = (line.subject.rpartition(":") for line in lines)
    return [int(key) for label, _colon, key in parts if label == label_of(model) and is_number(key)]
