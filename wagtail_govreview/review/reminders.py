"""Reminders by mail of what is due: rooms register what that is, ``govreview_remind`` sends it.

A person gets one mail when a duty comes near its deadline, and one a day as long as it is overdue.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.mail import send_mail

from wagtail_govreview.ledger.people import key
from wagtail_govreview.moments import local_day
from wagtail_govreview.review.clock import Clock
from wagtail_govreview.review.notifications import language_of

logger = logging.getLogger("wagtail_govreview")
MAIL = "wagtail_govreview/review/mail/reminder"
SOON, OVERDUE = "soon", "overdue"


@dataclass(frozen=True)
class Duty:
    """Something that ``people`` (accounts) have to do until ``due_at``.

    ``kind`` and ``key`` name it for ever: no two duties have both in common. ``what`` says in the language that is
    active when it is called what is to be done; ``url`` is the path where that is done.
    """

    kind: str
    key: str
    title: str
    unit: str
    due_at: datetime
    url: str
    what: Callable[[], str]
    people: Iterable[Any] = field(default=())


Duties = Callable[[], Iterable[Duty]]
_SOURCES: list[Duties] = []


def register_duties(duties: Duties) -> None:
    """Have ``govreview_remind`` ask ``duties`` for everything that is due and not done."""
    if duties not in _SOURCES:
        _SOURCES.append(duties)


class SentReminder(models.Model):
    """That one person was reminded of one duty in one stage: near its deadline, or overdue on one day. No evidence."""

    kind = models.CharField(max_length=32)
    key = models.CharField(max_length=64)
    stage = models.CharField(max_length=32)
    user_key = models.CharField(max_length=64)
    sent_at = models.DateTimeField(_("sent at"), db_index=True)

    class Meta:
        verbose_name = _("sent reminder")
        verbose_name_plural = _("sent reminders")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=("kind", "key", "stage", "user_key"), name="govreview_reminder"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.stage}"


@dataclass
class Outcome:
    """How many mails went out, and how many could not be sent and are tried again with the next run."""

    sent: int = 0
    failed: int = 0


def remind(*, within: timedelta) -> Outcome:
    """Send what has to be sent now. ``within``: how long before its deadline a duty is near it."""
    outcome, now = Outcome(), timezone.now()
    for duty, stage in _stages(now, within):
        for person in duty.people:
            if person.is_active and person.email:
                _remind(duty, stage, person, now, outcome)
    return outcome


def _stages(now: datetime, within: timedelta) -> Iterator[tuple[Duty, str]]:
    for duty in (duty for duties in _SOURCES for duty in duties()):
        if duty.due_at < now:
            yield duty, f"{OVERDUE}:{local_day(now)}"
        elif duty.due_at - now <= within:
            yield duty, SOON


def _remind(duty: Duty, stage: str, person: Any, now: datetime, outcome: Outcome) -> None:
    """The note and the mail stand or fall together; one refused address keeps nobody else from the mail."""
    try:
        with transaction.atomic():
            _note, is_new = SentReminder.objects.get_or_create(
                kind=duty.kind,
                key=duty.key,
                stage=stage,
                user_key=key(person),
                defaults={"sent_at": now},
            )
            if is_new:
                _send(duty, person, now)
                outcome.sent += 1
    except Exception:  # noqa: BLE001 - logged, counted, and tried again
        logger.exception("Failed to remind %s of “%s”", person.email, duty.title)
        outcome.failed += 1


def _send(duty: Duty, person: Any, now: datetime) -> None:
    with override(language_of(person)):
        context = {
            "duty": duty,
            "what": duty.what(),
            "clock": Clock(duty.due_at, now),
            "user": person,
        }
        send_mail(
            " ".join(render_to_string(f"{MAIL}_subject.txt", context).split()),
            render_to_string(f"{MAIL}.txt", context).strip() + "\n",
            [person.email],
        )
