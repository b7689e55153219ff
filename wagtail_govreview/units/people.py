"""One unit at a glance: who has which role, and where somebody is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from wagtail_govreview.ledger import people
from wagtail_govreview.rulebook.types import Term, Tier
from wagtail_govreview.units.models import Signer, Unit
from wagtail_govreview.units.roles import ARCHIVIST, EDITOR, UNIT_ADMINISTRATOR, roles

# A unit works without them: registrars file as well, and the site's administrators manage its people.
MAY_BE_EMPTY = (ARCHIVIST, UNIT_ADMINISTRATOR)


@dataclass(frozen=True)
class Member:
    """A person in a role. ``hints``: what somebody should look at."""

    user: Any
    name: str
    signer: Signer | None
    title: str
    post: str
    in_group: bool
    hints: tuple[str, ...]


@dataclass(frozen=True)
class RoleOverview:
    """A role with its people. ``gaps``: why the role cannot do its work yet."""

    role: Term
    group: Group | None
    members: tuple[Member, ...]
    gaps: tuple[str, ...]

    @property
    def is_tier(self) -> bool:
        return isinstance(self.role, Tier)

    @property
    def subject(self) -> str:
        return str(self.role.subject.label) if isinstance(self.role, Tier) else ""


def with_people(units: QuerySet[Unit]) -> QuerySet[Unit]:
    """``units`` with all that :func:`overview` reads: a constant number of queries."""
    return units.prefetch_related("groups__group__user_set", "signers__user")


def overview(unit: Unit) -> list[RoleOverview]:
    """All roles of ``unit``, read :func:`with_people`, in the order of the rule."""
    groups = {link.role: link.group for link in unit.groups.all()}
    signers = list(unit.signers.all())
    return [_role(role, groups.get(role.code), signers, groups) for role in roles()]


def gaps(unit: Unit) -> list[tuple[Term, str]]:
    """What keeps the unit from publishing: the roles that miss somebody, with the reason."""
    return [(item.role, reason) for item in overview(unit) for reason in item.gaps]


def _role(
    role: Term, group: Group | None, signers: Sequence[Signer], groups: dict[str, Group]
) -> RoleOverview:
    of_tier = {signer.user_id: signer for signer in signers if signer.tier == role.code}
    inside = [user for user in group.user_set.all() if user.is_active] if group else []
    outside = [
        signer.user
        for signer in of_tier.values()
        if signer.user.is_active and signer.user not in inside
    ]
    elsewhere = _other_tiers(role, groups)
    members = [
        _member(role, user, of_tier.get(user.pk), user in inside, elsewhere)
        for user in sorted([*inside, *outside], key=people.display_name)
    ]
    return RoleOverview(role, group, tuple(members), tuple(_gaps(role, group, members)))


def _other_tiers(role: Term, groups: dict[str, Group]) -> dict[Any, list[str]]:
    """The other tiers that each person signs."""
    found: dict[Any, list[str]] = {}
    for other in roles():
        if isinstance(other, Tier) and other.code != role.code and other.code in groups:
            for user in groups[other.code].user_set.all():
                found.setdefault(user.pk, []).append(str(other.label))
    return found


def _member(
    role: Term, user: Any, signer: Signer | None, in_group: bool, elsewhere: dict[Any, list[str]]
) -> Member:
    hints = []
    if isinstance(role, Tier):
        hints = list(_hints(user, signer, in_group, elsewhere))
    return Member(
        user=user,
        name=people.display_name(user),
        signer=signer,
        title=signer.title if signer else "",
        post=post_label(role.code, signer.post) if signer else "",
        in_group=in_group,
        hints=tuple(hints),
    )


def _hints(
    user: Any, signer: Signer | None, in_group: bool, elsewhere: dict[Any, list[str]]
) -> Iterable[str]:
    if not in_group:
        yield _("Is appointed but not in the group, and cannot sign.")
    if signer is None:
        yield _("Signs without a post title: appoint this person to print one.")
    if user.pk in elsewhere:
        yield _("Also signs: %(tiers)s. Nobody signs two tiers of the same sheet.") % {
            "tiers": ", ".join(elsewhere[user.pk])
        }


def post_label(role_code: str, code: str) -> str:
    """A post of a role in the reader's language; a code that the rule no longer knows as it is."""
    posts = [
        post
        for role in roles()
        if role.code == role_code and isinstance(role, Tier)
        for post in role.posts
    ]
    return next((str(post.label) for post in posts if post.code == code), code)


def _gaps(role: Term, group: Group | None, members: Sequence[Member]) -> Iterable[str]:
    able = [member for member in members if member.in_group]
    if not members and role in MAY_BE_EMPTY:
        return
    if group is None:
        yield _("There is no group for this role yet. Set up the unit.")
    elif not able:
        yield _nobody(role)
    elif isinstance(role, Tier) and role.required_posts:
        held = {member.signer.post for member in able if member.signer}
        missing = [str(post.label) for post in role.missing_posts(held)]
        if missing:
            yield _("Nobody signs as: %(posts)s.") % {"posts": ", ".join(missing)}


def _nobody(role: Term) -> str:
    if isinstance(role, Tier):
        if role.escalated_only:
            return _("Nobody signs here: what is escalated would wait for ever.")
        return _("Nobody signs here: nothing can be published.")
    if role == EDITOR:
        return _("Nobody writes here.")
    return _("Nobody has this role.")
