"""Moving, deleting, and the site's own root."""

from __future__ import annotations

from collections.abc import Iterator

from tests.road import Road, fresh
from tests.sidedoors.door import door
from tests.sidedoors.doors.copies import loose
from tests.sidedoors.visit import SMUGGLED, Visit

FAMILY = "In the page tree"


@door(FAMILY, "move a public page from the free part into the governed part")
def move_inwards(visit: Visit) -> Iterator[None]:
    page = loose(visit)
    yield
    visit.post("wagtailadmin_pages:move_confirm", page.pk, visit.road.section.pk)


@door(FAMILY, "move a public page out of the governed part, change it there, and move it back")
def move_out_and_back(visit: Visit) -> Iterator[None]:
    page = visit.public()
    section = visit.road.section
    yield
    visit.post("wagtailadmin_pages:move_confirm", page.pk, visit.free.pk)
    visit.save(fresh(page), title=SMUGGLED, action_publish="1")
    visit.post("wagtailadmin_pages:move_confirm", page.pk, section.pk)


@door(FAMILY, "move a public page out of the governed part and change it there")
def move_out(visit: Visit) -> Iterator[None]:
    page = visit.public()
    yield
    visit.post("wagtailadmin_pages:move_confirm", page.pk, visit.free.pk)
    visit.save(fresh(page), title=SMUGGLED, action_publish="1")


@door(FAMILY, "move a public page into another organ's section")
def move_to_another_organ(visit: Visit) -> Iterator[None]:
    page = visit.public()
    other = Road("宁农", "nong")
    yield
    visit.post("wagtailadmin_pages:move_confirm", page.pk, other.section.pk)


@door(FAMILY, "let the site begin at another page")
def another_root(visit: Visit) -> Iterator[None]:
    visit.public()
    site = visit.site
    data = {
        "hostname": site.hostname,
        "port": site.port,
        "site_name": site.site_name,
        "root_page": visit.free.pk,
        "is_default_site": "on",
    }
    yield
    visit.post("wagtailsites:edit", site.pk, **data)


@door(FAMILY, "delete a public page in the admin")
def delete(visit: Visit) -> Iterator[None]:
    page = visit.public()
    yield
    visit.post("wagtailadmin_pages:delete", page.pk)


@door(FAMILY, "delete public pages by the dozen")
def bulk_delete(visit: Visit) -> Iterator[None]:
    page = visit.public()
    yield
    visit.bulk("delete", page)


@door(FAMILY, "delete a public page by code")
def delete_by_code(visit: Visit) -> Iterator[None]:
    page = visit.public()
    yield
    page.delete()


@door(FAMILY, "take a public page offline past the form that asks for a reason")
def unpublish(visit: Visit) -> Iterator[None]:
    page = visit.public()
    yield
    visit.post("wagtailadmin_pages:unpublish", page.pk)


@door(FAMILY, "take a public page offline by code")
def unpublish_by_code(visit: Visit) -> Iterator[None]:
    page = visit.public()
    yield
    page.unpublish(user=visit.user)
