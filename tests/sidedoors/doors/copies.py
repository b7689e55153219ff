"""Copies, aliases and translations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.models import Locale, Page

from sandbox.portal.models import NewsPage
from tests.road import Road, fresh
from tests.sidedoors.door import door
from tests.sidedoors.visit import SMUGGLED, Visit
from wagtail_govreview.publication.services import adopt
from wagtail_govreview.units.services import set_up_unit

FAMILY = "By copies, aliases and translations"
COPY = {"new_title": SMUGGLED, "new_slug": "copy", "copy_subpages": ""}


def loose(visit: Visit, **fields: Any) -> Any:
    """A public page that nobody governs."""
    page = NewsPage(title=SMUGGLED, slug="loose", body="<p>闲话</p>", **fields)
    visit.free.add_child(instance=page)
    page.save_revision()
    return page


@door(FAMILY, "copy a public page and publish the copy at once")
def copy_live(visit: Visit) -> Iterator[None]:
    page = visit.public()
    to = {"new_parent_page": visit.road.section.pk}
    yield
    visit.post("wagtailadmin_pages:copy", page.pk, **COPY, **to, publish_copies="on")


@door(FAMILY, "copy a section with everything below it into another organ's and publish the copies")
def copy_section(visit: Visit) -> Iterator[None]:
    visit.changed()
    elsewhere = Road("宁农", "nong").section
    data = {**COPY, "new_parent_page": elsewhere.pk, "copy_subpages": "on"}
    yield
    visit.post("wagtailadmin_pages:copy", visit.road.section.pk, **data, publish_copies="on")


@door(FAMILY, "copy a public page as a draft")
def copy_draft(visit: Visit) -> Iterator[None]:
    page = visit.public()
    yield
    visit.post("wagtailadmin_pages:copy", page.pk, **COPY, new_parent_page=visit.road.section.pk)


@door(FAMILY, "copy a page from the free part into the governed part and publish it")
def copy_inwards(visit: Visit) -> Iterator[None]:
    page = loose(visit)
    to = {"new_parent_page": visit.road.section.pk}
    yield
    visit.post("wagtailadmin_pages:copy", page.pk, **COPY, **to, publish_copies="on")


@door(FAMILY, "`Page.copy(recursive=True, keep_live=True)`")
def copy_by_code(visit: Visit) -> Iterator[None]:
    visit.public()
    elsewhere = Road("宁农", "nong").section
    yield
    visit.road.section.copy(recursive=True, to=elsewhere, keep_live=True)


@door(FAMILY, "make an alias of a public page in the admin")
def alias(visit: Visit) -> Iterator[None]:
    page = visit.public()
    to = {"new_parent_page": visit.road.section.pk}
    yield
    visit.post("wagtailadmin_pages:copy", page.pk, **COPY, **to, alias="on")


@door(FAMILY, "make an alias of a page of the free part in the governed part, by code")
def alias_inwards(visit: Visit) -> Iterator[None]:
    page = loose(visit)
    yield
    page.create_alias(parent=visit.road.section, update_slug="again", user=visit.user)


@door(FAMILY, "publish the original of a draft alias in the governed part")
def alias_follows(visit: Visit) -> Iterator[None]:
    page = loose(visit, live=False)
    page.create_alias(parent=visit.road.section, update_slug="again")
    yield
    page.get_latest_revision().publish(user=visit.user)


@door(FAMILY, "turn a draft alias into a page of its own and publish it")
def convert_alias(visit: Visit) -> Iterator[None]:
    page = visit.road.draft(title=SMUGGLED).create_alias(update_slug="again")
    yield
    visit.post("wagtailadmin_pages:convert_alias", page.pk)
    visit.save(fresh(page), action_publish="1")


def english(visit: Visit) -> tuple[Locale, Any]:
    """A second language, whose section is under the rule of the same organ."""
    locale = Locale.objects.create(language_code="en")
    Page.objects.get(depth=2).specific.copy_for_translation(locale).save_revision().publish()
    section = fresh(visit.road.section).copy_for_translation(locale)
    section.save_revision().publish()
    set_up_unit("EN", name="English pages", root_page=section, parent=visit.road.unit)
    adopt(section)
    return locale, section


@door(FAMILY, "copy for translation and publish the translation")
def translation(visit: Visit) -> Iterator[None]:
    locale, _section = english(visit)
    page = visit.public()
    yield
    page.copy_for_translation(locale).save_revision().publish(user=visit.user)


@door(FAMILY, "make a stand-in for a translation of a signed page")
def stand_in(visit: Visit) -> Iterator[None]:
    locale, _section = english(visit)
    page = visit.public()
    yield
    page.copy_for_translation(locale, alias=True)


@door(FAMILY, "change a stand-in for a translation")
def change_stand_in(visit: Visit) -> Iterator[None]:
    locale, _section = english(visit)
    page = visit.public().copy_for_translation(locale, alias=True)
    yield
    page.title = SMUGGLED
    page.save()


@door(FAMILY, "turn a stand-in for a translation into a page of its own, in the admin")
def convert_stand_in(visit: Visit) -> Iterator[None]:
    locale, _section = english(visit)
    page = visit.public().copy_for_translation(locale, alias=True)
    yield
    visit.post("wagtailadmin_pages:convert_alias", page.pk)
