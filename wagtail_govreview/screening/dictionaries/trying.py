"""What a draft of a dictionary finds in a page that the version in force does not, and the other way round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from wagtail_govreview.screening.dictionaries.active import entries_of
from wagtail_govreview.screening.dictionaries.models import DictionaryVersion
from wagtail_govreview.screening.dictionaries.wordbook import Wordbook
from wagtail_govreview.screening.folding import View


class Trial:
    """Both versions compiled, each for itself: what other dictionaries allow does not count here."""

    def __init__(self, draft: DictionaryVersion, active: DictionaryVersion | None) -> None:
        self._new = Wordbook(list(entries_of([draft])))
        self._old = Wordbook(list(entries_of([active] if active else [])))

    def look(self, views: Iterable[View], on: date) -> tuple[Counter[str], Counter[str]]:
        """How often each term is found that was not before, and each no longer that was."""
        new: Counter[str] = Counter()
        old: Counter[str] = Counter()
        for view in views:
            new.update(_found(self._new, view, on))
            old.update(_found(self._old, view, on))
        return new - old, old - new


def _found(book: Wordbook, view: View, on: date) -> Iterable[str]:
    return (view.text[hit.start : hit.end] for hit in book.hits(view, on))
