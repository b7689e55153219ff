"""Reminders of signatures that are owed: to whom, when, and once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone
from freezegun import freeze_time

from tests.publication.emergencies import publish
from tests.road import Road
from wagtail_govreview.models import SentReminder


def remind(hours_later: float, **options: Any) -> list[str]:
    """The people who get a mail when the command runs then; their names, in order."""
    mail.outbox.clear()
    with freeze_time(timezone.now() + timedelta(hours=hours_later)):
        call_command("govreview_remind", stdout=StringIO(), **options)
    return sorted(names(message.to for message in mail.outbox))


def names(addresses: Iterable[list[str]]) -> Iterable[str]:
    return (address[0].partition("@")[0] for address in addresses)


WHO = ["shui_editor", "shui_first", "shui_registrar"]


def test_nobody_is_reminded_in_good_time(road: Road) -> None:
    publish(road, road.draft())
    assert remind(12) == []


def test_all_who_have_to_act_are_reminded_once(road: Road) -> None:
    publish(road, road.draft("暴雨红色预警"))
    assert remind(20) == WHO
    message = mail.outbox[0]
    assert "暴雨红色预警" in message.subject and "宁水厅" in message.subject
    assert "govreview/register/inspect/" in message.body
    assert remind(21) == []


def test_how_long_before_can_be_chosen(road: Road) -> None:
    publish(road, road.draft())
    assert remind(10, hours=16) == WHO


def test_overdue_is_said_once_a_day(road: Road) -> None:
    publish(road, road.draft())
    assert remind(26) == WHO
    assert remind(26.1) == []
    assert remind(50) == WHO


def test_the_next_tier_is_reminded_when_it_is_its_turn(road: Road) -> None:
    page = road.draft()
    publish(road, page)
    road.sign(page, "first")
    assert remind(20) == ["shui_editor", "shui_registrar", "shui_second"]


def test_after_a_return_no_tier_is_reminded(road: Road) -> None:
    page = road.draft()
    publish(road, page)
    road.send_back(page, "first")
    assert remind(20) == ["shui_editor", "shui_registrar"]
    assert "宁水-2" in mail.outbox[0].body


def test_what_is_settled_is_no_duty(road: Road) -> None:
    page = road.draft()
    publish(road, page)
    road.sign_all(page)
    assert remind(30) == []


def test_a_mail_that_cannot_be_sent_is_tried_again(road: Road, settings: Any) -> None:
    publish(road, road.draft())
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "no.such.Backend"
    with pytest.raises(CommandError):
        remind(20)
    assert SentReminder.objects.count() == 0
    settings.EMAIL_BACKEND = backend
    assert remind(20) == WHO
