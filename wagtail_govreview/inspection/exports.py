"""Spreadsheets of the report: exactly the rows that the filter shows, in words, safe to open."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail_govreview.inspection.details import (
    complete_words,
    exceptions_of,
    fact_of,
    signers_of,
)
from wagtail_govreview.publication.labels import attribute_label, class_label
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.spreadsheets import StreamedReport, local_time


class InspectionExport(StreamedReport):
    """Mixed into the report before Wagtail's own export."""

    list_export = [
        "number",
        "kind",
        "state",
        "unit",
        "title",
        "url",
        "information_class",
        "attribute",
        "source",
        "source_link",
        "reprinted_at",
        "label_complete",
        "sheet_number",
        "sheet_complete",
        "undertaker",
        "submitted_at",
        "signers",
        "happened_at",
        "hours",
        "returns",
        "faults",
        "notices",
        "reason",
    ]
    export_headings = {
        "reprinted_at": _("time of reprint"),
        "label_complete": _("source label"),
        "sheet_complete": _("review sheet"),
        "signers": _("signed by tier"),
        "hours": _("hours from submission to publication"),
        "returns": _("times returned"),
        "faults": _("faults"),
        "notices": _("to look at"),
    }

    def get_filename(self) -> str:
        return "inspection"

    def to_row_dict(self, item: RegisterEntry) -> OrderedDict[str, Any]:
        return OrderedDict((name, _cell(item, name)) for name in self.list_export)


def _cell(entry: RegisterEntry, name: str) -> Any:
    value = CELLS[name](entry) if name in CELLS else getattr(entry, name)
    return "" if value is None else value


def _of_fact(name: str) -> Callable[[RegisterEntry], Any]:
    return lambda entry: getattr(fact_of(entry), name, None)


def _complete(name: str) -> Callable[[RegisterEntry], Any]:
    def words(entry: RegisterEntry) -> Any:
        fact = fact_of(entry)
        return complete_words(getattr(fact, name)) if fact else None

    return words


def _hours(entry: RegisterEntry) -> float | None:
    fact = fact_of(entry)
    if fact is None or fact.review_minutes is None:
        return None
    return round(fact.review_minutes / 60, 1)


def _signers(entry: RegisterEntry) -> str:
    texts = []
    for item in signers_of(entry):
        moment = local_time(item.at).isoformat(" ", "minutes") if item.at else ""
        texts.append(" ".join(part for part in (item.tier, item.name, item.title, moment) if part))
    return "; ".join(texts)


def _exceptions(*, faults: bool) -> Callable[[RegisterEntry], str]:
    return lambda entry: "; ".join(
        str(item) for item in exceptions_of(entry) if item.is_fault is faults
    )


CELLS: dict[str, Callable[[RegisterEntry], Any]] = {
    "kind": lambda entry: entry.get_kind_display(),
    "state": lambda entry: entry.get_state_display(),
    "unit": lambda entry: entry.unit.name,
    "information_class": class_label,
    "attribute": attribute_label,
    "reprinted_at": _of_fact("reprinted_at"),
    "label_complete": _complete("label_complete"),
    "sheet_complete": _complete("sheet_complete"),
    "signers": _signers,
    "hours": _hours,
    "returns": _of_fact("returns"),
    "faults": _exceptions(faults=True),
    "notices": _exceptions(faults=False),
}
