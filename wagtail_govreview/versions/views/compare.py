"""Any two versions of a record side by side, field by field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.forms import Media
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_govreview.diffs import marked, whole_text
from wagtail_govreview.versions.streams import Merged
from wagtail_govreview.versions.version import Version
from wagtail_govreview.versions.views.listing import CSS
from wagtail_govreview.versions.views.record import OfRecord

# One click saves a record and its parts moments apart: that is one version.
ONE_ACT = timedelta(seconds=1)
BEGINNING = "0"
OFFERED = 200


@dataclass(frozen=True)
class Field:
    label: str
    html: SafeString
    changed: bool


class CompareVersionsView(OfRecord, WagtailAdminTemplateMixin, TemplateView):
    """``?to=`` and ``?from=`` name versions by their tokens; without ``from``, the state before ``to``."""

    page_title = gettext_lazy("Compare versions")
    header_icon = "history"
    template_name = "wagtail_govreview/versions/compare.html"
    _show_breadcrumbs = True

    def get_page_subtitle(self) -> str:
        return self.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.trail,
            {"url": self.history_url, "label": gettext("Change history")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.title},
        ]

    @cached_property
    def streams(self) -> list[Any]:
        return [each for each in self.kind.streams(self.key) if hasattr(each, "state")]

    @cached_property
    def versions(self) -> list[Version]:
        """Those that can be chosen, the newest first."""
        merged = Merged(tuple(self.streams))
        return [version for version in merged[:OFFERED] if version.comparable]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = self.request.GET.get("to") or (self.versions[0].token if self.versions else "")
        to = self._moment(chosen) + ONE_ACT
        token = self.request.GET.get("from", "")
        since = self._since(token, to)
        fields = list(compare_states(self._state(since), self._state(to)))
        return super().get_context_data(
            versions=self.versions,
            chosen_to=chosen,
            chosen_from=token or BEGINNING,
            beginning=BEGINNING,
            explicit=bool(token),
            changed=[field for field in fields if field.changed],
            same=[field for field in fields if not field.changed],
            history_url=self.history_url,
            compare_url=reverse(
                "wagtail_govreview:record_comparison", args=[self.kind.code, self.key]
            ),
            media=Media(css={"all": [versioned_static(CSS)]}),
            **kwargs,
        )

    def _since(self, token: str, to: datetime) -> datetime | None:
        if token == BEGINNING:
            return None
        if token:
            return self._moment(token) + ONE_ACT
        return to - 2 * ONE_ACT

    def _state(self, at: datetime | None) -> dict[str, list[str]]:
        state: dict[str, list[str]] = {}
        for stream in self.streams if at is not None else []:
            state.update(stream.state(at))
        return state

    def _moment(self, token: str) -> datetime:
        code, _dash, key = token.rpartition("-")
        for stream in self.streams:
            moment = stream.moment_of(key) if stream.code == code else None
            if moment is not None:
                return moment
        raise Http404


def compare_states(old: dict[str, list[str]], new: dict[str, list[str]]) -> Iterable[Field]:
    """Every field of either state that says anything, with its differences marked."""
    for label in [*new, *(label for label in old if label not in new)]:
        before, after = old.get(label, []), new.get(label, [])
        if before or after:
            lines = ((marked(pieces),) for pieces in whole_text(before, after))
            html = format_html_join("", "<p>{}</p>", lines)
            yield Field(label, html or format_html("<p>–</p>"), before != after)
