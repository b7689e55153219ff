"""The timeline of one page."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any
from urllib.parse import urlencode

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.forms import Media
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import Button

from wagtail_govreview.publication.timeline.events import KINDS, Event
from wagtail_govreview.publication.timeline.page import Timeline, openable
from wagtail_govreview.queries import DayRangeFilter, TamedQuery
from wagtail_govreview.spreadsheets import SafeSpreadsheet
from wagtail_govreview.versions.filters import ChosenFilterSet
from wagtail_govreview.versions.streams import Merged

CSS = "wagtail_govreview/publication/register.css"


def timeline_url(page_key: Any) -> str:
    """Where the timeline of the page with this key is."""
    return reverse("wagtail_govreview:timeline", args=[page_key])


class TimelineFilterSet(ChosenFilterSet):
    kind = django_filters.ChoiceFilter(
        label=_("What to show"),
        choices=KINDS[1:],
        widget=forms.RadioSelect,
        empty_label=KINDS[0][1],
    )
    at = DayRangeFilter(label=_("Day"), widget=DateRangePickerWidget)


class TimelineView(TamedQuery, SafeSpreadsheet, ReportView):
    """For whoever may edit the page, read its sheet or its entry in the register; 403 for others."""

    permission_required = None
    is_searchable = False
    page_title = _("Timeline")
    header_icon = "history"
    results_template_name = "wagtail_govreview/publication/timeline.html"
    filterset_class = TimelineFilterSet
    paginate_by = 40
    list_export = ["at", "what", "who", "words", "number", "ledger_line", "proof"]
    export_headings = {
        "at": _("Time"),
        "what": _("Event"),
        "who": _("By whom"),
        "words": _("Opinion, reason, findings"),
        "number": _("Sheet or register number"),
        "ledger_line": _("Ledger line"),
        "proof": _("Proof"),
    }

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.timeline = Timeline(kwargs["page_key"], request.user)
        if not self.timeline.may_read:
            raise PermissionDenied
        if not self.timeline.title:
            raise Http404

    def get_page_subtitle(self) -> str:
        return self.timeline.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        page = self.timeline.page
        items = [{"url": reverse("wagtailadmin_home"), "label": gettext("Home")}]
        if self.timeline.may_edit:
            url = reverse("wagtailadmin_pages:edit", args=[page.pk])
            items.append({"url": url, "label": self.timeline.title})
        return [
            *items,
            {"url": "", "label": self.get_page_title(), "sublabel": self.timeline.title},
        ]

    def get_index_url(self) -> str:
        return timeline_url(self.timeline.page_key)

    def get_index_results_url(self) -> str:
        return reverse("wagtail_govreview:timeline_results", args=[self.timeline.page_key])

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = super().header_more_buttons
        if not self.timeline.may_read_sheet:
            return buttons
        url = reverse("wagtail_govreview:record_history", args=["page", self.timeline.page_key])
        label = gettext("Versions of source and review sheet")
        return [Button(label, url=url, icon_name="history", priority=10), *buttons]

    def get_queryset(self) -> Merged:
        return self.timeline.events()

    def get_filename(self) -> str:
        return f"timeline-{self.timeline.page_key}"

    def to_row_dict(self, item: Event) -> OrderedDict[str, Any]:
        return OrderedDict((name, item.get(name)) for name in self.list_export)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        context["media"] += Media(css={"all": [versioned_static(CSS)]})
        return {
            **context,
            "kinds": list(self._kinds),
            "page_is_gone": self.timeline.page is None,
            **openable(self.request.user),
        }

    @property
    def _kinds(self) -> Any:
        """The choices above the list: address, label, whether chosen."""
        chosen = self.request.GET.get("kind", "")
        for code, label in KINDS:
            query = f"?{urlencode({'kind': code})}" if code else ""
            yield f"{self.index_url}{query}", label, code == chosen
