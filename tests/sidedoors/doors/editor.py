"""Wagtail's own screens for writing and publishing."""

from __future__ import annotations

from collections.abc import Iterator

from tests.sidedoors.door import door
from tests.sidedoors.visit import SMUGGLED, Visit

FAMILY = "In the editor"


@door(FAMILY, "publish a new page in the request that makes it")
def publish_on_create(visit: Visit) -> Iterator[None]:
    yield
    visit.save_at(
        "wagtailadmin_pages:add",
        "portal",
        "newspage",
        visit.road.section.pk,
        title=SMUGGLED,
        slug="direct",
        action_publish="1",
    )


@door(FAMILY, "publish a change of a public page")
def publish_on_edit(visit: Visit) -> Iterator[None]:
    page = visit.public()
    yield
    visit.save(page, title=SMUGGLED, action_publish="1")


@door(FAMILY, "save a change of a public page")
def save_on_edit(visit: Visit) -> Iterator[None]:
    page = visit.public()
    yield
    visit.save(page, title=SMUGGLED)


@door(FAMILY, "let autosave write over the signed revision", needs="wagtail.admin.ui.autosave")
def autosave(visit: Visit) -> Iterator[None]:
    page = visit.public()
    yield
    visit.save(page, title=SMUGGLED, overwrite_revision_id=str(page.latest_revision_id))


@door(FAMILY, "change a page while it is in review")
def edit_in_review(visit: Visit) -> Iterator[None]:
    page = visit.waiting()
    yield
    visit.save(page, title=SMUGGLED)


@door(FAMILY, "publish a page while it is in review")
def publish_in_review(visit: Visit) -> Iterator[None]:
    page = visit.waiting()
    yield
    visit.save(page, action_publish="1")


@door(FAMILY, "go back to an old revision and publish it")
def revert(visit: Visit) -> Iterator[None]:
    page = visit.road.draft(title=SMUGGLED)
    old = page.latest_revision_id
    visit.road.edit(page, title="各灌区有序开展春灌前渠道检修")
    visit.road.submit(page)
    visit.road.sign_all(page)
    yield
    visit.save_at("wagtailadmin_pages:edit", page.pk, revision=str(old), action_publish="1")


@door(FAMILY, "publish pages by the dozen")
def bulk_publish(visit: Visit) -> Iterator[None]:
    page = visit.changed()
    yield
    visit.bulk("publish", page)


@door(FAMILY, "publish a whole branch of the tree at once")
def bulk_publish_above(visit: Visit) -> Iterator[None]:
    visit.road.draft(title=SMUGGLED)
    yield
    visit.bulk("publish", visit.site.root_page, include_descendants="on")
