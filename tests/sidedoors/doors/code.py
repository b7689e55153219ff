"""Past every screen: the shell, fixtures, SQL. Here the gate is the last wall, and the verification the net behind it."""

from __future__ import annotations

from collections.abc import Iterator

from django.core import serializers
from django.core.management import call_command
from django.db import connection
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from sandbox.portal.models import NewsPage, PolicyAttachment
from tests.road import fresh
from tests.sidedoors.door import door
from tests.sidedoors.samples import document, policy_document
from tests.sidedoors.visit import SMUGGLED, Visit

FAMILY = "By code and in the database"


@door(FAMILY, "publish a revision by Wagtail's own action, permission checks skipped")
def publish_action(visit: Visit) -> Iterator[None]:
    page = visit.changed()
    yield
    action = PublishPageRevisionAction(page.get_latest_revision(), user=visit.user)
    action.execute(skip_permission_checks=True)


@door(FAMILY, "`Page.save()` on a public page")
def save(visit: Visit) -> Iterator[None]:
    page = visit.public()
    yield
    page.title = SMUGGLED
    page.save()


@door(FAMILY, "`Page.save(update_fields=…)` on a public page")
def save_one_field(visit: Visit) -> Iterator[None]:
    page = visit.public()
    yield
    page.title = SMUGGLED
    page.save(update_fields=["title"])


@door(FAMILY, "`save()` of the base page instead of the specific one")
def save_base(visit: Visit) -> Iterator[None]:
    page = Page.objects.get(pk=visit.public().pk)
    yield
    page.title = SMUGGLED
    page.save()


@door(FAMILY, "`live = True` on a draft and `save()`")
def make_live(visit: Visit) -> Iterator[None]:
    page = visit.road.draft(title=SMUGGLED)
    yield
    page.live = True
    page.save()


@door(FAMILY, "`add_child()` of a public page")
def add_child(visit: Visit) -> Iterator[None]:
    yield
    page = NewsPage(title=SMUGGLED, slug="direct", body="<p>x</p>")
    visit.road.section.add_child(instance=page)


@door(FAMILY, "`QuerySet.update()` of the text of a public page")
def update(visit: Visit) -> Iterator[None]:
    page = visit.public()
    yield
    NewsPage.objects.filter(pk=page.pk).update(body=f"<p>{SMUGGLED}</p>")


@door(FAMILY, "`QuerySet.update(live=True)` on a draft")
def update_live(visit: Visit) -> Iterator[None]:
    page = visit.road.draft(title=SMUGGLED)
    yield
    Page.objects.filter(pk=page.pk).update(live=True)


@door(FAMILY, "`bulk_update()` that makes a draft public")
def bulk_update(visit: Visit) -> Iterator[None]:
    page = Page.objects.get(pk=visit.road.draft(title=SMUGGLED).pk)
    yield
    page.live = True
    Page.objects.bulk_update([page], ["live"])


@door(FAMILY, "`loaddata` with another text for a public page")
def loaddata(visit: Visit) -> Iterator[None]:
    page = visit.public()
    file = visit.folder / "pages.json"
    file.write_text(serializers.serialize("json", [page]).replace("春灌将至", SMUGGLED), "utf-8")
    yield
    call_command("loaddata", file, verbosity=0)


@door(FAMILY, "SQL that changes the text of a public page")
def sql(visit: Visit) -> Iterator[None]:
    page = visit.public()
    yield
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {NewsPage._meta.db_table} SET body = %s WHERE page_ptr_id = %s",
            [SMUGGLED, page.pk],
        )


@door(FAMILY, "SQL that changes the signed revision before the last signature")
def sql_revision(visit: Visit) -> Iterator[None]:
    page = visit.waiting()
    yield
    revision = page.latest_revision
    revision.content["title"] = SMUGGLED
    type(revision).objects.filter(pk=revision.pk).update(content=revision.content)
    visit.road.sign(page, "third")


@door(FAMILY, "save an attachment of a public page alone")
def child_alone(visit: Visit) -> Iterator[None]:
    attachment = policy_document(visit.road).attachments.get()
    yield
    attachment.title = SMUGGLED
    attachment.save()


@door(FAMILY, "add an attachment to a public page past the page")
def another_child(visit: Visit) -> Iterator[None]:
    page = policy_document(visit.road)
    yield
    PolicyAttachment.objects.create(page=page, document=document("另一个附件"), title=SMUGGLED)


@door(FAMILY, "save what a public page says about its source alone")
def attribution_alone(visit: Visit) -> Iterator[None]:
    page = visit.public()
    yield
    attribution = fresh(page).govreview_attributions.get()
    attribution.source_site = SMUGGLED
    attribution.save()
