"""The dictionaries in force as one wordbook, compiled once for each set of versions."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from threading import Lock
from typing import Any

from django.db.models import Q

from wagtail_govreview.screening.dictionaries.entries import Entry, TermKind
from wagtail_govreview.screening.dictionaries.models import (
    Dictionary,
    DictionaryTerm,
    DictionaryVersion,
)
from wagtail_govreview.screening.dictionaries.rows import FIELDS, PIECE
from wagtail_govreview.screening.dictionaries.wordbook import Wordbook
from wagtail_govreview.screening.findings import Severity
from wagtail_govreview.units.models import Unit

KEPT = 8  # wordbooks that a process keeps, the ones used last
_books: OrderedDict[tuple[Any, ...], Wordbook] = OrderedDict()
_lock = Lock()


def wordbook_for(unit: Unit | None) -> Wordbook | None:
    """What finds the terms in force for ``unit``: the shared ones and its own; ``None`` where there are none.

    One query. What is in force never changes, so the keys of the versions name a wordbook; a dictionary's name and
    severity may change, so they are part of its name too.
    """
    return wordbook_of(_versions(unit))


def wordbook_of(versions: Iterable[DictionaryVersion]) -> Wordbook | None:
    """The wordbook of these versions (with their dictionaries): those that never change any more."""
    versions = sorted(versions, key=lambda version: version.pk)
    if not versions:
        return None
    name = tuple(
        (version.pk, version.digest, each.name, each.kind, each.severity)
        for version in versions
        for each in (version.dictionary,)
    )
    with _lock:
        if name in _books:
            _books.move_to_end(name)
            return _books[name]
    book = Wordbook(
        list(entries_of(versions))
    )  # compiled outside of the lock: nobody waits for another's
    with _lock:
        _books[name] = book
        while len(_books) > KEPT:
            _books.popitem(last=False)
    return book


def entries_of(versions: Iterable[DictionaryVersion]) -> Iterator[Entry]:
    """All entries of these versions. One query for each."""
    for version in versions:
        yield from _entries(version)


def _versions(unit: Unit | None) -> list[DictionaryVersion]:
    whose = Q(dictionary__unit=None)
    if unit is not None:
        whose |= Q(dictionary__unit=unit)
    active = DictionaryVersion.objects.filter(
        whose, state=DictionaryVersion.State.ACTIVE, count__gt=0
    )
    return list(active.select_related("dictionary"))


def _entries(version: DictionaryVersion) -> Iterator[Entry]:
    dictionary: Dictionary = version.dictionary
    kind = TermKind(dictionary.kind)
    severity = Severity(dictionary.severity) if dictionary.severity else None
    terms = DictionaryTerm.objects.filter(version=version).order_by("pk")
    for values in terms.values_list(*FIELDS).iterator(chunk_size=PIECE):
        term, suggestion, note, valid_from, valid_until = values
        yield Entry(
            term=term,
            suggestion=suggestion,
            note=note,
            kind=kind,
            severity=severity,
            valid_from=valid_from,
            valid_until=valid_until,
            dictionary=dictionary.name,
        )
