"""Who reads what is found in what is live, and who may ask for a scan."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from wagtail_govreview.screening.scanning.models import LiveFinding
from wagtail_govreview.units.access import has_role, units_of
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.roles import INSPECTOR, REGISTRAR, UNIT_ADMINISTRATOR

KEEPERS = (REGISTRAR.code, UNIT_ADMINISTRATOR.code)
READERS = (*KEEPERS, INSPECTOR.code)


def units_read_by(user: Any) -> QuerySet[Unit]:
    if user.is_active and user.is_superuser:
        return Unit.objects.all()
    return Unit.objects.filter(pk__in=units_of(user, *READERS))


def units_scanned_by(user: Any) -> QuerySet[Unit]:
    """The units whose part of the site ``user`` may have checked again."""
    if user.is_active and user.is_superuser:
        return Unit.objects.all()
    return Unit.objects.filter(pk__in=units_of(user, *KEEPERS))


def may_read(user: Any) -> bool:
    return bool(user.is_active) and (user.is_superuser or has_role(user, *READERS))


def findings_read_by(user: Any) -> QuerySet[LiveFinding]:
    return LiveFinding.objects.filter(unit__in=units_read_by(user).values("pk"))
