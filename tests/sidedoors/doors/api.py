"""Wagtail's write API (8.0 and later)."""

from __future__ import annotations

from collections.abc import Iterator

from tests.sidedoors.door import door
from tests.sidedoors.visit import SMUGGLED, Visit

FAMILY = "Through the write API"
API = "wagtail.api.v3"


@door(FAMILY, "make a public page through the API", needs=API)
def api_create(visit: Visit) -> Iterator[None]:
    kind = {"type": "portal.PolicyDocumentPage", "parent_id": visit.road.section.pk}
    yield
    data = {"title": SMUGGLED, "slug": "api", "meta": {**kind, "action": "publish"}}
    visit.api("post", "", data)


@door(FAMILY, "change a public page through the API", needs=API)
def api_change(visit: Visit) -> Iterator[None]:
    page = visit.public()
    yield
    meta = {"type": "portal.NewsPage", "action": "publish"}
    visit.api("patch", f"{page.pk}/", {"title": SMUGGLED, "meta": meta})


@door(FAMILY, "publish a draft through the API", needs=API)
def api_publish(visit: Visit) -> Iterator[None]:
    page = visit.changed()
    yield
    visit.api("post", f"{page.pk}/actions/publish/", {})


@door(FAMILY, "save a draft of a public page through the API", needs=API)
def api_draft(visit: Visit) -> Iterator[None]:
    page = visit.public()
    yield
    visit.api("patch", f"{page.pk}/", {"title": SMUGGLED, "meta": {"type": "portal.NewsPage"}})


@door(FAMILY, "change a draft in review through the API", needs=API)
def api_in_review(visit: Visit) -> Iterator[None]:
    page = visit.waiting()
    yield
    visit.api("patch", f"{page.pk}/", {"title": SMUGGLED, "meta": {"type": "portal.NewsPage"}})


@door(FAMILY, "make an alias of a public page through the API", needs=API)
def api_alias(visit: Visit) -> Iterator[None]:
    page = visit.public()
    yield
    visit.api("post", f"{page.pk}/actions/create_alias/", {"update_slug": "again"})


@door(FAMILY, "copy a public page through the API and keep the copy public", needs=API)
def api_copy(visit: Visit) -> Iterator[None]:
    page = visit.public()
    yield
    visit.api("post", f"{page.pk}/actions/copy/", {"slug": "again", "keep_live": True})
