"""When a draft may be masked: pure decisions."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from wagtail_govreview.refusal import Refusal


@dataclass(frozen=True, kw_only=True)
class Facts:
    """``latest``, ``seen``: numbers of the newest draft and of the one that the person looked at; ``None``: no draft."""

    may_edit: bool
    locked: bool
    is_alias: bool
    latest: int | None
    seen: int | None


def for_person(facts: Facts) -> list[Refusal]:
    """What keeps this person from changing the draft now."""
    if not facts.may_edit:
        return [Refusal("screening.may_not_mask", _("You may not edit this page."))]
    if facts.is_alias:
        sentence = _("This page repeats another one. Mask that one.")
        return [Refusal("screening.mask_alias", sentence)]
    if facts.locked:
        sentence = _(
            "The page is locked, because it is in review or somebody locked it. "
            "Have it taken back or unlocked first; until then nothing is masked."
        )
        return [Refusal("screening.mask_locked", sentence)]
    return []


def for_masking(facts: Facts) -> list[Refusal]:
    """What keeps the masked draft from being saved."""
    refusals = for_person(facts)
    if not refusals and facts.latest != facts.seen:
        sentence = _("A newer draft was saved meanwhile. Look at the comparison again.")
        refusals.append(Refusal("screening.newer_draft", sentence))
    return refusals


def nothing_chosen() -> Refusal:
    """Nothing of what was chosen is there to be masked."""
    return Refusal(
        "screening.nothing_to_mask", _("Choose at least one place that is to be masked.")
    )
