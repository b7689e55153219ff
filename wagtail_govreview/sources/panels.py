"""The part “Source of the information” of the tab in every page editor."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.admin.staticfiles import versioned_static

from wagtail_govreview.content.panels import SingleChildPanel
from wagtail_govreview.content.parents import INHERITED
from wagtail_govreview.content.text import passages
from wagtail_govreview.moments import local_day
from wagtail_govreview.refusal import Refusal
from wagtail_govreview.sources import rules
from wagtail_govreview.sources.attributions import RELATION, attribution_of
from wagtail_govreview.sources.comparisons import WordsPanel
from wagtail_govreview.sources.forms import SourceAttributionForm
from wagtail_govreview.sources.formsets import SourceFormSet
from wagtail_govreview.units.shown import shown_unit_of

ORDER = 20


class StatusPanel(FieldPanel):
    """A field with a line below it, where the script says what it found out about what was typed."""

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "wagtail_govreview/sources/status_panel.html"


class ForClasses(MultiFieldPanel):
    """Fields that only some classes need. The script hides them for the others; without it they all show.

    ``needed_by``: ``"reprint"`` (reprints, and whatever else has a link) or ``"any"`` (any chosen class).
    """

    def __init__(self, children: Any = (), *, needed_by: str = "reprint", **kwargs: Any) -> None:
        super().__init__(children, **kwargs)
        self.needed_by = needed_by
        self.attrs["data-govreview-needed-by"] = needed_by

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "needed_by": self.needed_by}


class SourcePanel(SingleChildPanel):
    """The source attribution of a page, with its script and style."""

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["inherit_kwargs"] = [INHERITED]
        return options

    def outstanding(self, instance: Any) -> int:
        """How many things the source still lacks, for the number in the tab's heading."""
        found = rules.for_submission(
            attribution_of(instance),
            title=instance.title,
            on=local_day(),
            unit=shown_unit_of(instance),
        )
        return len(found)

    class BoundPanel(SingleChildPanel.BoundPanel):
        template_name = "wagtail_govreview/sources/source_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "advice": self.advice()}

        def advice(self) -> list[Refusal]:
            """What to look at before submitting, by the text as it was last saved."""
            page = self.instance
            return rules.advice(
                attribution_of(page),
                title=page.title,
                on=local_day(),
                text="\n".join(passage.text for passage in passages(page)),
                unit=shown_unit_of(page),
            )

        @property
        def attrs(self) -> dict[str, str]:
            """With the address that the script asks."""
            url = reverse("wagtail_govreview:recognise_source")
            return {**self.panel.attrs, "data-govreview-sources": url}

        @property
        def media(self) -> Media:
            return super().media + Media(
                css={"all": [versioned_static("wagtail_govreview/sources/sources.css")]},
                js=[versioned_static("wagtail_govreview/sources/attribution.js")],
            )


def source_panel() -> Panel:
    """The panel for the tab, new and unbound."""
    return SourcePanel(
        RELATION,
        [
            WordsPanel("information_class", terms="classes"),
            ForClasses([WordsPanel("subclasses", terms="subclasses")], needed_by="any"),
            ForClasses(
                [
                    StatusPanel("link"),
                    FieldRowPanel([FieldPanel("source_site"), FieldPanel("reprinted_at")]),
                    FieldPanel("original_title"),
                ]
            ),
            ForClasses(
                [
                    FieldRowPanel([FieldPanel("issuing_organ"), StatusPanel("document_number")]),
                    FieldPanel("original_date"),
                ],
                needed_by="any",
            ),
            ForClasses([FieldPanel("authorised_by")]),
        ],
        form=SourceAttributionForm,
        formset=SourceFormSet,
        heading=_("Source of the information"),
        icon="link-external",
        classname="govreview-sources",
    )
