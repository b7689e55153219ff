"""Is what is live still what was signed, and is the register whole?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from wagtail_govreview.content.fingerprint import has_fingerprint
from wagtail_govreview.content.gathering import UNREADABLE, Gathered, Unread, gather, why
from wagtail_govreview.ledger.digests import algorithm_of
from wagtail_govreview.ledger.models import Chain, LedgerLine
from wagtail_govreview.ledger.subjects import subject_key
from wagtail_govreview.ledger.verification import Checked, Problem
from wagtail_govreview.pages import base_page_model
from wagtail_govreview.publication.aliases import as_signed
from wagtail_govreview.publication.live import current_entries, live_keys
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.services.register import entry_digest
from wagtail_govreview.units.territory import Territory

CHUNK = 200


def verify_register(unit: str = "") -> Iterator[Problem | Checked]:
    """Every entry against its digest and the ledger, and each unit's numbers for gaps and doubles."""
    entries = RegisterEntry.objects.select_related("unit")
    if unit:
        entries = entries.filter(unit__code=unit)
    count = 0
    for of_unit, year in _series(entries):
        expected = 1
        for piece in _pieces(entries.filter(unit=of_unit, year=year), "serial"):
            count += len(piece)
            written = _written(piece)
            for entry in piece:
                if entry.serial != expected:
                    yield _gap(entry, expected)
                expected = entry.serial + 1
                yield from _entry(entry, written)
    yield Checked(_("register entries"), count)


def _series(entries: QuerySet[RegisterEntry]) -> list[tuple[Any, int]]:
    found = entries.order_by("unit_id", "year").values_list("unit_id", "year")
    return list(found.distinct())


def _written(entries: Sequence[RegisterEntry]) -> set[tuple[str, str, str]]:
    """Of which entries the ledger tells: chain, act and subject of the lines."""
    subjects = [subject_key(entry) for entry in entries]
    lines = LedgerLine.objects.filter(subject__in=subjects).order_by()
    return set(lines.values_list("chain__name", "act", "subject"))


def _entry(entry: RegisterEntry, written: set[tuple[str, str, str]]) -> Iterator[Problem]:
    number = {"number": entry.number}
    if entry_digest(entry) != entry.digest:
        sentence = _("Register entry %(number)s is not what was registered.")
        yield Problem("publication.entry_changed", entry.number, sentence % number)
    if (entry.unit.code, f"publication.{entry.kind}", subject_key(entry)) not in written:
        sentence = _("No ledger line tells of register entry %(number)s: it was slipped in.")
        yield Problem("publication.entry_unwritten", entry.number, sentence % number)


def _pieces(queryset: QuerySet[Any], key: str) -> Iterator[list[Any]]:
    """The objects by a unique number in pieces: constant memory on every database."""
    last = -1
    while piece := list(queryset.filter(**{f"{key}__gt": last}).order_by(key)[:CHUNK]):
        yield piece
        last = getattr(piece[-1], key)


def _gap(entry: RegisterEntry, expected: int) -> Problem:
    return Problem(
        "publication.gap",
        entry.number,
        _("Register of %(unit)s, %(year)s: number %(expected)s is missing before %(number)s.")
        % {
            "unit": entry.unit.name,
            "year": entry.year,
            "expected": expected,
            "number": entry.number,
        },
    )


ENTRY_ACTS = tuple(f"publication.{kind}" for kind in RegisterEntry.Kind.values)


def verify_register_against_ledger(unit: str = "") -> Iterator[Problem | Checked]:
    """Every entry that the ledger tells of is still there, with the digest it had."""
    chains = Chain.objects.filter(name=unit) if unit else Chain.objects.all()
    for chain in chains.order_by("pk"):
        lines = LedgerLine.objects.filter(chain=chain, act__in=ENTRY_ACTS)
        for piece in _pieces(lines, "number"):
            yield from _missing(piece)


def _missing(lines: Sequence[LedgerLine]) -> Iterator[Problem]:
    told = [(line, json.loads(line.data)) for line in lines]
    numbers = [data["number"] for _line, data in told]
    kept = set(RegisterEntry.objects.filter(number__in=numbers).values_list("number", "digest"))
    for line, data in told:
        if (data["number"], data["entry_digest"]) not in kept:
            yield Problem(
                "publication.entry_missing",
                data["number"],
                _("Register entry %(number)s is gone or was changed (ledger line %(line)s).")
                % {"number": data["number"], "line": line.number},
            )


def verify_live_pages(unit: str = "") -> Iterator[Problem | Checked]:
    """Every public page under the rule against the fingerprint that was signed for it."""
    count = 0
    for keys in live_keys(_region(unit), CHUNK):
        count += len(keys)
        gathered, unread = gather(keys)
        entries = _current(keys)
        for item in gathered:
            yield from _live_problem(item, entries.get(item.page.pk))
        yield from _unreadable(unread)
    yield Checked(_("live pages"), count)


def _region(unit: str) -> Q:
    """The part of the tree that the unit with this code answers for; everything for ``""``."""
    if not unit:
        return Q()
    territory = Territory()
    found = next((each for each in territory if each.code == unit), None)
    return territory.region(found) if found else Q(pk__in=())


def _current(keys: Sequence[Any]) -> dict[Any, RegisterEntry]:
    entries = current_entries().filter(page_id__in=keys).order_by("happened_at", "pk")
    return {entry.page_id: entry for entry in entries.only("page_id", "number", "fingerprint")}


def _live_problem(item: Gathered, entry: RegisterEntry | None) -> Iterator[Problem]:
    page = item.page
    where = page.get_url() or page.url_path
    place = {"title": page.title, "where": where}
    if entry is None:
        sentence = _("“%(title)s” (%(where)s) is public, but nobody has signed or registered it.")
        yield Problem("publication.unregistered", where, sentence % place)
        return
    try:
        unchanged = _is_as_registered(item, entry.fingerprint)
    except UNREADABLE as error:
        yield from _unreadable([Unread(page.pk, why(error))])
        return
    if not unchanged:
        sentence = _(
            "“%(title)s” (%(where)s) is not what was signed: "
            "it was changed after entry %(number)s, behind the review."
        )
        yield Problem("publication.drift", where, sentence % {**place, "number": entry.number})


def _is_as_registered(item: Gathered, signed: str) -> bool:
    """The page's own content; of an alias also its original's, on whose signatures it may have become public."""
    algorithm = algorithm_of(signed)
    if not algorithm:
        return False
    if item.take(algorithm).fingerprint == signed:
        return True
    return item.page.alias_of_id is not None and has_fingerprint(as_signed(item.page), signed)


def _unreadable(unread: Sequence[Unread]) -> Iterator[Problem]:
    reasons = {each.key: each.reason for each in unread}
    if not reasons:
        return
    pages: Any = base_page_model()._base_manager.filter(pk__in=reasons)
    for page in pages.order_by("path"):
        values = {"title": page.title, "where": page.url_path, "reason": reasons[page.pk]}
        sentence = _("“%(title)s” (%(where)s) cannot be compared with what was signed. %(reason)s")
        yield Problem("publication.unreadable", page.url_path, sentence % values)


def verify_withdrawn(unit: str = "") -> Iterator[Problem | Checked]:
    """Every entry that says “current” has a public page."""
    entries = RegisterEntry.objects.filter(state=RegisterEntry.State.CURRENT).exclude(
        page__live=True
    )
    if unit:
        entries = entries.filter(unit__code=unit)
    for entry in entries.order_by("pk").iterator(chunk_size=CHUNK):
        yield Problem(
            "publication.not_live",
            entry.number,
            _("Entry %(number)s (“%(title)s”) says that the page is public, but it is not.")
            % {"number": entry.number, "title": entry.title},
        )
