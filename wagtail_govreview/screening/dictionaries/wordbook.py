"""The dictionaries in force as one: every term found in one pass over a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.screening.allowed import numbers_of, written_forms
from wagtail_govreview.screening.checks.wording import types
from wagtail_govreview.screening.dictionaries.entries import Entry, TermKind
from wagtail_govreview.screening.findings import FindingType, Hit
from wagtail_govreview.screening.folding import View, fold
from wagtail_govreview.screening.matching.matcher import Matcher, folded_case
from wagtail_govreview.screening.matching.near_misses import Miss, NearMisses
from wagtail_govreview.screening.matching.spans import Spans

TYPES: dict[TermKind, FindingType] = {
    TermKind.WRONG: types.WRONG,
    TermKind.CAREFUL: types.CAREFUL,
    TermKind.TITLE: types.TITLE,
    TermKind.SECRET: types.SECRET,
}
# What is to be done where a term is found.
_QUIET, _SPEAKS, _SLIP, _ANCHOR = range(4)


def folded_term(text: str) -> str:
    """A text as terms are compared: folded as texts are for checks, in lower case, without spaces at either end."""
    return folded_case(fold(text).text).strip()


class Wordbook:
    """All entries of the dictionaries in force for a unit, compiled. Costly to make, cheap to ask; can be pickled."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._forms: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for form in _forms(entry):
                self._forms.setdefault(form, []).append(entry)
        self._of = list(self._forms.values())
        self._near = NearMisses(
            form for form, found in self._forms.items() if _any(found, TermKind.PROTECTED)
        )
        self._names = {
            form: next(entry for entry in found if entry.kind == TermKind.PROTECTED)
            for form, found in self._forms.items()
            if _any(found, TermKind.PROTECTED)
        }
        self._slips = list(self._near.slips.values())
        self._anchors_from = len(self._of) + len(self._slips)
        self._roles = [_role(found) for found in self._of] + [_SLIP] * len(self._slips)
        self._roles += [_ANCHOR] * len(self._near.anchors)
        self._longest_allowed = max(
            (len(form) for form, found in self._forms.items() if _any(found, TermKind.ALLOWED)),
            default=0,
        )
        self._numbers: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for number in numbers_of(entry.term) if entry.kind == TermKind.ALLOWED else ():
                self._numbers.setdefault(number, []).append(entry)
        self._matcher = Matcher([*self._forms, *self._near.slips, *self._near.anchors])

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.entries,)

    def hits(self, view: View, on: date | None = None) -> Iterator[Hit]:
        """What the dictionaries say of the text on the day ``on``, in its order; nothing inside what is allowed."""
        text, roles = view.lowered, self._roles
        found = self._matcher.find(text)
        said: list[Hit] = []
        allowed_spans: list[tuple[int, int]] = []
        misses: list[Miss] = []
        for start, end, number in found:
            role = roles[number]
            if role == _SPEAKS:
                said += _of_terms(start, end, self._of[number], on)
                if _allow(self._of[number], on):
                    allowed_spans.append((start, end))
            elif role == _ANCHOR:
                misses += self._near.around(text, start, end, number - self._anchors_from)
            elif role == _SLIP:
                misses.append((start, end, self._slips[number - len(self._of)]))
        if self._near.hears:
            misses += self._near.sounding(text, view.sounding)
        allowed = Spans(allowed_spans)
        hits = [hit for hit in said if not allowed.hold(hit.start, hit.end)]
        terms = len(self._of) if misses else 0
        exact = Spans((start, end) for start, end, number in found if number < terms)
        for start, end, name in misses:
            entry = self._names[name]
            if entry.holds(on) and not exact.hold(start, end) and not allowed.hold(start, end):
                hits.append(
                    _hit(types.NEAR_MISS, start, end, entry, entry.suggestion or entry.term)
                )
        return iter(_longest(hits))

    def allows(self, view: View, start: int, end: int, on: date | None = None) -> bool:
        """Does this part of the text lie inside an allowed term, or is it an allowed number, however it is written?"""
        longest = self._longest_allowed
        if not longest:
            return False
        numbers = written_forms(view.text[start:end]) if self._numbers else ()
        if any(entry.holds(on) for each in numbers for entry in self._numbers.get(each, ())):
            return True
        if end - start > longest:
            return False
        begin = max(end - longest, 0)
        found = self._matcher.find(view.lowered[begin : start + longest])
        return any(
            begin + first <= start and end <= begin + last and _allow(self._of[number], on)
            for first, last, number in found
            if number < len(self._of)
        )


def _role(entries: Iterable[Entry]) -> int:
    """A name that is written as it should be says nothing."""
    quiet = all(entry.kind == TermKind.PROTECTED for entry in entries)
    return _QUIET if quiet else _SPEAKS


def _allow(entries: Iterable[Entry], on: date | None) -> bool:
    return any(entry.kind == TermKind.ALLOWED and entry.holds(on) for entry in entries)


def _any(entries: Iterable[Entry], kind: TermKind) -> bool:
    return any(entry.kind == kind for entry in entries)


def _forms(entry: Entry) -> set[str]:
    """How a term stands in texts; an empty one in none."""
    term = folded_term(entry.term)
    if entry.kind != TermKind.TITLE or " " not in term:
        return {term} - {""}
    name, _space, title = term.partition(" ")
    title = title.strip()
    return {name + title, title + name}


def _of_terms(start: int, end: int, entries: Iterable[Entry], on: date | None) -> Iterator[Hit]:
    former = []
    for entry in entries:
        if entry.kind == TermKind.TITLE:
            former.append(entry)
        elif entry.kind in TYPES and entry.holds(on):
            yield _hit(TYPES[entry.kind], start, end, entry, entry.suggestion)
    if former and not any(entry.holds(on) for entry in former):
        entry = former[-1]
        yield _hit(types.TITLE, start, end, entry, entry.suggestion, _term_of(entry))


def _hit(
    found: FindingType, start: int, end: int, entry: Entry, suggestion: str, note: Any = ""
) -> Hit:
    note = entry.note or note
    if found is types.SECRET:  # whoever wrote the note may have written the secret into it
        note = ""
    elif entry.dictionary:
        note = format_lazy("{} ({})", note, entry.dictionary) if note else entry.dictionary
    return Hit(
        type=found,
        start=start,
        end=end,
        suggestion=suggestion,
        note=note,
        severity=entry.severity,
    )


def _term_of(entry: Entry) -> Any:
    """From when until when the title was right."""
    first = date_format(entry.valid_from, "Y-m-d") if entry.valid_from else "…"
    last = date_format(entry.valid_until, "Y-m-d") if entry.valid_until else "…"
    return format_lazy(_("held from {first} to {last}"), first=first, last=last)


def _longest(hits: list[Hit]) -> list[Hit]:
    """In the order of the text; without those inside a longer one of the same type, without what is said already."""
    wrong = Spans((hit.start, hit.end) for hit in hits if hit.type is types.WRONG)
    reach: dict[str, tuple[int, int]] = {}
    said: set[tuple[str, int, int, str]] = set()
    kept = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        code, span = hit.type.code, (hit.start, hit.end)
        last = reach.get(code, (-1, -1))
        if (hit.end <= last[1] and span != last) or (code, *span, hit.suggestion) in said:
            continue
        if hit.type is types.NEAR_MISS and wrong.touch(*span):
            continue
        reach[code] = span
        said.add((code, *span, hit.suggestion))
        kept.append(hit)
    return kept
