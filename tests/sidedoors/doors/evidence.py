"""What was signed and written is taken away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.db import connection, models, transaction
from wagtail.models import Revision

from tests.guarding import without_guard
from tests.sidedoors.door import door
from tests.sidedoors.visit import SMUGGLED, Visit
from wagtail_govreview.ledger import guard
from wagtail_govreview.models import LedgerLine, RegisterEntry, ReviewSheet, Signature

FAMILY = "By taking evidence away"


def sql(statement: str, *values: object) -> None:
    """By SQL, past every protection of the models; what the database refuses spoils nothing else."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@transaction.atomic
def erase(model: type[models.Model], key: object) -> None:
    """The row with all that refers to it, or nothing."""
    for relation in model._meta.related_objects:
        if not relation.many_to_many:
            name, rows = relation.field.attname, relation.related_model._base_manager
            for other in rows.filter(**{name: key}).values_list("pk", flat=True):
                erase(relation.related_model, other)
    sql(f"DELETE FROM {model._meta.db_table} WHERE {model._meta.pk.column} = %s", key)


def retitle(page: Any) -> None:
    sql(
        f"UPDATE {RegisterEntry._meta.db_table} SET title = %s WHERE page_id = %s",
        SMUGGLED,
        page.pk,
    )


@door(FAMILY, "delete a register entry by code")
def delete_entry(visit: Visit) -> Iterator[None]:
    entry = RegisterEntry.objects.get(page_id=visit.public().pk)
    yield
    entry.delete()


@door(FAMILY, "delete register entries by `QuerySet.delete()`")
def delete_entries(visit: Visit) -> Iterator[None]:
    page = visit.public()
    yield
    RegisterEntry.objects.filter(page_id=page.pk).delete()


@door(FAMILY, "delete a register entry by SQL")
def erase_entry(visit: Visit) -> Iterator[None]:
    entry = RegisterEntry.objects.get(page_id=visit.public().pk)
    yield
    erase(RegisterEntry, entry.pk)


@door(FAMILY, "take the guard away and delete a register entry by SQL")
def erase_unguarded_entry(visit: Visit) -> Iterator[None]:
    entry = RegisterEntry.objects.get(page_id=visit.public().pk)
    yield
    with without_guard():
        erase(RegisterEntry, entry.pk)


@door(FAMILY, "write another title into a register entry by SQL")
def forge_entry(visit: Visit) -> Iterator[None]:
    page = visit.public()
    yield
    retitle(page)


@door(FAMILY, "take the guard away and write another title into a register entry by SQL")
def forge_unguarded_entry(visit: Visit) -> Iterator[None]:
    page = visit.public()
    yield
    with without_guard():
        retitle(page)


@door(FAMILY, "delete a review sheet by code")
def delete_sheet(visit: Visit) -> Iterator[None]:
    sheet = visit.road.sheet(visit.public())
    yield
    sheet.delete()


@door(FAMILY, "delete a signature by SQL")
def erase_signature(visit: Visit) -> Iterator[None]:
    sheet = visit.road.sheet(visit.public())
    yield
    erase(Signature, sheet.signatures.first().pk)


@door(FAMILY, "take the guard away and delete a signature by SQL")
def erase_unguarded_signature(visit: Visit) -> Iterator[None]:
    sheet = visit.road.sheet(visit.public())
    yield
    with without_guard():
        erase(Signature, sheet.signatures.first().pk)


@door(FAMILY, "write a signature into the database for somebody else")
def forge_signature(visit: Visit) -> Iterator[None]:
    page = visit.waiting()
    sheet = visit.road.sheet(page)
    forged = sheet.signatures.last()
    yield
    forged.pk, forged.tier, forged.signed_key, forged.digest = None, "third", "forged", "0" * 64
    Signature.objects.bulk_create([forged])
    ReviewSheet.objects.filter(pk=sheet.pk).update(state=ReviewSheet.State.SIGNED)
    page.get_latest_revision().publish(user=visit.user)


@door(FAMILY, "delete a line of the ledger by SQL")
def erase_line(visit: Visit) -> Iterator[None]:
    visit.public()
    line = LedgerLine.objects.order_by("number")[3]
    yield
    erase(LedgerLine, line.pk)


@door(FAMILY, "take the guard away and delete a line of the ledger by SQL")
def erase_unguarded_line(visit: Visit) -> Iterator[None]:
    visit.public()
    line = LedgerLine.objects.order_by("number")[3]
    yield
    with without_guard():
        erase(LedgerLine, line.pk)


@door(FAMILY, "take the guard away")
def unguarded(visit: Visit) -> Iterator[None]:
    visit.public()
    yield
    guard.lift("default")


@door(FAMILY, "delete old revisions with `purge_revisions`")
def purge(visit: Visit) -> Iterator[None]:
    page = visit.public()
    visit.road.edit(page, intro="新的一稿")
    yield
    call_command("purge_revisions", verbosity=0)


@door(FAMILY, "delete the revision in review and finish the workflow")
def delete_revision(visit: Visit) -> Iterator[None]:
    page = visit.waiting()
    yield
    Revision.objects.filter(pk=page.latest_revision_id).delete()
    page.current_workflow_state.finish(user=visit.user)


@door(FAMILY, "delete the account of a signer")
def delete_account(visit: Visit) -> Iterator[None]:
    visit.public()
    yield
    visit.road.people["first"].delete()
