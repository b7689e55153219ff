"""Page permissions: the undertakers write, the signers sign, and only signatures publish.

Wagtail ties taking a page offline to its permission to publish. The registrars hold it for that and for
nothing else: the gate refuses them, as everybody, what is not signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import GroupPagePermission

from wagtail_govreview.pages import base_page_model
from wagtail_govreview.units.roles import EDITOR, REGISTRAR
from wagtail_govreview.units.set_up.steps import Steps

MAY: Mapping[str, tuple[str, ...]] = {EDITOR.code: ("add", "change"), REGISTRAR.code: ("publish",)}


def ensure_page_permissions(groups: Mapping[str, Group], page: Any, steps: Steps) -> None:
    """Give each role what it needs from ``page`` downwards, and take everything else away.

    Only the unit's own groups are touched, and only on pages above or below ``page``: what such a group may
    do elsewhere in the tree is none of the unit's business. Other groups that may publish here get a notice;
    the gate refuses them.
    """
    _take_away(groups, page, steps)
    for role, actions in MAY.items():
        for action in actions:
            _give(groups[role], action, page, steps)
    _name_publishers(groups.values(), page, steps)


def withdraw_page_permissions(groups: Mapping[str, Group], page: Any, steps: Steps) -> None:
    """Take from the unit's groups whatever they hold on ``page`` itself, which the unit leaves."""
    held = GroupPagePermission.objects.filter(group__in=list(groups.values()), page=page)
    _delete(held, steps)


def action_of(permission: Permission) -> str:
    """``publish`` of ``publish_page``, whatever the base page model is called."""
    return permission.codename.rsplit("_", maxsplit=1)[0]


def _give(group: Group, action: str, page: Any, steps: Steps) -> None:
    model = base_page_model()
    permission = Permission.objects.get(
        content_type=ContentType.objects.get_for_model(model),
        codename=get_permission_codename(action, model._meta),
    )
    _held, made = GroupPagePermission.objects.get_or_create(
        group=group, page=page, permission=permission
    )
    if made:
        steps.did(
            _("Gave “%(group)s” the permission “%(action)s” from the page “%(page)s” downwards.")
            % {"group": group.name, "action": action, "page": page}
        )


def _take_away(groups: Mapping[str, Group], page: Any, steps: Steps) -> None:
    held = GroupPagePermission.objects.filter(_around(page), group__in=list(groups.values()))
    may = {groups[role].pk: actions for role, actions in MAY.items()}
    too_much = [
        item.pk
        for item in held.select_related("permission")
        if action_of(item.permission) not in may.get(item.group_id, ())
    ]
    _delete(held.filter(pk__in=too_much), steps)


def _delete(held: QuerySet[GroupPagePermission], steps: Steps) -> None:
    for item in held.select_related("group", "page", "permission"):
        item.delete()
        steps.did(
            _("Took the permission “%(action)s” on the page “%(page)s” away from “%(group)s”.")
            % {"group": item.group.name, "action": action_of(item.permission), "page": item.page}
        )


def _name_publishers(own: Iterable[Group], page: Any, steps: Steps) -> None:
    others = (
        GroupPagePermission.objects.filter(
            _around(page), permission__codename__startswith="publish_"
        )
        .exclude(group__in=list(own))
        .values_list("group__name", flat=True)
        .order_by("group__name")
        .distinct()
    )
    for name in others:
        steps.notice(
            _("“%(group)s” holds the permission to publish here; what is not signed stays refused.")
            % {"group": name}
        )


def _around(page: Any) -> Q:
    """Pages whose permissions reach into ``page``'s part of the tree: those above it, itself, those below."""
    step = type(page).steplen
    above = [page.path[:end] for end in range(step, len(page.path), step)]
    return Q(page__path__in=above) | Q(page__path__startswith=page.path)
