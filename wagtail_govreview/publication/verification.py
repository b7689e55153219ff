"""Is what is live still what was signed, and is the register whole?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from wagtail_govreview.content.fingerprint import has_fingerprint
from wagtail_govreview.content.gathering import UNREADABLE, Gathered, Unread, gather, why
from wagtail_govreview.ledger.destruction.knowledge import destroyed_serials, was_destroyed
from wagtail_govreview.ledger.digests import algorithm_of
from wagtail_govreview.ledger.models import Chain, LedgerLine
from wagtail_govreview.ledger.reading import Findings, in_pieces, still_there
from wagtail_govreview.ledger.told import data_of
from wagtail_govreview.ledger.verification import Checked, Problem
from wagtail_govreview.pages import base_page_model
from wagtail_govreview.publication.aliases import as_signed
from wagtail_govreview.publication.entry_proofs import EntryProofs
from wagtail_govreview.publication.live import current_entries, live_keys
from wagtail_govreview.publication.models import RegisterEntry
from wagtail_govreview.publication.services.adopt import STOCK_SERIES
from wagtail_govreview.publication.services.register import (
    REGISTER_SERIES,
    STOCK_YEAR,
    entry_digest,
)
from wagtail_govreview.review.sheet_proofs import labels
from wagtail_govreview.units.series import SeriesCheck
from wagtail_govreview.units.territory import Territory

CHUNK = 200


def verify_register(unit: str = "") -> Iterator[Problem | Checked]:
    """Every entry against its digest, the ledger and the entries beside it, and each unit's numbers for gaps."""
    entries = RegisterEntry.objects.select_related("unit")
    if unit:
        entries = entries.filter(unit__code=unit)
    counters = SeriesCheck(REGISTER_SERIES, unit), SeriesCheck(STOCK_SERIES, unit)
    given: tuple[dict[Any, int], dict[Any, int]] = ({}, {})
    count = 0
    for of_unit, year in _series(entries):
        last = 0
        for piece in in_pieces(entries.filter(unit=of_unit, year=year), "serial", size=CHUNK):
            count += len(piece)
            yield from _gaps(piece, last)
            yield from still_there(_look_at_entries, piece, entries)
            last = piece[-1].serial
        given[year == STOCK_YEAR][of_unit, year] = last
    for series, found in zip(counters, given, strict=True):
        yield from series.problems(found, destroyed=_last_destroyed)
    yield Checked(_("register entries"), count)


def _follows(entry: RegisterEntry, last: int) -> bool:
    """Is nothing missing between the serial number ``last`` and ``entry`` but what was destroyed by approval?"""
    if entry.serial == last + 1:
        return True
    destroyed = destroyed_serials(entry.unit.code, entry.year)
    return entry.serial > last and destroyed.issuperset(range(last + 1, entry.serial))


def _last_destroyed(code: str, year: int) -> int:
    """The highest number of a series whose entry was destroyed by approval; 0 where none was."""
    return max(destroyed_serials(code, year), default=0)


def _series(entries: QuerySet[RegisterEntry]) -> list[tuple[Any, int]]:
    found = entries.order_by("unit_id", "year").values_list("unit_id", "year")
    return list(found.distinct())


def _look_at_entries(entries: Sequence[RegisterEntry]) -> Findings:
    proofs = EntryProofs(entries)
    for entry in entries:
        for problem in _entry(entry, proofs):
            yield entry.pk, problem


def _entry(entry: RegisterEntry, proofs: EntryProofs) -> Iterator[Problem]:
    number = {"number": entry.number}
    if entry_digest(entry) != entry.digest:
        sentence = _("Register entry %(number)s is not what was registered.")
        yield Problem("publication.entry_changed", entry.number, sentence % number)
    if not proofs.is_told(entry):
        sentence = _("No ledger line tells of register entry %(number)s: it was slipped in.")
        yield Problem("publication.entry_unwritten", entry.number, sentence % number)
    wrong = list(proofs.wrong_fields(entry))
    if wrong:
        sentence = _(
            "Register entry %(number)s: what it says of %(fields)s does not fit its number, its sheet and the entries "
            "before and after it."
        )
        values = {**number, "fields": labels(RegisterEntry, wrong)}
        yield Problem("publication.entry_standing", entry.number, sentence % values)
    if not proofs.has_its_content(entry):
        sentence = _(
            "Register entry %(number)s: the kept content %(fingerprint)s is gone or exchanged."
        )
        values = {**number, "fingerprint": entry.fingerprint}
        yield Problem("publication.entry_content", entry.number, sentence % values)


def _gaps(entries: Sequence[RegisterEntry], last: int) -> Iterator[Problem]:
    """``last``: the serial number before the first of the ``entries``."""
    for entry in entries:
        if not _follows(entry, last):
            yield _gap(entry, last + 1)
        last = entry.serial


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
        for piece in in_pieces(lines, "number", size=CHUNK):
            yield from _missing(chain, piece)


def _missing(chain: Chain, lines: Sequence[LedgerLine]) -> Iterator[Problem]:
    told = [(line, data_of(line.data)) for line in lines]
    numbers = [data.get("number", "") for _line, data in told]
    kept = set(RegisterEntry.objects.filter(number__in=numbers).values_list("number", "digest"))
    gone = [
        each for each in told if (each[1].get("number"), each[1].get("entry_digest")) not in kept
    ]
    destroyed = was_destroyed(data.get("entry_digest", "") for _line, data in gone)
    for line, data in gone:
        if data.get("entry_digest") not in destroyed:
            sentence = _(
                "Register entry %(number)s is gone or was changed (%(chain)s, ledger line %(line)s)."
            )
            number = data.get("number", "?")
            values = {"number": number, "chain": chain.name, "line": line.number}
            yield Problem("publication.entry_missing", number, sentence % values)


def verify_live_pages(unit: str = "") -> Iterator[Problem | Checked]:
    """Every public page under the rule against the fingerprint that was signed for it."""
    count = 0
    for keys in live_keys(_region(unit), CHUNK):
        count += len(keys)
        gathered, unread = gather(keys)
        entries = _current(keys)
        for item in gathered:
            yield from live_problem(item, entries.get(item.page.pk))
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


def live_problem(item: Gathered, entry: RegisterEntry | None) -> Iterator[Problem]:
    """What is wrong with a public page, given its current entry."""
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
