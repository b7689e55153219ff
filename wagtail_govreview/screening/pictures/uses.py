"""On which pages under review a picture stands."""

from __future__ import annotations

from typing import Any

from wagtail.models import ReferenceIndex

from wagtail_govreview.pages import base_page_model
from wagtail_govreview.units.governance import governed_paths


def governed_pages_with(image: Any) -> list[Any]:
    """The governed pages that Wagtail's index of references knows to use ``image``. Drafts of public pages are in no index."""
    page_model = base_page_model()
    keys = {
        row.object_id
        for row in ReferenceIndex.get_references_to(image).select_related("base_content_type")
        if issubclass(row.base_content_type.model_class() or object, page_model)
    }
    pages = list(page_model._default_manager.filter(pk__in=keys).order_by("path")) if keys else []
    return governed_paths().governed(pages) if pages else []
