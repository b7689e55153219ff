"""The two ground verbs by themselves: a line of a chain, a number of a series."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.concurrency.judge import chains_are_whole
from tests.concurrency.racing import at_once
from wagtail_govreview.ledger.models import Chain, LedgerLine
from wagtail_govreview.ledger.services import append
from wagtail_govreview.ledger.verification import verify_all
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.serials import next_serial

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

PEOPLE, TURNS = 6, 5


def test_acts_at_the_same_moment_make_one_chain() -> None:
    def work() -> None:
        for _turn in range(TURNS):
            append("宁水", "x.y")

    at_once([work] * PEOPLE)
    assert Chain.objects.get(name="宁水").length == LedgerLine.objects.count() == PEOPLE * TURNS
    chains_are_whole()
    assert list(verify_all()) == []


def test_numbers_taken_at_the_same_moment_leave_no_gap_and_no_double() -> None:
    unit = Unit.objects.create(code="宁水", name="水利厅")
    taken: list[int] = []

    def take() -> None:
        for _turn in range(TURNS):
            with transaction.atomic():
                taken.append(next_serial(unit, "register", 2026))

    at_once([take] * PEOPLE)
    assert sorted(taken) == list(range(1, PEOPLE * TURNS + 1))
