"""Are the snippets that public pages show still what they were when the pages were signed?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_govreview.content.named import (
    Named,
    is_changed,
    named_now,
    still_installed,
)
from wagtail_govreview.ledger.digests import algorithm_of
from wagtail_govreview.ledger.verification import Checked, Problem
from wagtail_govreview.publication.live import current_entries

PIECE = 200


@dataclass
class Use:
    """On how many public pages something is shown as it was, and the register number of the first."""

    count: int = 0
    number: str = ""


def verify_named(unit: str = "") -> Iterator[Problem | Checked]:
    """Every snippet and other record that public pages were signed with. One query for each kind of them."""
    uses = _uses(unit)
    changed = set(_changed(uses))
    for named, use in uses.items():
        if named in changed:
            yield _problem(named, use)
    yield Checked(_("snippets on public pages"), len(uses))


def _uses(unit: str) -> dict[Named, Use]:
    """What the sheets of all that is public named, read in pieces."""
    entries = current_entries().filter(page__live=True, sheet__isnull=False).order_by("pk")
    if unit:
        entries = entries.filter(unit__code=unit)
    uses: dict[Named, Use] = defaultdict(Use)
    last = 0
    rows = entries.values_list("pk", "number", "sheet__answers__named")
    while piece := list(rows.filter(pk__gt=last)[:PIECE]):
        for _pk, number, named in piece:
            for item in named or ():
                use = uses[Named(**item)]
                use.count += 1
                use.number = use.number or number
        last = piece[-1][0]
    return uses


def _changed(named: Iterable[Named]) -> Iterator[Named]:
    by_algorithm: dict[str, list[Named]] = defaultdict(list)
    for each in named:
        by_algorithm[algorithm_of(each.digest)].append(each)
    for algorithm, group in by_algorithm.items():
        models = {each: still_installed(each) for each in group}
        present = [(model, each.key) for each, model in models.items() if model is not None]
        now = named_now(present, algorithm)
        for each in group:
            if is_changed(each, now.get((each.model, each.key))):
                yield each


def _problem(named: Named, use: Use) -> Problem:
    sentence = ngettext(
        "“%(label)s” (%(model)s %(key)s) is not what it was when %(count)d public page that shows it was signed "
        "(entry %(number)s). Put it back, or have the page reviewed again.",
        "“%(label)s” (%(model)s %(key)s) is not what it was when %(count)d public pages that show it were signed "
        "(the first: entry %(number)s). Put it back, or have the pages reviewed again.",
        use.count,
    )
    values = {
        "label": named.label,
        "model": named.model,
        "key": named.key,
        "count": use.count,
        "number": use.number,
    }
    return Problem(
        "publication.named_changed", f"{named.model}:{named.key} {use.number}", sentence % values
    )
