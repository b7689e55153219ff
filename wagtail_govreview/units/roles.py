"""The roles that people have in a unit: who writes, who signs each tier, who keeps, inspects and manages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.rulebook.types import Term

EDITOR = Term("editor", "承办", _("Undertakers"))
REGISTRAR = Term("registrar", "登记", _("Registrars"))
ARCHIVIST = Term("archivist", "档案", _("Archivists"))
INSPECTOR = Term("inspector", "检查", _("Inspectors"))
UNIT_ADMINISTRATOR = Term("unit_administrator", "单位管理员", _("Unit administrators"))

# They neither write nor sign.
BESIDE_THE_ROAD = (REGISTRAR, ARCHIVIST, INSPECTOR, UNIT_ADMINISTRATOR)
# Whom a unit administrator cannot make: an inspector reads the registers of all units, and who manages the people
# of a unit is for others to say.
GIVEN_FROM_OUTSIDE = frozenset({INSPECTOR.code, UNIT_ADMINISTRATOR.code})


def roles() -> tuple[Term, ...]:
    """All roles of the profile in force, in the order in which an item meets them."""
    return (EDITOR, *get_profile().tiers, *BESIDE_THE_ROAD)


def role_label(code: str) -> str:
    """The role in the reader's language; a code that the profile no longer knows is shown as it is."""
    return next((str(role.label) for role in roles() if role.code == code), code)


def is_tier(code: str) -> bool:
    """Does the role sign a tier?"""
    return any(tier.code == code for tier in get_profile().tiers)


def tier_choices() -> list[tuple[str, str]]:
    """The tiers as choices of a form or filter."""
    return [(tier.code, str(tier.label)) for tier in get_profile().tiers]


def group_name(unit_code: str, role: Term) -> str:
    """The name of the group, the task of a tier included: ``宁水 · 一审``."""
    return f"{unit_code} · {role.wording}"


def workflow_name(unit_code: str) -> str:
    """The name of the unit's workflow."""
    return f"{unit_code} · 发布审查"
