"""Who may make filing packages, and who may read them: they hold the sheets as well as the register."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from wagtail_govreview.archive.models import FilingPackage
from wagtail_govreview.publication.access import VIEW
from wagtail_govreview.review.access import VIEW_ALL
from wagtail_govreview.units import access
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.roles import ARCHIVIST, INSPECTOR, REGISTRAR

FILERS = (REGISTRAR.code, ARCHIVIST.code)
READERS = (*FILERS, INSPECTOR.code)


def sees_everything(user: Any) -> bool:
    """Superusers, and whoever may read the whole register and all sheets."""
    return bool(user.is_active and user.has_perm(VIEW) and user.has_perm(VIEW_ALL))


def units_filed_by(user: Any) -> QuerySet[Unit]:
    """The units of which ``user`` may make packages: all, or those that the person files for."""
    return _units(user, *FILERS)


def units_read_by(user: Any) -> QuerySet[Unit]:
    """The units whose packages ``user`` may read: inspectors read those of their units too."""
    return _units(user, *READERS)


def packages_read_by(user: Any) -> QuerySet[FilingPackage]:
    if sees_everything(user):
        return FilingPackage.objects.all()
    return FilingPackage.objects.filter(unit__in=units_read_by(user).values("pk"))


def may_read_packages(user: Any) -> bool:
    """Is there any package, made or still to be made, for ``user``?"""
    return sees_everything(user) or access.has_role(user, *READERS)


def may_file(user: Any, unit_id: int) -> bool:
    """May ``user`` make packages of this unit?"""
    return sees_everything(user) or units_filed_by(user).filter(pk=unit_id).exists()


def may_read(user: Any, unit_id: int) -> bool:
    """May ``user`` read packages of this unit?"""
    return sees_everything(user) or units_read_by(user).filter(pk=unit_id).exists()


def _units(user: Any, *roles: str) -> QuerySet[Unit]:
    if sees_everything(user):
        return Unit.objects.all()
    return Unit.objects.filter(pk__in=access.units_of(user, *roles))
