"""The history of one record."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import View
from wagtail.admin.widgets.button import HeaderButton

from wagtail_govreview.versions.kinds import RecordKind, kind_of
from wagtail_govreview.versions.streams import Merged
from wagtail_govreview.versions.views.listing import VersionsView


class OfRecord:
    """Mixed into views about one record: its kind, its key, and that the reader may read its history."""

    kind: RecordKind
    key: str
    title: str
    request: Any

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        kind = kind_of(kwargs["kind"])
        if kind is None:
            raise Http404
        self.kind, self.key = kind, kwargs["key"]
        if not kind.may_read(request.user, self.key):
            raise PermissionDenied
        self.title = kind.title(self.key)
        if not self.title:
            raise Http404
        super().setup(request, *args, **kwargs)  # type: ignore[misc]

    @property
    def history_url(self) -> str:
        return reverse("wagtail_govreview:record_history", args=[self.kind.code, self.key])

    @property
    def trail(self) -> list[dict[str, Any]]:
        """The breadcrumbs down to the record."""
        back = self.kind.back(self.request.user, self.key)
        first = {"url": reverse("wagtailadmin_home"), "label": gettext("Home")}
        record = {"url": back, "label": f"{self.kind.label}: {self.title}"}
        return [first, record] if back else [first]


class RecordHistoryView(OfRecord, VersionsView):
    """Every version of one record and of what belongs to it."""

    page_title = gettext_lazy("Change history")

    def get_page_subtitle(self) -> str:
        return self.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.trail, {"url": "", "label": self.get_page_title(), "sublabel": self.title}]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        url = reverse("wagtail_govreview:record_comparison", args=[self.kind.code, self.key])
        return [HeaderButton(gettext("Compare versions"), url=url, icon_name="resubmit")]

    def get_index_url(self) -> str:
        return self.history_url

    def get_index_results_url(self) -> str:
        return reverse("wagtail_govreview:record_history_results", args=[self.kind.code, self.key])

    @cached_property
    def merged(self) -> Merged:
        return Merged(tuple(self.kind.streams(self.key)))

    def get_filename(self) -> str:
        return f"history-{self.kind.code}-{self.key}"


class HistoryOf(View):
    """In place of modeladmin's own history, which knows only who pressed the button: on to the record's history."""

    model_admin: Any = None
    instance_pk = ""
    code = ""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("wagtail_govreview:record_history", self.code, self.instance_pk)
