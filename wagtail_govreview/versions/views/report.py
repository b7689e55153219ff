"""All changes of the configuration: who may do what, by which way, from which sources."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.versions.filters import ReportFilterSet
from wagtail_govreview.versions.kinds import reported_kinds
from wagtail_govreview.versions.streams import Chosen, Merged, Stream
from wagtail_govreview.versions.views.listing import VersionsView


def streams_for(user: Any) -> list[tuple[str, Stream]]:
    """Every stream that ``user`` may read, with the code of its kind."""
    return [
        (kind.code, stream)
        for kind in reported_kinds()
        if kind.in_report is not None
        for stream in kind.in_report(user)
    ]


class _OfKinds(Merged):
    """Merged streams that can be cut down to the streams of one kind."""

    codes: tuple[str, ...] = ()

    def chosen(self, choice: Chosen) -> Merged:
        pairs = zip(self.codes, self.streams, strict=True)
        kept = tuple(stream for code, stream in pairs if choice.subject in ("", code))
        return Merged(kept, choice)


class ConfigurationChangesView(VersionsView):
    """For whoever manages or inspects units or sources; each sees the changes of what they may see."""

    page_title = _("Changes of the configuration")
    filterset_class = ReportFilterSet
    index_url_name = "wagtail_govreview:configuration_changes"
    index_results_url_name = "wagtail_govreview:configuration_changes_results"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not self.readable:
            raise PermissionDenied

    @cached_property
    def readable(self) -> list[tuple[str, Stream]]:
        return streams_for(self.request.user)

    @cached_property
    def merged(self) -> Merged:
        merged = _OfKinds(tuple(stream for _code, stream in self.readable))
        object.__setattr__(merged, "codes", tuple(code for code, _stream in self.readable))
        return merged

    def get_filename(self) -> str:
        return "configuration-changes"
