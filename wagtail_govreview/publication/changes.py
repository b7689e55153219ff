"""The versions of what a page says about its source and for its review sheet, as they were published."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from wagtail_govreview.keys import number_of
from wagtail_govreview.publication.timeline.page import Timeline
from wagtail_govreview.publication.timeline.records import title_of
from wagtail_govreview.publication.views.timeline import timeline_url
from wagtail_govreview.review.sheet_draft import SheetDraft
from wagtail_govreview.sources.models import SourceAttribution
from wagtail_govreview.versions.kept import KeptStream
from wagtail_govreview.versions.kinds import RecordKind, register_kind
from wagtail_govreview.versions.streams import Stream

PAGE = "page"


def register() -> None:
    """Called once, when the site starts."""
    register_kind(
        RecordKind(
            PAGE,
            _("Timeline"),
            "doc-empty-inverse",
            may_read=lambda user, key: Timeline(key, user).may_read_sheet,
            title=title_of,
            streams=_of_page,
            back=lambda user, key: timeline_url(key),
        )
    )


def _of_page(key: str) -> Sequence[Stream]:
    return [
        KeptStream(
            model.history.filter(page_id=number_of(key)),
            record_of=lambda record: (PAGE, key),
            reader=lambda record, names: record.readable(),
            name=lambda record: str(record._meta.verbose_name),
        )
        for model in (SourceAttribution, SheetDraft)
    ]
