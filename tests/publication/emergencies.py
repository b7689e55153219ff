"""A person who may publish in an emergency, and the act as tests perform it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Permission
from django.utils import timezone
from wagtail.models import Page

from tests.road import Road
from wagtail_govreview.models import EmergencyPublication
from wagtail_govreview.publication.services import publish_in_emergency
from wagtail_govreview.rulebook import get_profile

REASON = "预警信息：贺兰山沿线今夜有大暴雨"


def empower(user: Any) -> Any:
    """Give ``user`` the permission to publish in an emergency; a fresh object, since Django remembers the old answer."""
    user.user_permissions.add(Permission.objects.get(codename="publish_in_emergency"))
    return type(user)._default_manager.get(pk=user.pk)


def officer(road: Road, role: str = "registrar") -> Any:
    """Somebody of the unit with the permission."""
    return empower(road.people[role])


def stated(**changes: Any) -> dict[str, Any]:
    """What is stated at the act."""
    return {
        "reason": REASON,
        "ordered_by": "马建国",
        "ordered_post": "厅长",
        "ordered_how": "phone",
        "ordered_at": timezone.now() - timedelta(minutes=5),
        "secrecy": [item.code for item in get_profile().secrecy],
        **changes,
    }


def publish(road: Road, page: Page, user: Any = None, **changes: Any) -> EmergencyPublication:
    """Publish ``page`` in an emergency."""
    return publish_in_emergency(page, user or officer(road), **stated(**changes))
