"""The database itself refuses to change and delete evidence, whoever asks and by whatever way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.migrations import Migration

from tests.guarding import Tampering, without_guard
from tests.road import Road, fresh
from wagtail_govreview.archive.destruction import destroy, take_inventory
from wagtail_govreview.ledger import guard
from wagtail_govreview.ledger.destruction.records import Order
from wagtail_govreview.ledger.guard.evidence import guarded_table, kept_models
from wagtail_govreview.ledger.services import append
from wagtail_govreview.ledger.verification import Notice, examine, verify_all
from wagtail_govreview.models import (
    DestroyedRecord,
    Destruction,
    LedgerLine,
    RegisterEntry,
    ReviewSheet,
)
from wagtail_govreview.publication.services import withdraw

MYSQL, POSTGRESQL = connection.vendor == "mysql", connection.vendor == "postgresql"
pytestmark = [pytest.mark.django_db(transaction=MYSQL), pytest.mark.database]
EVIDENCE = [model for model in kept_models() if model._meta.app_label == "wagtail_govreview"]
NOW = datetime(2026, 3, 2, tzinfo=timezone.utc)


@pytest.fixture(autouse=True)
def guarded(request: pytest.FixtureRequest, settings: Any) -> Iterator[None]:
    """On MySQL the guard stands in these tests only."""
    request.getfixturevalue("db")
    if MYSQL:
        settings.GOVREVIEW_DATABASE_GUARD = True
        guard.install("default")
    yield
    if MYSQL:
        guard.lift("default")


@pytest.fixture
def evidence(road: Road) -> Road:
    """A row of every kind of evidence."""
    road.published()
    for model in EVIDENCE:
        make(model)
    return road


def make(model: Any) -> Any:
    """The newest row, or a first one: every column filled with something of its kind."""
    rows = models.QuerySet(model)
    if not rows.exists():
        fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        rows.bulk_create([model(**{field.attname: some(field) for field in fields})])
    return rows.latest("pk")


def some(field: models.Field[Any, Any]) -> Any:
    if field.remote_field:
        return make(field.remote_field.model).pk
    if isinstance(field, models.JSONField):
        return []
    if isinstance(field, models.DateField):
        return NOW if isinstance(field, models.DateTimeField) else NOW.date()
    if isinstance(field, (models.CharField, models.TextField, models.FileField)):
        return "a"
    return isinstance(field, models.BooleanField) or 1


def sql(statement: str, values: Any = ()) -> None:
    """One statement, as another program would send it; what it spoils is taken back."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, list(values))


def newest(model: type[models.Model]) -> Any:
    return models.QuerySet(model).latest("pk")


def write(record: Any, field: models.Field[Any, Any], value: Any) -> None:
    table, column = connection.ops.quote_name(record._meta.db_table), field.column
    column = connection.ops.quote_name(column)
    sql(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, record.pk])


def other(record: Any, field: models.Field[Any, Any]) -> Any:
    """A value of the column's kind, as the database takes it, that is not the present one."""
    if isinstance(field, models.JSONField):
        return '["x"]'
    if isinstance(field, models.BooleanField):
        return not getattr(record, field.attname)
    if isinstance(field, models.DateField):
        return "2001-01-01 00:00:00" if isinstance(field, models.DateTimeField) else "2001-01-01"
    if isinstance(field, (models.CharField, models.TextField, models.FileField)):
        return "x" if getattr(record, field.attname) != "x" else "y"
    return (getattr(record, field.attname) or 0) + 4711


def refused(attempt: Callable[[], Any], table: str) -> None:
    with pytest.raises(DatabaseError, match=f"{table} is evidence: "), transaction.atomic():
        attempt()


@pytest.mark.parametrize("model", EVIDENCE, ids=lambda model: model.__name__)
def test_no_column_of_what_was_written_changes(evidence: Road, model: Any) -> None:
    record = newest(model)
    for field in model._meta.concrete_fields:
        if field.name not in model.changes_later:
            refused(
                lambda field=field: write(record, field, other(record, field)), model._meta.db_table
            )
    assert newest(model).pk == record.pk


@pytest.mark.parametrize("model", EVIDENCE, ids=lambda model: model.__name__)
def test_what_services_change_later_passes(evidence: Road, model: Any) -> None:
    record = newest(model)
    for field in model._meta.concrete_fields:
        if field.name in model.changes_later and not field.is_relation:
            write(record, field, other(record, field))
    for field in model._meta.concrete_fields:
        if not field.is_relation and not field.primary_key:
            write(
                record,
                field,
                field.get_db_prep_save(getattr(newest(model), field.attname), connection),
            )


@pytest.mark.parametrize("model", EVIDENCE, ids=lambda model: model.__name__)
def test_no_row_goes(evidence: Road, model: Any) -> None:
    record = newest(model)
    table = model._meta.db_table
    refused(lambda: sql(f"DELETE FROM {table} WHERE id = %s", [record.pk]), table)
    refused(lambda: models.QuerySet(model).filter(pk=record.pk)._raw_delete("default"), table)
    assert models.QuerySet(model).filter(pk=record.pk).exists()


def test_a_foreign_key_that_may_be_lost_is_lost_and_nothing_else(evidence: Road) -> None:
    sheet = newest(ReviewSheet)
    field = ReviewSheet._meta.get_field("page")
    write(sheet, field, None)
    refused(lambda: write(sheet, field, sheet.page_id), ReviewSheet._meta.db_table)


def test_a_foreign_key_that_may_not_be_lost_stays(evidence: Road) -> None:
    entry = newest(RegisterEntry)
    for name in ("sheet", "content"):
        field = RegisterEntry._meta.get_field(name)
        refused(lambda field=field: write(entry, field, None), RegisterEntry._meta.db_table)


def test_the_case_of_a_letter_is_a_change() -> None:
    line = append("宁水", "x.y", summary="Abc")
    field = LedgerLine._meta.get_field("summary")
    refused(lambda: write(line, field, "aBC"), LedgerLine._meta.db_table)


@pytest.mark.skipif(POSTGRESQL, reason="PostgreSQL replaces no rows.")
def test_no_row_is_replaced(evidence: Road) -> None:
    line = newest(LedgerLine)
    names = [connection.ops.quote_name(field.column) for field in LedgerLine._meta.concrete_fields]
    columns = ", ".join(names)
    table = LedgerLine._meta.db_table
    for key in ("id", "id + 4711"):  # the primary key, and the number in the chain
        copied = columns.replace(names[0], key, 1)
        refused(
            lambda copied=copied: sql(
                f"REPLACE INTO {table} ({columns}) SELECT {copied} FROM {table} WHERE id = %s",
                [line.pk],
            ),
            table,
        )


@pytest.mark.skipif(not POSTGRESQL, reason="The others have no triggers for it.")
def test_no_table_is_emptied_that_holds_anything(evidence: Road) -> None:
    table = LedgerLine._meta.db_table
    settle()
    refused(lambda: sql(f"TRUNCATE {table} CASCADE"), "wagtail_govreview_\\w+")
    with without_guard():
        models.QuerySet(DestroyedRecord)._raw_delete("default")
    settle()
    sql(f"TRUNCATE {DestroyedRecord._meta.db_table}")


def test_pages_and_people_can_go(road: Road, boss: Any) -> None:
    page = road.published()
    withdraw(page, user=boss, reason="内容有误")
    fresh(page).delete()
    for user in get_user_model().objects.filter(pk__in=[each.pk for each in road.people.values()]):
        user.delete()
    assert newest(ReviewSheet).page_id is None and newest(ReviewSheet).submitted_by_id is None
    assert list(verify_all()) == []


def test_the_whole_road_is_walked_under_it(road: Road) -> None:
    page = road.draft()
    road.submit(page)
    road.sign(page, "first")
    road.send_back(page, "second")
    road.edit(page, title="改过的标题")
    road.submit(page)
    road.sign_all(page)
    road.published("第二条")
    assert fresh(page).live
    assert list(verify_all()) == []


def test_what_an_approved_list_names_goes_and_nothing_else(
    road: Road, boss: Any, settings: Any
) -> None:
    settings.GOVREVIEW_YEARS_BEFORE_DESTRUCTION = 0
    road.published("留下的")
    page = road.published("到期的")
    withdraw(page, user=boss, reason="到期")
    numbers = list(RegisterEntry.objects.filter(page_id=page.pk).values_list("number", flat=True))
    order = Order("1号", "到期", "张三", "李四")
    destroy(numbers, order, confirmed=take_inventory(numbers).digest)
    assert not RegisterEntry.objects.filter(number__in=numbers).exists()
    assert list(verify_all()) == []
    for model in (RegisterEntry, ReviewSheet, DestroyedRecord, Destruction, LedgerLine):
        table = model._meta.db_table
        refused(lambda table=table: sql(f"DELETE FROM {table} WHERE id > 0"), table)


# -- does it stand? ----------------------------------------------------------------------------------------------


def found() -> tuple[set[str], set[str]]:
    """The tables that the check names, and those that verification names."""
    messages = run_checks(tags=["database"], databases=["default"])
    warned = {
        table._meta.db_table
        for table in EVIDENCE
        for message in messages
        if message.id == "wagtail_govreview.W022" and f" {table._meta.db_table}:" in message.msg
    }
    return warned, {each.where for each in verify_all() if each.code == "ledger.unguarded"}


def settle() -> None:
    """PostgreSQL alters no table while a check waits for the end of the transaction."""
    if POSTGRESQL:
        sql("SET CONSTRAINTS ALL IMMEDIATE")


def test_it_stands_on_every_table() -> None:
    assert {each.table for each in guard.tables_on("default")} == {
        model._meta.db_table for model in kept_models()
    }
    assert found() == (set(), set())


def test_a_missing_trigger_is_named_and_put_up_again() -> None:
    table = LedgerLine._meta.db_table
    on_table = f" ON {table}" if POSTGRESQL else ""
    settle()
    sql(f"DROP TRIGGER govreview_guard_delete_ledgerline{on_table}")
    assert found() == ({table}, {table})
    emit_post_migrate_signal(0, False, "default")
    assert found() == (set(), set())


def test_an_altered_trigger_is_named_and_put_up_again() -> None:
    table, name = LedgerLine._meta.db_table, "govreview_guard_delete_ledgerline"
    settle()
    if POSTGRESQL:
        sql(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
            " $$BEGIN RETURN OLD; END$$"
        )
    else:
        sql(f"DROP TRIGGER {name}")
        body = "SET @x = 1" if MYSQL else "WHEN 1 = 0 BEGIN SELECT 1; END"
        sql(f"CREATE TRIGGER {name} BEFORE DELETE ON {table} FOR EACH ROW {body}")
    assert found() == ({table}, {table})
    guard.install("default")
    assert found() == (set(), set())


@pytest.mark.skipif(not POSTGRESQL, reason="The others cannot disable a trigger.")
def test_a_disabled_trigger_is_named_and_put_up_again() -> None:
    table = LedgerLine._meta.db_table
    settle()
    sql(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
    assert found() == ({table}, {table})
    guard.install("default")
    assert found() == (set(), set())


def test_migrations_of_this_package_run_without_it_and_others_under_it() -> None:
    settle()
    for app, stands in (("wagtailcore", True), ("wagtail_govreview", False)):
        plan = [(Migration("0001_x", app), False)]
        emit_pre_migrate_signal(0, False, "default", plan=plan)
        assert (guard.faults("default") == []) is stands
    emit_post_migrate_signal(0, False, "default")
    assert guard.faults("default") == []


def test_a_site_s_tests_do_without_it(settings: Any) -> None:
    settings.GOVREVIEW_DATABASE_GUARD = False
    settle()
    guard.lift("default")
    emit_post_migrate_signal(0, False, "default")
    assert guard.faults("default") != []
    assert found() == (set(), set())
    assert [each.code for each in examine() if isinstance(each, Notice)] == ["ledger.guard_off"]
    (warning,) = (
        each
        for each in run_checks(include_deployment_checks=True)
        if each.id == "wagtail_govreview.W023"
    )
    assert "GOVREVIEW_DATABASE_GUARD" in warning.msg


def test_what_it_refuses_is_plain() -> None:
    append("宁水", "x.y")
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        models.QuerySet(LedgerLine)._raw_delete("default")
    assert "wagtail_govreview_ledgerline is evidence: rows are never deleted" in str(error.value)
    if not MYSQL:
        assert isinstance(error.value, IntegrityError)
    for model in kept_models():
        table = guarded_table(model, {field.column for field in model._meta.local_fields})
        for sentence in (table.undeletable, table.unchangeable, table.irreplaceable):
            assert len(sentence) <= 128


def test_data_is_dumped_and_loaded(tmp_path: Any) -> None:
    append("宁水", "x.y")
    file = tmp_path / "ledger.xml"
    call_command(
        "dumpdata",
        "wagtail_govreview.chain",
        "wagtail_govreview.ledgerline",
        output=str(file),
        format="xml",  # JSON cuts moments to milliseconds
        verbosity=0,
    )
    call_command("loaddata", str(file), verbosity=0)
    Tampering(LedgerLine)._raw_delete("default")
    call_command("loaddata", str(file), verbosity=0)
    assert list(verify_all()) == []
    assert "wagtail_govreview_ledgerline" in _said("sqlflush")


def _said(command: str) -> str:
    said = StringIO()
    call_command(command, stdout=said)
    return said.getvalue()
