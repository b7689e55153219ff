"""The review's part of the tab in every page editor: the strip of the way, and the editor's half of the sheet."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from wagtail.admin import compare
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.admin.staticfiles import versioned_static

from wagtail_govreview.review.flow import Flow, flow_of
from wagtail_govreview.rulebook import get_profile


class FlowPanel(Panel):
    """Where the page is on its way: who signed when, who is asked now, what was returned and why."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_govreview/review/flow_panel.html"

        @cached_property
        def flow(self) -> Flow:
            return flow_of(self.instance)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "flow": self.flow}

        @property
        def media(self) -> Media:
            return Media(css={"all": [versioned_static("wagtail_govreview/review/review.css")]})


class TermsComparison(compare.FieldComparison):
    """Codes of the rulebook compared in words. Subclasses name the terms."""

    terms = ""

    def htmldiff(self) -> str:
        before, after = self._words(self.val_a), self._words(self.val_b)
        if before == after:
            return escape(after)
        return compare.TextDiff([("deletion", before), ("addition", after)]).to_html()

    def _words(self, value: Any) -> str:
        labels = {term.code: str(term.label) for term in getattr(get_profile(), self.terms)}
        codes = value if isinstance(value, list) else [value] if value else []
        return ", ".join(labels.get(code, code) for code in codes)


class TermsPanel(FieldPanel):
    """A field of rulebook codes. ``terms`` is the profile's attribute that lists them."""

    def __init__(self, field_name: str, *, terms: str, **kwargs: Any) -> None:
        super().__init__(field_name, **kwargs)
        self.terms = terms

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "terms": self.terms}

    def get_comparison_class(self) -> type[compare.FieldComparison]:
        return type("TermsComparison", (TermsComparison,), {"terms": self.terms})


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
        MultiFieldPanel(
            [FieldPanel("contact"), FieldPanel("remarks")],
            heading=_("Contact and remarks"),
            classname="collapsed",
        ),
    ]
