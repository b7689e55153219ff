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


def no_document() -> Refusal:
    """The draft has no document with this key."""
    sentence = _(
        "This draft holds no such document. Images, and files that belong to the page itself, have to be replaced by hand."
    )
    return Refusal("screening.mask_no_document", sentence)


def for_copying(*, may_add: bool) -> list[Refusal]:
    """What keeps this person from adding the copy."""
    if may_add:
        return []
    sentence = _("You may not add documents to this document's collection.")
    return [Refusal("screening.mask_no_collection", sentence)]


def still_used() -> Refusal:
    """The draft refers to the document in a way that cannot be changed here."""
    sentence = _(
        "The page also refers to the document in a way that cannot be changed here, such as through another object. "
        "Change it by hand; nothing was kept."
    )
    return Refusal("screening.mask_still_used", sentence)


def not_copied(code: str, note: str) -> Refusal:
    """Why there is no masked copy; ``code`` and ``note`` as readers give them."""
    if code == "attachment.not_masked":
        sentence = _(
            "Something would be left to be recognised in the copy (%(where)s), so nothing was kept. "
            "Mask the source by hand and upload it anew."
        )
        return Refusal("screening.mask_left", sentence % {"where": note})
    if code == "attachment.no_reader":
        sentence = _(
            "Files of this kind cannot be masked here. Mask the source that it was made from, and publish it anew."
        )
        return Refusal("screening.mask_kind", sentence)
    sentence = _(
        "The file could not be read wholly, so no masked copy was made of it. Mask the source by hand and upload it anew."
    )
    return Refusal("screening.mask_unreadable", sentence)
