"""Appoint a person to sign a tier, or dismiss them: the post and the group go together."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction

from wagtail_govreview.ledger import people
from wagtail_govreview.ledger.services import append
from wagtail_govreview.refusal import Refusal, refuse_if
from wagtail_govreview.units import rules, signals
from wagtail_govreview.units.models import Signer, Unit
from wagtail_govreview.units.quiet import quietly
from wagtail_govreview.units.roles import role_label


@transaction.atomic
def appoint(signer: Signer, *, actor: Any = None) -> Signer:
    """Save ``signer`` and put the person into the tier's group. Raises ``Refused``.

    When the person, unit or tier of an existing post changes, the former holder is dismissed first. One
    ledger line ``signer.appointed`` in each unit concerned, if anything changed. Nobody appoints themselves.
    """
    refuse_if(
        [*rules.for_post(signer.tier, signer.post), *own_role_refusals(signer, actor)],
    )
    stored = Signer.objects.select_for_update().filter(pk=signer.pk).first()
    if stored and _whose(stored) != _whose(signer):
        _leave(stored, actor)
        stored = None
    before = facts_of(stored) if stored else {}
    signer.save()
    joined = _join_group(signer)
    after = facts_of(signer)
    if joined or before != after:
        _write("signer.appointed", signer, actor, {"before": before, "after": after})
        signals.signer_appointed.send(Signer, signer=signer, actor=actor)
    return signer


@transaction.atomic
def dismiss(signer: Signer, *, actor: Any = None) -> None:
    """Delete ``signer`` and take the person out of the tier's group. What they signed stays signed."""
    _leave(signer, actor)
    signer.delete()


def own_role_refusals(signer: Signer, actor: Any) -> list[Refusal]:
    """A new post of one's own is refused; the title or the picture of a post that one has may be mended."""
    held = Signer.objects.filter(unit=signer.unit_id, user=signer.user_id, tier=signer.tier)
    if held.filter(post=signer.post).exists():
        return []
    person = people.key(signer.user)
    return rules.for_own_role(people.key(actor), person, role_label(signer.tier))


def facts_of(signer: Signer) -> dict[str, Any]:
    """A post as plain data for the ledger."""
    return {
        "person": people.display_name(signer.user),
        "person_key": people.key(signer.user),
        "tier": signer.tier,
        "post": signer.post,
        "title": signer.title,
        "signature_image": signer.signature_image.name or "",
    }


def _whose(signer: Signer) -> tuple[Any, ...]:
    return signer.unit_id, signer.user_id, signer.tier


def _leave(signer: Signer, actor: Any) -> None:
    group = _group(signer.unit, signer.tier)
    if group is not None:
        with quietly():
            signer.user.groups.remove(group)
    _write("signer.dismissed", signer, actor, {"before": facts_of(signer), "after": {}})
    signals.signer_dismissed.send(
        Signer, unit=signer.unit, user=signer.user, tier=signer.tier, actor=actor
    )


def _join_group(signer: Signer) -> bool:
    """Put the person into the group of the tier; was that needed? A unit not set up yet has no group."""
    group = _group(signer.unit, signer.tier)
    if group is None or signer.user.groups.filter(pk=group.pk).exists():
        return False
    with quietly():
        signer.user.groups.add(group)
    return True


def _group(unit: Unit, role: str) -> Group | None:
    return Group.objects.filter(govreview_role__unit=unit, govreview_role__role=role).first()


def _write(act: str, signer: Signer, actor: Any, data: dict[str, Any]) -> None:
    append(
        signer.unit.code,
        act,
        actor=actor,
        subject=signer,
        summary=people.display_name(signer.user),
        data=data,
    )
