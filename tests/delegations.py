"""Delegations of signing, as the tests enter them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from tests.road import Road, person
from wagtail_govreview.models import Delegation
from wagtail_govreview.units.services import delegate

PDF = b"%PDF-1.7\n%authorisation"


def authorisation(data: bytes = PDF, name: str = "授权书.pdf") -> ContentFile:
    return ContentFile(data, name=name)


def stand_in(username: str = "deputy") -> Any:
    """Somebody with access to the admin, in no group of any unit."""
    from django.contrib.auth.models import Permission

    user = person(username)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def delegated(
    road: Road, role: str, to: Any, *, days: float = 1, principal: Any = None, **fields: Any
) -> Delegation:
    """``role``'s signer of the road lets ``to`` sign from now on."""
    principal = principal or road.people[role]
    starts_at = fields.pop("starts_at", None) or timezone.now()
    values = {
        "principal": principal,
        "to": to,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(days=days),
        "reason": "出差",
        "authorisation": authorisation(),
        "actor": principal,
    }
    return delegate(road.unit, role, **{**values, **fields})
