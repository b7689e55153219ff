"""Remember the texts of what is public, for the check for doubles. No evidence: no line in the ledger."""

from __future__ import annotations

from typing import Any

from wagtail_govreview.content.specifics import as_specific
from wagtail_govreview.screening.checks.items.live_texts import LiveText, text_digest


def note_live_text(page: Any) -> None:
    """Remember the text of a page as it is public now; forget that of one that is not, or whose text is short."""
    specific = as_specific(page)
    digest = text_digest(specific) if specific.live and specific.alias_of_id is None else ""
    key = str(specific.pk)
    if digest:
        LiveText.objects.update_or_create(page_key=key, defaults={"digest": digest})
    else:
        LiveText.objects.filter(page_key=key).delete()
