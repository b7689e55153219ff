"""Note that a site begins at another page, has another address, was made or is gone."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Site

from wagtail_govreview.ledger.services import append
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.services.note import acting_user
from wagtail_govreview.units.set_up.state import page_key


def site_state(site: Site | None) -> dict[str, Any]:
    """What decides where visitors find pages, as plain data; empty for no site."""
    if site is None:
        return {}
    return {
        "address": f"{site.hostname}:{site.port}",
        "page": page_key(site.root_page),
        "is_default_site": site.is_default_site,
    }


@transaction.atomic
def note_site(before: Site | None, after: Site | None) -> None:
    """One line in the chain of each unit whose pages the site shows now or showed before.

    ``before`` and ``after``: the site as it was stored and as it is; ``None`` for one that is new, or gone.
    """
    states = {"before": site_state(before), "after": site_state(after)}
    if states["before"] == states["after"]:
        return
    roots = [site.root_page.path for site in (before, after) if site is not None]
    for unit in Unit.objects.filter(root_page__isnull=False).select_related("root_page"):
        place = unit.root_page.path if unit.root_page else ""
        if any(place.startswith(root) for root in roots):
            append(
                unit.code,
                "unit.site_changed",
                actor=acting_user(),
                subject=after or before,
                summary=str(after or before),
                data=states,
            )
