"""To whom the way of an emergency is shown. Courtesy only: what counts is asked again by the verb."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from wagtail_govreview.publication.emergency.facts import may_publish_in_emergency
from wagtail_govreview.units.access import units_of
from wagtail_govreview.units.governance import governed_paths
from wagtail_govreview.units.territory import Territory

OFFER = "_govreview_emergency_offer"


class Offer:
    """Where one person may publish in an emergency. Three queries, however many pages are asked about."""

    def __init__(self, user: Any) -> None:
        self._units = {row["unit"] for row in units_of(user)}
        self._territory = Territory()
        self._governed = governed_paths()

    def __contains__(self, page: Any) -> bool:
        unit = self._territory.unit_of(page)
        return unit is not None and unit.pk in self._units and page in self._governed


def is_offered(page: Any, user: Any) -> bool:
    """Is ``page`` one that ``user`` may publish in an emergency, if it has a draft that is not public?

    Without the permission it costs nothing; with it, it is read once for each user object, that is for a request.
    """
    if page is None or page.pk is None or not may_publish_in_emergency(user):
        return False
    if not page.has_unpublished_changes and page.live:
        return False
    if not hasattr(user, OFFER):
        setattr(user, OFFER, Offer(user))
    return page in getattr(user, OFFER)


def emergency_url(page: Any) -> str:
    """Where ``page`` is published in an emergency."""
    return reverse("wagtail_govreview:publish_in_emergency", args=[page.pk])
