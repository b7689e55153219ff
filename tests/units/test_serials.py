"""Numbers without a gap."""

from datetime import datetime, timezone

import pytest
from django.db import transaction
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
