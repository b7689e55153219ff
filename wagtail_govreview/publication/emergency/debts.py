"""Which signatures are still due for what was published in an emergency, and who has to act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import TaskState

from wagtail_govreview.ledger.people import key
from wagtail_govreview.publication.emergency.models import EmergencyPublication
from wagtail_govreview.review.clock import Clock
from wagtail_govreview.review.labels import tier_label
from wagtail_govreview.review.sheets import OPEN_STATES, ReviewSheet, SheetState
from wagtail_govreview.review.tier_task import TierTaskState
from wagtail_govreview.units.access import units_of
from wagtail_govreview.units.models import UnitGroup
from wagtail_govreview.units.roles import REGISTRAR


def open_debts() -> QuerySet[EmergencyPublication]:
    """All that are not settled, the most urgent first."""
    debts = EmergencyPublication.objects.filter(state=EmergencyPublication.State.OPEN)
    return debts.select_related("unit", "entry").order_by("due_at", "pk")


def open_debt_of(page_key: str) -> EmergencyPublication | None:
    """The one debt that a page can have."""
    return open_debts().filter(open_key=page_key).first()


@dataclass(frozen=True)
class Debt:
    """An emergency publication whose signatures are due, and the sheet under way for it, if there is one."""

    record: EmergencyPublication
    sheet: ReviewSheet | None

    @property
    def clock(self) -> Clock:
        return Clock(self.record.due_at, timezone.now())

    @property
    def waits_at(self) -> str:
        """The tier that has to sign now, in words; ``""`` when the undertaker has to act."""
        if self.sheet is None or self.sheet.state != SheetState.IN_REVIEW:
            return ""
        return tier_label(self.sheet)

    @property
    def is_returned(self) -> bool:
        return self.sheet is not None and self.sheet.state == SheetState.RETURNED


def with_sheets(records: Iterable[EmergencyPublication]) -> list[Debt]:
    """Two queries, however many there are."""
    records = list(records)
    sheets = ReviewSheet.objects.filter(
        page_key__in=[record.page_key for record in records], state__in=OPEN_STATES
    )
    by_page = {sheet.page_key: sheet for sheet in sheets.select_related("unit").order_by("pk")}
    return [Debt(record, by_page.get(record.page_key)) for record in records]


def debts_before(user: Any) -> list[Debt]:
    """What ``user`` has to do something about: as its undertaker, as a signer of the waiting tier, as registrar.

    Three queries, however many there are; one when nothing is due.
    """
    debts = with_sheets(open_debts().filter(unit__in=units_of(user)))
    if not debts:
        return []
    held = UnitGroup.objects.filter(group__user=user).values_list("unit_id", "role")
    roles = set(held)
    return [debt for debt in debts if _concerns(debt, key(user), roles)]


def _concerns(debt: Debt, user_key: str, roles: set[tuple[Any, str]]) -> bool:
    unit = debt.record.unit_id
    worked = {person["key"] for person in debt.record.contributors}
    tier = debt.sheet.tier if debt.sheet is not None and debt.waits_at else ""
    return (
        user_key in worked
        or (unit, REGISTRAR.code) in roles
        or bool(tier and (unit, tier) in roles)
    )


def people_to_remind(debt: Debt) -> list[Any]:
    """The accounts that have to act on ``debt``: see :func:`debts_before`."""
    roles = [REGISTRAR.code]
    if debt.sheet is not None and debt.waits_at:
        roles.append(debt.sheet.tier)
    users = get_user_model()._default_manager.filter(is_active=True)
    of_unit = users.filter(
        groups__govreview_role__unit=debt.record.unit_id, groups__govreview_role__role__in=roles
    )
    worked = users.filter(pk__in=[person["key"] for person in debt.record.contributors])
    found = {user.pk: user for user in (*of_unit, *worked)}
    return [found[pk] for pk in sorted(found)]


def signing_steps(debts: Iterable[Debt]) -> dict[Any, Any]:
    """The step in which each debt's sheet waits, by the sheet's key. One query."""
    sheets = [debt.sheet.pk for debt in debts if debt.sheet is not None]
    states = TierTaskState.objects.filter(sheet__in=sheets, status=TaskState.STATUS_IN_PROGRESS)
    return dict(states.values_list("sheet_id", "pk"))


def contributors_of_debt(page: Any) -> Iterator[tuple[str, str]]:
    """Who wrote or published what is public unsigned: they sign no round of the review that settles it."""
    debt = open_debt_of(str(page.pk))
    if debt is not None:
        for person in debt.contributors:
            yield person["key"], person["name"]
