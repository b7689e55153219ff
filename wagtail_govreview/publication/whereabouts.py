"""Where is what the register calls public: still under the rule, with the organ that signed, within reach?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Site

from wagtail_govreview.content.gathering import gather
from wagtail_govreview.ledger.reading import in_pieces
from wagtail_govreview.ledger.verification import Problem
from wagtail_govreview.pages import base_page_model
from wagtail_govreview.publication.aliases import may_follow
from wagtail_govreview.publication.live import current_entries
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.verification import live_problem
from wagtail_govreview.review.handed_back import units_handed_back
from wagtail_govreview.units.governance import governed_paths
from wagtail_govreview.units.territory import Territory

PIECE = 200


@dataclass(frozen=True)
class Placed:
    """A current entry and its public page, which knows its place only."""

    entry: RegisterEntry
    page: Any


def verify_outside(unit: str = "") -> Iterator[Problem]:
    """Registered pages that lie outside the rule by now: nobody would sign their next change."""
    paths = governed_paths()
    for piece in _placed(unit):
        outside = {each.page.pk: each for each in piece if each.page not in paths}
        for each in outside.values():
            yield _outside(each)
        for item in gather(list(outside))[0] if outside else ():
            yield from live_problem(item, outside[item.page.pk].entry)


def verify_places(unit: str = "") -> Iterator[Problem]:
    """A page that was moved shows the signatures of one organ under the name of another; one above which no site
    begins cannot be read by anybody."""
    territory = Territory()
    roots = [path for _site, path, *_rest in Site.get_site_root_paths()]
    lost: Counter[Any] = Counter()
    for piece in _placed(unit):
        for each in piece:
            organ = territory.unit_of(each.page)
            if organ is not None and not _answers(each, organ):
                yield _elsewhere(each, organ)
            if each.entry.url and not any(each.page.url_path.startswith(path) for path in roots):
                lost[each.entry.unit] += 1
    for of_unit, number in lost.items():
        yield _out_of_reach(of_unit, number)


def _answers(placed: Placed, organ: Any) -> bool:
    """Are the signatures the organ's own? What stands, or stood, in for a translation may lie with one below those
    who signed the original."""
    if organ.pk == placed.entry.unit_id:
        return True
    signed = placed.entry.sheet_page_key  # type: ignore[attr-defined]
    return signed not in (None, placed.entry.page_key) and may_follow(
        placed.page, placed.entry.unit
    )


def _placed(unit: str) -> Iterator[Sequence[Placed]]:
    """All current entries with their public pages, in pieces: constant memory on every database.

    Without those of units that have left the review: what they publish now is nobody's business here.
    """
    entries = current_entries().filter(page__live=True).exclude(unit__code__in=units_handed_back())
    entries = entries.select_related("unit").defer("snapshot", "signers")
    entries = entries.annotate(sheet_page_key=F("sheet__page_key"))
    if unit:
        entries = entries.filter(unit__code=unit)
    for piece in in_pieces(entries, size=PIECE):
        places = base_page_model()._base_manager.only("path", "url_path", "title")
        pages = places.in_bulk([entry.page_id for entry in piece])
        yield [Placed(entry, pages[entry.page_id]) for entry in piece if entry.page_id in pages]


def _outside(placed: Placed) -> Problem:
    sentence = _(
        "“%(title)s” is in the register of %(unit)s (entry %(number)s), but nothing is reviewed where it lies now "
        "(%(where)s). Move it back, or take it offline."
    )
    values = {
        "title": placed.page.title,
        "unit": placed.entry.unit.name,
        "number": placed.entry.number,
        "where": placed.page.url_path,
    }
    return Problem("publication.outside", placed.entry.number, sentence % values)


def _elsewhere(placed: Placed, organ: Any) -> Problem:
    sentence = _(
        "“%(title)s” was signed for %(unit)s (entry %(number)s), but lies in the part of %(organ)s. Move it back, let "
        "%(organ)s publish it anew, or take it over with govreview_adopt."
    )
    values = {
        "title": placed.page.title,
        "unit": placed.entry.unit.name,
        "number": placed.entry.number,
        "organ": organ.name,
    }
    return Problem("publication.elsewhere", placed.entry.number, sentence % values)


def _out_of_reach(unit: Any, number: int) -> Problem:
    sentence = ngettext(
        "%(count)d page that the register of %(unit)s calls public is out of reach: no site begins above it.",
        "%(count)d pages that the register of %(unit)s calls public are out of reach: no site begins above them.",
        number,
    )
    return Problem(
        "publication.out_of_reach", unit.code, sentence % {"count": number, "unit": unit.name}
    )
