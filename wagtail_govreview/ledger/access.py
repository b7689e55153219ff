"""Who may read which chains. Rooms above know the people and say whom they let in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.permission_policies import BasePermissionPolicy

from wagtail_govreview.ledger.models import Chain, LedgerLine

VIEW = "view"
CHAINS_READ = "_govreview_chains"
VIEW_ALL = "wagtail_govreview.view_ledgerline"


@dataclass(frozen=True)
class Readers:
    """``may``: does ``user`` read any chain? Asked for menus, so it has to be cheap. ``names``: of which chains."""

    may: Callable[[Any], bool]
    names: Callable[[Any], Iterable[str]]


_READERS: list[Readers] = []


def register_readers(readers: Readers) -> None:
    """Called by a room above, once, when the site starts."""
    _READERS.append(readers)


def reads_all(user: Any) -> bool:
    """Superusers and whoever holds the permission to view ledger lines."""
    return bool(user.is_active and user.has_perm(VIEW_ALL))


def may_read_ledger(user: Any) -> bool:
    """Is there any chain for ``user`` to read?"""
    return reads_all(user) or (user.is_active and any(each.may(user) for each in _READERS))


def chains_read_by(user: Any) -> QuerySet[Chain]:
    """The chains that ``user`` may read."""
    if reads_all(user):
        return Chain.objects.all()
    wanted = Q(pk__in=())
    for each in _READERS:
        if user.is_active and each.may(user):
            wanted |= Q(name__in=each.names(user))
    return Chain.objects.filter(wanted)


def lines_read_by(user: Any) -> QuerySet[LedgerLine]:
    """The lines that ``user`` may read."""
    lines = LedgerLine.objects.all()
    return lines if reads_all(user) else lines.filter(chain__in=chains_read_by(user))


def chain_keys_read_by(user: Any) -> set[Any]:
    """Keys of these chains, for lists that link to lines.

    Read once for each user object, as Django reads permissions: one query in a request.
    """
    if not hasattr(user, CHAINS_READ):
        setattr(user, CHAINS_READ, set(chains_read_by(user).values_list("pk", flat=True)))
    found: set[Any] = getattr(user, CHAINS_READ)
    return found


class LedgerPermissionPolicy(BasePermissionPolicy):
    """Wagtail's view of the same: only ``view`` exists."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == VIEW and may_read_ledger(user)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return action == VIEW and lines_read_by(user).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[LedgerLine]:
        return lines_read_by(user) if VIEW in actions else LedgerLine.objects.none()


POLICY = LedgerPermissionPolicy(LedgerLine)
