"""The review's part of the tab in every page editor: the strip of the way, and the editor's half of the sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.forms import Media
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from wagtail.admin import compare
from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel
from wagtail.admin.staticfiles import versioned_static

from wagtail_govreview.content.formsets import SingleChildFormSet
from wagtail_govreview.content.panels import SingleChildPanel
from wagtail_govreview.content.parents import INHERITED
from wagtail_govreview.review.draft_form import SheetDraftForm, SheetDraftFormSet
from wagtail_govreview.review.drafts import sheet_draft_of
from wagtail_govreview.review.flow import Flow, flow_of
from wagtail_govreview.review.rules import sheet_draft_refusals
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.rulebook.terms import words

RELATION = "govreview_sheet_drafts"


class FlowPanel(Panel):
    """Where the page is on its way: who signed when, who is asked now, what was returned and why."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_govreview/review/flow_panel.html"

        @cached_property
        def flow(self) -> Flow:
            return flow_of(self.instance)

        @property
        def missing(self) -> list[str]:
            """What kept a submission back, in all parts of the tab."""
            formsets = getattr(self.form, "formsets", {}).values()
            ours = [item for item in formsets if isinstance(item, SingleChildFormSet)]
            return [sentence for formset in ours for sentence in _errors(formset)]

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            return {**context, "flow": self.flow, "missing": self.missing}

        @property
        def media(self) -> Media:
            return Media(css={"all": [versioned_static("wagtail_govreview/review/review.css")]})


def _errors(formset: SingleChildFormSet) -> Iterator[str]:
    if not formset.is_bound:
        return
    yield from formset.non_form_errors()
    for errors in formset.errors:
        for sentences in errors.values():
            yield from sentences


class TermsComparison(compare.FieldComparison):
    """Codes of the rulebook compared in words. Subclasses name the terms."""

    terms = ""

    def htmldiff(self) -> str:
        before, after = self._words(self.val_a), self._words(self.val_b)
        if before == after:
            return escape(after)
        return compare.TextDiff([("deletion", before), ("addition", after)]).to_html()

    def _words(self, value: Any) -> str:
        codes = value if isinstance(value, list) else [value]
        return words(getattr(get_profile(), self.terms), codes)


class TermsPanel(FieldPanel):
    """A field of rulebook codes. ``terms`` is the profile's attribute that lists them."""

    def __init__(self, field_name: str, *, terms: str, **kwargs: Any) -> None:
        super().__init__(field_name, **kwargs)
        self.terms = terms

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "terms": self.terms}

    def get_comparison_class(self) -> type[compare.FieldComparison]:
        return type("TermsComparison", (TermsComparison,), {"terms": self.terms})


class SheetDraftPanel(SingleChildPanel):
    """The editor's half of the sheet. Counts for the tab's heading what a submission would still miss."""

    def __init__(self, relation_name: str = RELATION, panels: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Review sheet"))
        kwargs.setdefault("label", _("Review sheet"))
        kwargs.setdefault("icon", "clipboard-list")
        kwargs.setdefault("attrs", {"data-govreview-sheet-draft": "true"})
        kwargs.update(form=SheetDraftForm, formset=SheetDraftFormSet)
        super().__init__(relation_name, panels or sheet_draft_fields(), **kwargs)

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["inherit_kwargs"] = [INHERITED]
        return options

    def outstanding(self, instance: Any) -> int:
        return len(sheet_draft_refusals(sheet_draft_of(instance)))

    class BoundPanel(SingleChildPanel.BoundPanel):
        @property
        def media(self) -> Media:
            script = versioned_static("wagtail_govreview/review/sheet_draft.js")
            return super().media + Media(js=[script])


def sheet_draft_fields() -> list[Panel]:
    """The fields of the editor's half of the sheet, in the order of the paper form."""
    return [
        TermsPanel("carrier", terms="carriers"),
        TermsPanel("attribute", terms="attributes"),
        FieldPanel("attribute_reason", classname="govreview-reason"),
        TermsPanel("escalation", terms="escalation_reasons"),
        TermsPanel("channels", terms="channels"),
        FieldRowPanel([FieldPanel("column"), FieldPanel("planned_at")]),
        TermsPanel("secrecy", terms="secrecy"),
        FieldPanel("secrecy_basis"),
        FieldPanel("contact"),
        FieldPanel("remarks"),
    ]
