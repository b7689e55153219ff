"""Numbers without a gap."""

import threading
from datetime import datetime, timezone

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.serials import next_serial, numbering_year


@pytest.fixture
def unit(db):
    return Unit.objects.create(code="宁水", name="水利厅")


def test_numbers_follow_each_other_in_their_own_series(unit):
    other = Unit.objects.create(code="宁农", name="农业农村厅")
    assert [next_serial(unit, "sheet", 2026) for _ in range(3)] == [1, 2, 3]
    assert next_serial(unit, "register", 2026) == 1
    assert next_serial(unit, "sheet", 2027) == 1
    assert next_serial(other, "sheet", 2026) == 1
    assert next_serial(unit, "sheet", 2026) == 4


def test_a_rollback_gives_the_number_back(unit):
    next_serial(unit, "sheet", 2026)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert next_serial(unit, "sheet", 2026) == 2
        raise ZeroDivisionError
    assert next_serial(unit, "sheet", 2026) == 2


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_is_refused():
    unit = Unit.objects.create(code="宁水", name="水利厅")
    with pytest.raises(TransactionManagementError):
        next_serial(unit, "sheet", 2026)


def test_the_year_is_that_of_the_sites_time_zone(settings):
    settings.TIME_ZONE = "Asia/Shanghai"
    assert numbering_year(datetime(2026, 12, 31, 15, 59, tzinfo=timezone.utc)) == 2026
    assert numbering_year(datetime(2026, 12, 31, 16, 0, tzinfo=timezone.utc)) == 2027


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_many_at_once_leave_no_gap_and_no_double():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads cannot share an in-memory database's transactions")
    unit = Unit.objects.create(code="宁水", name="水利厅")
    taken, failures, start = [], [], threading.Barrier(6)

    def take():
        start.wait()
        try:
            for _ in range(5):
                with transaction.atomic():
                    taken.append(next_serial(unit, "register", 2026))
        except Exception as error:  # noqa: BLE001 - reported by the assertion below
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert sorted(taken) == list(range(1, 31))
