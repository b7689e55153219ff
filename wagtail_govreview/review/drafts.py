"""The editor's half of the sheet on a page."""

from __future__ import annotations

from typing import Any

from wagtail_govreview.review.sheet_draft import SheetDraft


def sheet_draft_of(page: Any) -> SheetDraft | None:
    """The sheet draft inside ``page`` (live, draft or ``revision.as_object()``), if there is one."""
    drafts = list(page.govreview_sheet_drafts.all())
    return drafts[0] if drafts else None
