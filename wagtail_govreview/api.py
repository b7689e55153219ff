"""What a headless site shows of a page's review: its source, and its disclosure attribute.

A page type names them in its ``api_fields``, for Wagtail's API v2 and v3::

    api_fields = [APIField("body"), *GOVREVIEW_FIELDS]

Nothing here imports a model, so a ``models.py`` may import it. What a page shows is what was published with it,
of a draft what the draft says; the rest of the review sheet is nobody's business outside.
"""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from wagtail.api import APIField


class DisclosureField(serializers.Field):
    """The disclosure attribute (公开属性) of a page: ``{"code": "active", "label": "主动公开"}``, or ``None``."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"source": "*", "read_only": True, **kwargs})

    def to_representation(self, page: Any) -> dict[str, str] | None:
        from wagtail_govreview.review.drafts import sheet_draft_of
        from wagtail_govreview.rulebook import get_profile

        draft = sheet_draft_of(page)
        if draft is None or not draft.attribute:
            return None
        known = {item.code: str(item.label) for item in get_profile().attributes}
        return {"code": draft.attribute, "label": known.get(draft.attribute, draft.attribute)}


GOVREVIEW_FIELDS = [
    APIField("govreview_attributions"),
    APIField("govreview_disclosure", serializer=DisclosureField()),
]
