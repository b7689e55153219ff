"""The checks of the links of an item: hidden ones, those that leave the government's websites, broken and dead ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from wagtail_govreview.moments import local_moment
from wagtail_govreview.screening.checks.links import types
from wagtail_govreview.screening.checks.links.elements import Element
from wagtail_govreview.screening.checks.links.facts import LINKS, Found, LinkFacts, links_of
from wagtail_govreview.screening.findings import FindingType, Hit
from wagtail_govreview.screening.registry import ITEM, Context, Item, register

LONGEST_TEXT = 40
_LONG_NUMBER = re.compile(r"[0-9][0-9 -]{4,}[0-9Xx]")  # nobody's telephone gets into a finding


@register(
    types.HIDDEN,
    types.SCRIPT,
    types.DISGUISED,
    types.OUTSIDE,
    types.EMBEDDED,
    types.BROKEN,
    types.DEAD,
    scope=ITEM,
)
def links(item: Item, context: Context) -> Iterator[Hit]:
    """What is wrong with each link and each embedded part; of several things the most severe.

    Without facts in the context (:func:`facts.link_facts`) only the markup is judged, and government hosts alone are known.
    """
    facts: LinkFacts = context.data.get(LINKS) or LinkFacts(found=links_of(item.page))
    for found in facts.found:
        wrong = _wrong(found, facts)
        if wrong is not None:
            kind, remark = wrong
            yield Hit(
                type=kind,
                place=found.place,
                note=_note(found, remark),
                about=found.element.address,
            )


def _wrong(found: Found, facts: LinkFacts) -> tuple[FindingType, str] | None:
    element, address = found.element, found.address
    if found.inside is not None:
        if found.inside in facts.broken:
            return types.BROKEN, _what(found.inside)
        return None
    if address.kind == "code":
        return None if _is_picture(element) else (types.SCRIPT, "")
    if (
        element.is_out_of_sight and address.kind == "web"
    ):  # those that stay on the site are only untidy
        return types.HIDDEN, ""
    if address.kind == "local":
        return types.DISGUISED, _("a file on somebody's computer")
    if address.odd:
        return types.DISGUISED, ", ".join(str(_odd(each)) for each in address.odd)
    if address.kind != "web":
        return None
    if not element.is_link:
        return None if facts.is_known(address.host) else (types.EMBEDDED, "")
    if address.url in facts.dead:
        asked = date_format(local_moment(facts.dead[address.url]), "DATE_FORMAT")
        return types.DEAD, _("asked on %(day)s") % {"day": asked}
    return None if facts.is_known(address.host) else (types.OUTSIDE, "")


def _is_picture(element: Element) -> bool:
    """Is it a picture that is written into the page itself?"""
    return not element.is_link and element.address.lstrip()[:11].lower() == "data:image/"


def _what(inside: tuple[str, str]) -> str:
    names = {
        "page": _("page %(key)s"),
        "document": _("document %(key)s"),
        "image": _("image %(key)s"),
    }
    return names[inside[0]] % {"key": inside[1][:20]}


def _odd(code: str) -> Any:
    return {
        "userinfo": _("with a user name"),
        "port": _("with a port"),
        "number": _("with a number instead of a name"),
    }[code]


def _note(found: Found, remark: str) -> str:
    """``“Text” → https://example.com/path (remark)``."""
    text = Truncator(_LONG_NUMBER.sub("…", " ".join(found.element.text.split()))).chars(
        LONGEST_TEXT
    )
    if "://" in text:  # the address itself, maybe with more than is shown of it
        text = ""
    words = [f"“{text}” →" if text else f"<{found.element.name}> →", found.address.shown]
    if remark:
        words.append(f"({remark})")
    return " ".join(word for word in words if word)
