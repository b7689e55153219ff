"""The columns of the list: one template each."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn

from wagtail_govreview.inspection.details import exceptions_of, fact_of, signers_of, span_words
from wagtail_govreview.publication.labels import attribute_label, class_label

FOLDER = "wagtail_govreview/inspection/cells"


class EntryColumn(BaseColumn):
    """A cell of one entry. ``name`` names its template."""

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(name, classname=f"govreview-cell-{name}", **options)
        self.cell_template_name = f"{FOLDER}/{name}.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        context["entry"] = instance
        context["fact"] = fact_of(instance)
        context.update(self.facts(instance))
        return context

    def facts(self, entry: Any) -> dict[str, Any]:
        """What the template needs besides."""
        return {}


class ClassColumn(EntryColumn):
    def facts(self, entry: Any) -> dict[str, Any]:
        return {"class_label": class_label(entry), "attribute_label": attribute_label(entry)}


class SignersColumn(EntryColumn):
    def facts(self, entry: Any) -> dict[str, Any]:
        return {"signers": signers_of(entry)}


class PublishedColumn(EntryColumn):
    def facts(self, entry: Any) -> dict[str, Any]:
        fact = fact_of(entry)
        return {"span": span_words(fact.review_minutes) if fact else ""}


class ExceptionsColumn(EntryColumn):
    def facts(self, entry: Any) -> dict[str, Any]:
        return {"exceptions": exceptions_of(entry)}


COLUMNS = [
    EntryColumn("item", label=_("Number and title"), sort_key="title"),
    ClassColumn("source", label=_("Class and source"), sort_key="information_class"),
    EntryColumn("complete", label=_("Label and sheet")),
    SignersColumn("signers", label=_("Signed by tier")),
    PublishedColumn("published", label=_("Time of publication"), sort_key="happened_at"),
    ExceptionsColumn("exceptions", label=_("Exceptions"), sort_key="inspection_fact__faults"),
]
# Sorted by from a figure, not by a column's heading.
LONGEST_FIRST = "-inspection_fact__review_minutes"
