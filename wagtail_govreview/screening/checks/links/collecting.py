"""Which addresses the pages under the rule link to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from wagtail_govreview.content.specifics import as_specific
from wagtail_govreview.pages import base_page_model
from wagtail_govreview.screening.checks.links.facts import can_be_asked, links_of, own_hosts
from wagtail_govreview.units.governance import governed_paths

PIECE = 100


def addresses_of(page: Any, own: frozenset[str] | None = None) -> list[str]:
    """The addresses on other websites to which a page links, each once. ``own``: the site's hosts, if they are known."""
    own = own_hosts() if own is None else own
    found = (each.address for each in links_of(as_specific(page)) if can_be_asked(each))
    return list(dict.fromkeys(each.url for each in found if each.host not in own))


def addresses_in(region: Q) -> Iterator[str]:
    """Those of all public pages under the rule in a part of the tree, and of their newer drafts. Constant memory."""
    own, paths, last = own_hosts(), governed_paths(), ""
    wanted = Q(live=True) | Q(has_unpublished_changes=True)
    while True:
        every = base_page_model()._default_manager.filter(wanted)
        piece = list(paths.filter(every).filter(region, path__gt=last).order_by("path")[:PIECE])
        for page in piece:
            if page.live:
                yield from addresses_of(page, own)
            if page.has_unpublished_changes:
                yield from addresses_of(page.get_latest_revision_as_object(), own)
        if len(piece) < PIECE:
            return
        last = piece[-1].path
