"""Who may rule on the findings of a page: read from the database for ``rules``."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from wagtail_govreview.ledger.people import key
from wagtail_govreview.screening.rules import RulingFacts
from wagtail_govreview.units.access import units_of
from wagtail_govreview.units.delegating import own_rights
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.roles import REGISTRAR

Contributors = Callable[[Any], Collection[str]]
_CONTRIBUTORS: list[Contributors] = []


def register_contributors(contributors: Contributors) -> None:
    """Let a room above say who worked on a page: the keys of their accounts. They lift nothing of it."""
    if contributors not in _CONTRIBUTORS:
        _CONTRIBUTORS.append(contributors)


def ruling_facts(page: Any, unit: Unit | None, user: Any) -> RulingFacts:
    """What decides whether ``user`` may rule on findings of ``page``. A constant number of queries."""
    signs = unit is not None and bool(own_rights([user.pk], unit))
    return RulingFacts(
        has_unit=unit is not None,
        may_edit=_may_edit(page, user),
        signs=signs,
        keeps=unit is not None and units_of(user, REGISTRAR.code).filter(unit=unit).exists(),
        contributed=signs and key(user) in contributor_keys(page),
    )


def contributor_keys(page: Any) -> set[str]:
    """The accounts that worked on ``page`` since it was last published."""
    return {person for contributors in _CONTRIBUTORS for person in contributors(page)}


def _may_edit(page: Any, user: Any) -> bool:
    return bool(user.is_active and page.permissions_for_user(user).can_edit())
