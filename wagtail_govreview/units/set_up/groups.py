"""One group for each role, entitled to enter the admin, to take part in the review, and nothing more."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_govreview.ledger import people
from wagtail_govreview.refusal import refuse_if
from wagtail_govreview.rulebook.types import Term
from wagtail_govreview.units import rules
from wagtail_govreview.units.access import TAKES_PART
from wagtail_govreview.units.models import Unit, UnitGroup
from wagtail_govreview.units.roles import group_name, roles
from wagtail_govreview.units.set_up.steps import Steps

PERMISSIONS = {
    "wagtailadmin.access_admin": gettext_lazy("Let “%(group)s” into the admin."),
    TAKES_PART: gettext_lazy("Let “%(group)s” take part in the review."),
}


def ensure_groups(unit: Unit, steps: Steps, *, replace: bool) -> dict[str, Group]:
    """The unit's groups by role. Roles that the profile no longer has keep their group, with a notice."""
    known = {link.role: link.group for link in unit.groups.select_related("group")}
    wanted = {role.code: known.get(role.code) for role in roles()}
    for role in roles():
        wanted[role.code] = wanted[role.code] or _make(unit, role, steps, replace=replace)
    for role_code in known.keys() - wanted.keys():
        steps.notice(
            _("The group “%(group)s” has a role that the rule no longer knows.")
            % {"group": known[role_code].name}
        )
    groups = {code: group for code, group in wanted.items() if group is not None}
    for name, sentence in PERMISSIONS.items():
        _give(name, groups.values(), str(sentence), steps)
    return groups


def _make(unit: Unit, role: Term, steps: Steps, *, replace: bool) -> Group:
    name = group_name(unit.code, role)
    group, made = Group.objects.get_or_create(name=name)
    if not made:
        refuse_if(rules.for_group(name, group.user_set.count(), replace))
        _leave_former_unit(group, steps)
    UnitGroup.objects.create(unit=unit, role=role.code, group=group)
    sentence = _("Made the group “%(group)s”.") if made else _("Took over the group “%(group)s”.")
    steps.did(sentence % {"group": name})
    _let_signers_in(unit, role, group, steps)
    return group


def _let_signers_in(unit: Unit, role: Term, group: Group, steps: Steps) -> None:
    """People appointed before the group existed. A group that is there is never filled behind anybody's back."""
    for signer in unit.signers.filter(tier=role.code).select_related("user"):
        group.user_set.add(signer.user)
        person = people.display_name(signer.user)
        steps.did(_("Put %(person)s into “%(group)s”.") % {"person": person, "group": group.name})


def _leave_former_unit(group: Group, steps: Steps) -> None:
    for former in UnitGroup.objects.filter(group=group).select_related("unit"):
        former.delete()
        steps.did(
            _("Took the group “%(group)s” away from %(unit)s.")
            % {"group": group.name, "unit": former.unit}
        )


def _give(name: str, groups: Iterable[Group], sentence: str, steps: Steps) -> None:
    app_label, codename = name.split(".")
    permission = Permission.objects.get(content_type__app_label=app_label, codename=codename)
    holders = set(permission.group_set.values_list("pk", flat=True))
    for group in groups:
        if group.pk not in holders:
            group.permissions.add(permission)
            steps.did(sentence % {"group": group.name})
