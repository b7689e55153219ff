"""What may be said about units and signers. Pure decisions: values in, refusals out."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from wagtail_govreview.conf import settings
from wagtail_govreview.refusal import Refusal
from wagtail_govreview.rulebook import UnknownTerm, get_profile

CODE = re.compile(r"[\w.\-]{1,32}")
IMAGE_FORMATS = ("PNG", "JPEG")


def for_code(code: str) -> list[Refusal]:
    """Is ``code`` fit to stand in numbers, group names and addresses?"""
    if CODE.fullmatch(code):
        return []
    sentence = _(
        "“%(code)s” is no code of a unit: use 1 to 32 letters, Chinese characters, digits, “.”, “-” or “_”."
    )
    return [Refusal("units.code", sentence % {"code": code}, "code")]


def for_code_change(old: str, new: str) -> list[Refusal]:
    """A code stands in numbers that are given away, so it never changes."""
    if not old or old == new:
        return []
    sentence = _("The code “%(old)s” stands in numbers already given and cannot be changed.")
    return [Refusal("units.code_fixed", sentence % {"old": old}, "code")]


def for_superior(code: str, superiors: Collection[str]) -> list[Refusal]:
    """``superiors``: codes of the wished superior unit and of everything above it."""
    if code not in superiors:
        return []
    sentence = _("A unit cannot be its own superior, not even through other units.")
    return [Refusal("units.circle", sentence, "parent")]


def for_root_page(page_title: str, taken_by: str) -> list[Refusal]:
    """``taken_by``: name of another unit whose part of the tree begins at the same page, or ``""``."""
    if not taken_by:
        return []
    sentence = _("The page “%(page)s” already belongs to %(unit)s. Choose a page of its own.")
    values = {"page": page_title, "unit": taken_by}
    return [Refusal("units.page_taken", sentence % values, "root_page")]


def for_moving(old_page: str, new_page: str, replace: bool) -> list[Refusal]:
    """Moving a unit to another page ends the review of the pages it leaves, so it is asked for in so many words."""
    if replace or not old_page or old_page == new_page:
        return []
    sentence = _(
        "This unit publishes from “%(old)s”. Moving it to “%(new)s” ends the review of what lies below the old "
        "page. If that is meant, run “govreview_setup” for the new page with --replace."
    )
    return [Refusal("units.moves", sentence % {"old": old_page, "new": new_page}, "root_page")]


def for_assignment(page: str, workflow: str, replace: bool) -> list[Refusal]:
    """``workflow``: name of another active workflow that is assigned to the page, or ``""``."""
    if replace or not workflow:
        return []
    sentence = _(
        "The workflow “%(workflow)s” is assigned to the page “%(page)s”. Take it away there, or run "
        "“govreview_setup” with --replace to put the publication review in its place."
    )
    return [Refusal("units.workflow_taken", sentence % {"workflow": workflow, "page": page})]


def for_group(name: str, members: int, replace: bool) -> list[Refusal]:
    """A group of that name which is not the unit's and has ``members`` would hand them the right to sign."""
    if replace or not members:
        return []
    sentence = _(
        "A group “%(name)s” with %(members)d people already exists and does not belong to this unit. Rename or "
        "empty it, or run “govreview_setup” with --replace to take it over with its people."
    )
    return [Refusal("units.group_taken", sentence % {"name": name, "members": members})]


def for_post(tier: str, post: str) -> list[Refusal]:
    """Does the profile know the tier, and the post in it? A post may be left out unless the tier asks for posts."""
    profile = get_profile()
    try:
        known = profile.tier(tier)
    except UnknownTerm:
        sentence = _("“%(tier)s” is no tier of the rule in force.") % {"tier": tier}
        return [Refusal("units.tier", sentence, "tier")]
    if not post and not known.required_posts:
        return []
    if any(item.code == post for item in known.posts):
        return []
    sentence = _("Choose one of the posts of “%(tier)s”.") % {"tier": known}
    return [Refusal("units.post", sentence, "post")]


def for_signature_image(size: int, image_format: str, pixels: int = 0) -> list[Refusal]:
    """``size`` in bytes; ``image_format`` as Pillow names it, ``""`` when it is no picture; ``pixels``: width times height."""
    refusals = []
    if size > settings.signature_bytes:
        sentence = _("The picture may have at most %(size)s.")
        words = {"size": filesizeformat(settings.signature_bytes)}
        refusals.append(Refusal("units.image_size", sentence % words, "signature_image"))
    if pixels > settings.signature_pixels:
        sentence = _(
            "The picture has %(pixels)d pixels, at most %(limit)d are allowed. Make it smaller."
        )
        numbers = {"pixels": pixels, "limit": settings.signature_pixels}
        refusals.append(Refusal("units.image_pixels", sentence % numbers, "signature_image"))
    if image_format not in IMAGE_FORMATS:
        sentence = _("The picture must be a PNG or JPEG file.")
        refusals.append(Refusal("units.image_format", sentence, "signature_image"))
    return refusals


def for_own_role(actor_key: str, person_key: str, role: str) -> list[Refusal]:
    """Nobody gives themselves a role: another person has to. Keys: ``""`` for nobody and for the machine."""
    if not actor_key or actor_key != person_key:
        return []
    sentence = _(
        "Nobody can give themselves a role in a unit. Ask another administrator to enter you as “%(role)s”."
    )
    return [Refusal("units.own_role", sentence % {"role": role}, "user")]


def for_membership(role: str, is_tier: bool, has_group: bool) -> list[Refusal]:
    """May people be put into the group of a role by hand? Signers are appointed, with their post."""
    if is_tier:
        sentence = _("Signers are appointed, not put into a group: use “Appoint”.")
        return [Refusal("units.appoint_instead", sentence, "user")]
    if not has_group:
        sentence = _("The unit has no group for “%(role)s” yet. Set up the unit first.")
        return [Refusal("units.no_group", sentence % {"role": role}, "user")]
    return []
