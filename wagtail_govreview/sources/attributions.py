"""The source attribution of a page, wherever the page comes from: live, a draft, or a revision's object."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, prefetch_related_objects

from wagtail_govreview.sources.models import SourceAttribution

RELATION = "govreview_attributions"


def attribution_of(page: Any) -> SourceAttribution | None:
    """The attribution of ``page``, or ``None``.

    No query for a draft or a revision's object, none where :func:`with_attributions` was used, else one.
    """
    attributions = list(getattr(page, RELATION).all())
    return attributions[0] if attributions else None


def remembered_attribution_of(page: Any) -> SourceAttribution | None:
    """As :func:`attribution_of`, but asked again for the same object it costs nothing: for templates."""
    if page.pk is not None and RELATION not in getattr(page, "_cluster_related_objects", {}):
        prefetch_related_objects([page], RELATION)
        attributions = page._prefetched_objects_cache[RELATION]
        return attributions[0] if attributions else None
    return attribution_of(page)


def with_attributions(pages: QuerySet[Any]) -> QuerySet[Any]:
    """``pages`` with their attributions read along, in one query for all of them."""
    return pages.prefetch_related(RELATION)
